"""What those who plan do in a browser: see whether there is room, follow a number to what it is made of, put on record."""

import datetime
import subprocess

import pytest
from conftest import ATOLL

PLACES = [
    "/growth", "/growth/capacity", "/growth/runway", "/growth/pipeline", "/growth/what-if?case=turnaround%3D3",
    "/growth/reviews", "/growth/report",
]


@pytest.fixture(scope="module")
def planner_session(fleet, browser):
    """Someone who plans and operates nothing: where they begin, and their session."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(fleet.json("sign-in", "--as", "duarte")["url"], timeout=60_000)
    yield page.url, context.storage_state()
    context.close()


@pytest.fixture
def planner(planner_session, page):
    page.context.add_cookies(planner_session[1]["cookies"])
    return page


def rework(fleet, page) -> float:
    """Changes and incidents a quarter that failing rollouts ask for again."""
    page.goto(fleet.address("atoll") + "/growth/capacity")
    number = page.locator(".load-table tr", has_text="Rework").locator("td").first.inner_text()
    return float(number.replace("\N{MINUS SIGN}", "-"))


@pytest.fixture(scope="module")
def failed_rollout(fleet):
    """A deploy that ends in preparation: its hubs ask for a package that is not there. The folder is as before afterwards."""
    files = ["hubs/reef.yaml", "hubs/reef-staging.yaml"]
    before = {file: (fleet.folder / file).read_text() for file in files}
    (fleet.folder / "requirements").mkdir(exist_ok=True)
    (fleet.folder / "requirements/reef.txt").write_text("atoll-browser-test-has-no-such-package==1\n")
    try:
        for file in files:
            fleet.change(file, "kind: basic", "kind: basic\nenvironment:\n  requirements: requirements/reef.txt")
        done = subprocess.run(
            [ATOLL, "deploy", "--fleet", str(fleet.folder), "--why", "A package more"],
            env=fleet.environment, capture_output=True, text=True, timeout=120, check=False,
        )
        assert done.returncode != 0, done.stdout
        assert "could not be built" in done.stdout + done.stderr, done.stdout + done.stderr
    finally:
        for file, text in before.items():
            (fleet.folder / file).write_text(text)


def test_who_does_not_operate_begins_with_growth(fleet, planner, planner_session):
    assert planner_session[0] == fleet.address("atoll") + "/growth"
    planner.goto(planner_session[0])
    assert "open now" in planner.locator("#answer").inner_text()
    assert planner.locator("nav[aria-label=Growth] a[aria-current=page]").inner_text() == "Growth"
    planner.goto(fleet.address("atoll") + "/hubs/reef/sleep")
    assert planner.locator("form#confirm").count() == 0
    assert planner.locator("#problem[data-status='403']").count() == 1


def test_a_failing_gate_of_growth_leads_to_the_rollout_behind_it(fleet, planner, request):
    before = rework(fleet, planner)
    request.getfixturevalue("failed_rollout")
    assert rework(fleet, planner) > max(0, before)
    assert planner.locator("#load a[href='/rollouts']", has_text="failed").count() > 0

    planner.goto(fleet.address("atoll") + "/growth")
    condition = planner.locator("#gates li", has=planner.locator(".state.bad", has_text="does not hold"))
    condition.locator("a").first.click()
    assert "Does not hold" in planner.locator("#answer").inner_text()
    planner.locator("#evidence-list li", has_text="speaks against it").first.locator("a[href^='/rollouts/']").click()
    planner.wait_for_selector("#rollout[data-state=failed]")
    assert "could not be built" in planner.locator("#main").inner_text()


def test_an_answer_to_a_question_of_growth_is_shown_with_its_evidence(fleet, planner):
    planner.goto(fleet.address("atoll") + "/growth")
    planner.locator("#gates a", has_text="Did we restore a hub from nothing?").click()
    assert "Not answered yet" in planner.locator("#answer").inner_text()
    planner.locator("#record-answer").click()
    assert planner.locator("#answer-form .problem").count() == 2
    planner.locator("#answer-form input[name=answer][value=yes]").check()
    planner.locator("#evidence").fill("Restored reef in 40 minutes")
    planner.locator("#record-answer").click()
    assert "Answered with yes" in planner.locator("#answer").inner_text()
    assert "Restored reef in 40 minutes" in planner.locator("#answered").inner_text()
    assert "duarte" in planner.locator("#answered").inner_text()
    planner.goto(fleet.address("atoll") + "/growth")
    item = planner.locator("#gates li", has_text="Did we restore a hub from nothing?")
    assert item.locator(".state.good").inner_text().strip() == "answered: yes"


def test_the_address_of_a_what_if_of_growth_shows_the_same_again(fleet, planner):
    planner.goto(fleet.address("atoll") + "/growth/what-if")
    starts = datetime.date.today() + datetime.timedelta(days=30)
    planner.locator("#what-if input[name=engineer]").fill(starts.isoformat())
    planner.locator("#add-case").click()
    planner.wait_for_url("**/growth/what-if?case=*")
    assert "engineer" in planner.locator("#answer").inner_text()
    shown = planner.locator("#cases").inner_text()
    address = planner.url
    other = planner.context.new_page()
    other.goto(address)
    assert other.url == address
    assert other.locator("#cases").inner_text() == shown
    assert other.locator("#cases thead th").count() == 2


def test_pages_of_growth_fit_a_phone(fleet, planner):
    planner.set_viewport_size({"width": 390, "height": 844})
    planner.goto(fleet.address("atoll") + "/growth")
    gates = [link.get_attribute("href") for link in planner.locator("#gates .items a").all()]
    assert len(gates) == 2
    for path in PLACES + gates:
        assert planner.goto(fleet.address("atoll") + path).status == 200, path
        assert planner.evaluate("document.documentElement.scrollWidth") <= 390, path
    assert planner.complaints == []
