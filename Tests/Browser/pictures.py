"""Takes pictures of the real pages: scripts/screenshots."""

import argparse
import contextlib
import sys
from pathlib import Path

from machine import ROOT, Machine, Refused, browser_options, browser_program, program
from playwright.sync_api import Browser, Error, Page, sync_playwright

REPORTS = ROOT / ".build" / "reports" / "pages"
README = ROOT / "docs" / "images" / "overview.png"

# How each page is looked at: width, height, colours.
LOOKS = {"light": (1200, 800, "light"), "dark": (1200, 800, "dark"), "phone": (390, 844, "light")}


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/screenshots")
    parser.add_argument("--link", help="a sign-in link of a control plane that runs: `atoll sign-in`")
    parser.add_argument("--fleet", type=Path, default=ROOT / "examples" / "alpha", help="the folder that is brought up")
    options = parser.parse_args()
    if browser_program() is None:
        sys.exit("no browser: apt-get install chromium")
    try:
        with link_of(options) as link, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**browser_options())
            take_all(browser, link)
            browser.close()
    except (Refused, Error) as error:
        sys.exit(f"error: {error}")


@contextlib.contextmanager
def link_of(options):
    if options.link:
        yield options.link
        return
    if not program().exists():
        sys.exit(f"error: {program()} is not built: make build")
    machine = Machine("pictures", program(), options.fleet.resolve())
    machine.begin()
    try:
        print(f"  bringing up {options.fleet.name} …", flush=True)
        machine.up()
        yield machine.sign_in_link()
    finally:
        machine.down()


def take_all(browser: Browser, link: str) -> None:
    REPORTS.mkdir(parents=True, exist_ok=True)
    first = browser.new_context()
    page = first.new_page()
    page.goto(link)
    site = page.url.split("?")[0].rstrip("/")
    session = first.storage_state()
    pages = pages_of(page, site)
    for look, (width, height, colours) in LOOKS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=colours, storage_state=session)
        page = context.new_page()
        for name, path in pages.items():
            page.goto(site + path)
            picture = REPORTS / f"{name}-{look}.png"
            page.screenshot(path=picture, full_page=True)
            print(f"  {picture.relative_to(ROOT)}", flush=True)
        context.close()
    take_readme(browser, site, session)


def pages_of(page: Page, site: str) -> dict[str, str]:
    """Each page once, with a hub that is awake where there is one, and the newest rollout."""
    hubs = page.locator("#fleet tbody tr:not(.asleep) a.hub, #fleet a.hub")
    hub = hubs.first.get_attribute("href") or "/"
    communities = page.locator("#fleet tbody tr:not(.asleep) td.community a, #fleet td.community a")
    community = communities.first.get_attribute("href") or "/"
    page.goto(f"{site}/rollouts")
    rollouts = page.locator("#rollouts tbody a")
    found = {
        "overview": "/", "hub": hub, "community": community, "rollouts": "/rollouts", "changes": "/changes",
        "plan": "/plan", "findings": "/findings", "confirmation": f"{hub}/sleep", "problem": "/nothing-is-here",
        "features": "/features", "exceptions": "/exceptions", "growth": "/growth", "capacity": "/growth/capacity", "runway": "/growth/runway", "pipeline": "/growth/pipeline",
        "what-if": "/growth/what-if?case=engineer%402027-03-01&case=turnaround%3D3", "reviews": "/growth/reviews",
        "report": "/growth/report",
    }
    page.goto(f"{site}/growth")
    gates = page.locator("a[href^='/growth/gates/']")
    if gates.count() > 0:
        found["gate"] = gates.first.get_attribute("href") or "/growth"
    page.goto(f"{site}/features")
    features = page.locator("#feature-list tbody th a")
    if features.count() > 0:
        found["feature"] = features.first.get_attribute("href") or "/features"
    if rollouts.count() > 0:
        found["rollout"] = rollouts.first.get_attribute("href") or "/rollouts"
    return found


def take_readme(browser: Browser, site: str, session) -> None:
    """The first screen of the overview, sharp on dense displays."""
    context = browser.new_context(
        viewport={"width": 1120, "height": 760}, device_scale_factor=2, color_scheme="light", storage_state=session)
    page = context.new_page()
    page.goto(site)
    README.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=README)
    context.close()
    print(f"  {README.relative_to(ROOT)}", flush=True)


if __name__ == "__main__":
    main()
