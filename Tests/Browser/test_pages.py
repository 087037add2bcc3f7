"""What people do in a browser: sign in, look, watch a change live, open a hub and work in it."""

import re
import subprocess

import pytest
from conftest import ATOLL


def test_without_a_session_only_the_sign_in_page_is_shown(fleet, page):
    for path in ["/", "/hubs/reef", "/features", "/exceptions", "/rollouts", "/changes", "/plan", "/findings"]:
        answer = page.goto(fleet.address("atoll") + path)
        assert answer.status == 401
        assert page.locator("#sign-in").count() == 1
        assert "Ida" not in page.content()


def test_a_sign_in_link_works_once(fleet, page, browser):
    url = fleet.json("sign-in")["url"]
    page.goto(url)
    assert page.url.rstrip("/") == fleet.address("atoll")
    other = browser.new_context().new_page()
    assert other.goto(url).status == 401
    other.context.close()


def test_the_overview_answers_in_its_first_line_and_shows_the_fleet(signed_in):
    assert re.match(r"2 of 2 awake hubs well", signed_in.locator("#answer").inner_text())
    assert "well" in signed_in.locator("#row-reef .state").first.inner_text()
    assert signed_in.complaints == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_their_window(fleet, signed_in, browser, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, storage_state=signed_in.context.storage_state()
    )
    page = context.new_page()
    for path in ["/", "/hubs/reef", "/communities/reef", "/rollouts", "/rollouts/1", "/changes", "/plan", "/findings"]:
        assert page.goto(fleet.address("atoll") + path).status == 200, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_pages_work_without_javascript(fleet, signed_in, browser):
    context = browser.new_context(java_script_enabled=False, storage_state=signed_in.context.storage_state())
    page = context.new_page()
    page.goto(fleet.address("atoll") + "/hubs/reef")
    page.locator("a#sleep").click()
    assert page.locator("form#confirm").count() == 1
    page.locator("#do-it").click()
    assert "Say why" in page.content()
    context.close()


def test_a_form_of_another_site_is_refused(fleet, signed_in, browser):
    context = browser.new_context(storage_state=signed_in.context.storage_state())
    page = context.new_page()
    page.goto(f"http://elsewhere.localhost:{fleet.gateway}/")
    page.set_content(
        f"<form method=post action='{fleet.address('atoll')}/hubs/reef/sleep'>"
        "<input name=why value=mischief><button>Win a prize</button></form>"
    )
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.locator("button").click()
    assert answer.value.status in (401, 403)
    context.close()
    assert fleet.json("status")["summary"].startswith("2 of 2 awake hubs well")


def test_a_change_is_watched_live_and_the_hub_is_used(fleet, signed_in):
    page = signed_in
    overview = page.context.new_page()
    overview.goto(fleet.address("atoll"))
    overview.evaluate("window.sameDocument = true")
    fleet.change("hubs/reef.yaml", "servers: 4", "servers: 5")
    fleet.change("hubs/reef-staging.yaml", "servers: 4", "servers: 5")
    deploying = subprocess.Popen(
        [ATOLL, "deploy", "--fleet", str(fleet.folder), "--why", "One more server"],
        env=fleet.environment, stdout=subprocess.DEVNULL,
    )
    try:
        page.goto(fleet.address("atoll") + "/rollouts/2")
        while page.locator("#rollout").count() == 0 and deploying.poll() is None:
            page.wait_for_timeout(200)
            page.goto(fleet.address("atoll") + "/rollouts/2")
        page.evaluate("window.sameDocument = true")
        page.wait_for_selector("#lane-hub-reef-staging[data-state=passed]", timeout=90_000)
        page.wait_for_selector("#rollout[data-state=succeeded]", timeout=90_000)
        assert page.evaluate("window.sameDocument") is True, "the page was loaded again instead of being live"
        assert deploying.wait(timeout=30) == 0
        ended = overview.locator("#current-rollout", has_text="One more server").locator("p .state", has_text="succeeded")
        ended.wait_for(timeout=30_000)
        assert overview.evaluate("window.sameDocument") is True, "the overview was loaded again instead of being live"
        overview.close()
    finally:
        if deploying.poll() is None:
            deploying.kill()

    page.goto(fleet.address("atoll") + "/hubs/reef")
    page.goto(page.locator("#open-hub").get_attribute("href"))
    password = fleet.json("passwords", "reef")["passwords"]["ida"]
    page.locator("input[name=username]").fill("ida")
    page.locator("input[name=password]").fill(password)
    page.locator("#login_submit").click()
    page.wait_for_url(re.compile(r"/user/ida/"), timeout=120_000)
    page.locator(".jp-LauncherCard", has_text="Python 3").first.click(timeout=120_000)
    # What is run while JupyterLab still connects its kernel goes astray.
    page.locator(".jp-StatusBar-TextItem", has_text="Python 3 (ipykernel) | Idle").first.wait_for(timeout=120_000)
    cell = page.locator(".jp-Notebook .cm-content").first
    cell.click(timeout=60_000)
    page.keyboard.type("print(6 * 7)")
    page.locator(".jp-Notebook .cm-content", has_text="print(6 * 7)").first.wait_for()
    page.keyboard.press("Shift+Enter")
    page.locator(".jp-OutputArea-output", has_text="42").first.wait_for(timeout=60_000)
