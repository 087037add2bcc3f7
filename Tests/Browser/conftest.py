"""A whole small fleet for the browser: one production hub and its staging hub, real, on ports and state of its own."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ATOLL = Path(os.environ.get("ATOLL", ROOT / ".build/debug/atoll"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

FILES = {
    "fleet.yaml": """
        name: Browser tests
        people:
          wren: {name: Wren Lagoon, roles: [engineer], hours: 40}
          tomo: {name: Tomo Shoal, roles: [engineer], hours: 40}
          duarte: {name: Duarte Anchor, roles: [partnerships]}
        on_duty: [wren]
        team: {turnaround: {days: 5, confidence: 0.85}}
        phases:
          - {name: Alpha, opened: 2026-10-01, slots: {basic: 6, research: 2}}
          - name: Beta
            slots: {basic: 12}
            gates:
              infrastructure:
                conditions: [{measure: rollout_success, at_least: 0.95, over: 30d}]
                questions: {drill: "Did we restore a hub from nothing?"}
        pipeline:
          lighthouse: {name: Lighthouse Museum, kind: basic, hubs: 2, starts: 2027-01-11, stage: prospect}
        money:
          currency: USD
          cash: {amount: 400000, day: 2026-11-01}
          person_month: 9000
          fees: {basic: 1000}
        """,
    "communities/reef.yaml": """
        name: Reef
        representatives: {ida: {name: Ida Reef, mail: ida@reef.example}}
        """,
    "clusters/harbour.yaml": """
        name: Harbour
        engine: local
        """,
    "features/materials.yaml": """
        name: Materials beside the notebook
        stage: beta
        owners: [wren]
        review_by: 2025-06-30
        explains: [singleuser.extraEnv.MATERIALS]
        """,
    "hubs/reef.yaml": """
        name: Reef
        community: reef
        cluster: harbour
        kind: basic
        awake: true
        staging: reef-staging
        access: {login: password, allow: {people: [ida]}}
        limits: {servers: 4}
        features: [materials]
        """,
    "hubs/reef-staging.yaml": """
        name: Reef (staging)
        community: reef
        cluster: harbour
        kind: basic
        awake: true
        access: {login: password, allow: {people: [ida]}}
        limits: {servers: 4}
        features: [materials]
        """,
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Fleet:
    """The program, with a state folder, ports and a fleet folder of its own."""

    def __init__(self, folder: Path):
        self.folder = folder / "fleet"
        self.gateway = free_port()
        self.environment = os.environ | {
            "ATOLL_STATE": str(folder / "state"),
            "ATOLL_PORT": str(free_port()),
            "ATOLL_GATEWAY_PORT": str(self.gateway),
            "ATOLL_HUB_PACKAGE": str(ROOT / "hub"),
            "NO_COLOR": "1",
        }
        for name, text in FILES.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            lines = text.strip("\n").splitlines()
            file.write_text("\n".join(line[8:] for line in lines).rstrip() + "\n")

    def address(self, host: str) -> str:
        return f"http://{host}.localhost:{self.gateway}"

    def run(self, *words: str, seconds: float = 300) -> str:
        done = subprocess.run(
            [ATOLL, *words], env=self.environment, capture_output=True, text=True, timeout=seconds, check=False
        )
        assert done.returncode == 0, f"atoll {' '.join(words)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def json(self, *words: str):
        return json.loads(self.run(*words, "--json"))

    def change(self, file: str, before: str, after: str) -> None:
        path = self.folder / file
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after))


@pytest.fixture(scope="session")
def fleet():
    if not ATOLL.exists():
        pytest.skip(f"skipped: {ATOLL} is not built")
    # Short, and open to be passed through: users' servers come to their homes below it.
    folder = Path(tempfile.mkdtemp(prefix="atoll-b-", dir="/tmp"))
    folder.chmod(0o711)
    fleet = Fleet(folder)
    try:
        fleet.run("up", str(fleet.folder), seconds=600)
        yield fleet
    finally:
        subprocess.run([ATOLL, "down"], env=fleet.environment, capture_output=True, timeout=120, check=False)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("skipped: no chromium; `apt-get install chromium` brings it")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = running.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" and report.failed and "page" in item.funcargs:
        folder = ROOT / ".build/reports"
        folder.mkdir(parents=True, exist_ok=True)
        item.funcargs["page"].screenshot(path=folder / f"{item.name}.png")
        report.sections.append(("picture", f".build/reports/{item.name}.png"))
    return report


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()


@pytest.fixture
def signed_in(fleet, page):
    page.goto(fleet.json("sign-in")["url"])
    return page
