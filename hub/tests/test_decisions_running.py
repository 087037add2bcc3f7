"""A real hub whose door asks a small control plane."""

from __future__ import annotations

import stat
import time
from typing import Any, Iterator

import pytest
import requests
from control_plane import HOST, ControlPlane
from machine import ADMIN_PASSWORD, PASSWORD, Hub, Machine, eventually, values
from people import Person

pytestmark = pytest.mark.integration

UNREACHED = "cannot ask right now who may come in"


@pytest.fixture(scope="module")
def plane() -> Iterator[ControlPlane]:
    plane = ControlPlane()
    yield plane
    plane.stop()


@pytest.fixture(scope="module")
def reef(machine: Machine, plane: ControlPlane) -> Hub:
    chosen = values()
    chosen["hub"]["config"]["Authenticator"] |= {"blocked_users": ["mallory"], "manage_groups": True}
    hub = machine.hub("reef", chosen, door={"url": plane.url, "host": HOST, "token": plane.token})
    hub.start()
    return hub


@pytest.fixture(autouse=True)
def reached(plane: ControlPlane) -> Iterator[None]:
    yield
    plane.status, plane.news, plane.headers = 200, {}, {}
    if plane._server is None:
        plane.start()


def come(reef: Hub, name: str, password: str = PASSWORD) -> tuple[Person, requests.Response]:
    person = Person(reef, name)
    return person, person.log_in(password)


def restart(hub: Hub) -> None:
    hub.process.end()
    hub.start()


def model(reef: Hub, name: str) -> dict[str, Any]:
    return reef.api("GET", f"users/{name}").json()


def test_rules_and_answer_together_decide(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("ada")
    plane.admit("gus")
    plane.refuse("bob", "the course is over")
    plane.admit("mallory")
    assert come(reef, "ada")[1].status_code == 302
    assert come(reef, "gus")[1].status_code == 302, "a grant lets in whom the rules do not name"
    answer = come(reef, "bob")[1]
    assert answer.status_code == 403 and "the course is over" in answer.text, "the rules alone are not enough"
    assert come(reef, "mallory")[1].status_code == 403, "whoever is blocked stays out"
    assert "nobody has invited you" in come(reef, "stranger")[1].text
    asked = {each["name"]: each for each in plane.questions}
    assert (asked["ada"]["rules"], asked["gus"]["rules"], asked["bob"]["rules"]) == ("yes", "no", "yes")
    assert asked["ada"]["hub"] == "reef" and len(asked["ada"]["from"]) == 16
    assert "mallory" not in asked


def test_who_is_refused_does_not_ask_with_every_request(reef: Hub, plane: ControlPlane) -> None:
    plane.refuse("nina", "not today")
    for _ in range(5):
        assert come(reef, "nina")[1].status_code == 403
    assert len(plane.asked("nina", "login")) < 3


def test_the_test_user_is_not_asked_about(reef: Hub, plane: ControlPlane) -> None:
    tester, answer = come(reef, "atoll-test", reef.test_password)
    assert answer.status_code == 302 and tester.is_in()
    reef.start_server("atoll-test")
    reef.stop_server("atoll-test")
    assert come(reef, "atoll-test")[1].status_code == 403, "only with its own password"
    assert not [each for each in plane.questions if each["name"] == "atoll-test"]


def test_nobody_is_more_of_an_admin_than_the_answer_says(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("eve", admin=True)
    eve, answer = come(reef, "eve", ADMIN_PASSWORD)
    assert answer.status_code == 302 and plane.asked("eve", "login")[-1]["admin"] is True
    assert eve.browser.get(f"{reef.url}/hub/admin").status_code == 200
    plane.admit("eve")
    come(reef, "eve", ADMIN_PASSWORD)
    assert model(reef, "eve")["admin"] is False
    plane.admit("ada", admin=True)
    come(reef, "ada")
    assert model(reef, "ada")["admin"] is False, "what the login does not say is not given either"


def test_groups_come_with_the_answer_and_go_with_the_next(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("ada", groups=["workshop-coral"])
    ada, _ = come(reef, "ada")
    assert model(reef, "ada")["groups"] == ["workshop-coral"]
    plane.admit("ada", groups=["workshop-kelp"])
    eventually(lambda: ada.is_in() and model(reef, "ada")["groups"] == ["workshop-kelp"], "the groups change", 20)


def test_profiles_that_are_not_open_are_hidden_and_refused(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("ada", profiles=["small"])
    ada, _ = come(reef, "ada")
    answer = reef.api("POST", "users/ada/server", json={"profile": "large"})
    assert answer.status_code == 403 and "is not open to you" in answer.json()["message"]
    assert plane.asked("ada", "spawn")[-1]["profile"] == "large"
    plane.admit("ada", profiles=None)
    come(reef, "ada")
    assert "Large" in ada.browser.get(f"{reef.url}/hub/spawn").text
    plane.admit("ada", profiles=["large"])
    come(reef, "ada")
    reef.start_server("ada")
    assert model(reef, "ada")["servers"][""]["user_options"] in ({}, {"profile": "large"}), "the only one there is for ada"
    reef.stop_server("ada")
    plane.admit("ada", profiles=["another"])
    come(reef, "ada")
    assert reef.api("POST", "users/ada/server").status_code == 403, "and never a server without limits"


def test_a_no_to_a_start_is_told_and_takes_nothing_else_away(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("ada")
    ada, _ = come(reef, "ada")
    plane.refuse("ada", "all 20 servers of the workshop are in use")
    plane.answers["ada"]["again"] = 0
    answer = reef.api("POST", "users/ada/server", json={"profile": "small"})
    assert answer.status_code == 403 and "all 20 servers" in answer.json()["message"]
    plane.admit("ada")
    assert ada.is_in()


def test_a_no_on_refresh_ends_the_login(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("cora")
    cora, _ = come(reef, "cora")
    token = reef.api("POST", "users/cora/tokens").json()["token"]
    headers = {"Authorization": f"token {token}"}
    assert requests.get(f"{reef.url}/hub/api/user", headers=headers).status_code == 200
    plane.refuse("cora", "the course is over")
    eventually(lambda: not cora.is_in(), "the session ends", 20)
    assert requests.get(f"{reef.url}/hub/api/user", headers=headers).status_code == 403
    assert come(reef, "cora")[1].status_code == 403


def test_unreached_newcomers_stay_out_and_others_keep_their_yes_for_its_grace(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("ada")
    plane.admit("bob", grace=1)
    plane.admit("gus", until=time.time() + 8)
    plane.admit("dora")
    people = {name: come(reef, name)[0] for name in ("ada", "bob", "gus")}
    assert all(person.is_in() for person in people.values())
    plane.stop()
    answer = come(reef, "dora")[1]
    assert answer.status_code == 503 and UNREACHED in answer.text
    assert come(reef, "ada")[1].status_code == 302, "an admitted person may even log in again"
    eventually(lambda: not people["gus"].is_in(), "not past its end", 20)
    eventually(lambda: not people["bob"].is_in(), "not past its grace", 20)
    restart(reef)
    assert people["ada"].is_in(), "and over a restart of the hub"
    assert come(reef, "gus")[1].status_code == 503 and come(reef, "bob")[1].status_code == 503
    plane.start()
    assert come(reef, "dora")[1].status_code == 302
    for status in (503, 401, 500):
        plane.status = status
        assert come(reef, "newcomer")[1].status_code == 503
        assert people["ada"].is_in()


def test_the_memory_is_the_hubs_own_and_no_secret_is_logged(reef: Hub, plane: ControlPlane) -> None:
    memory = reef.state / "decisions.json"
    eventually(memory.exists, "answers are remembered", 5)
    assert stat.S_IMODE(memory.stat().st_mode) == 0o600
    Person(reef, "ada").browser.get(f"{reef.url}/hub/join/wrong-code-1234")
    for text in (memory.read_text(), reef.process.log.read_text()):
        assert plane.token not in text and "wrong-code-1234" not in text


def test_someone_who_has_to_leave_loses_session_tokens_and_server(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("gus")
    gus, _ = come(reef, "gus")
    reef.start_server("gus")
    gus.open_server()
    token = reef.api("POST", "users/gus/tokens").json()["token"]
    eventually(lambda: "gus" in plane.heard[-1]["running"], "the control plane hears who is there", 10)
    plane.refuse("gus", "the workshop has ended")
    plane.tell(leave=[{"name": "gus", "because": "the workshop has ended", "extent": "leave"}])
    told = time.monotonic()
    eventually(lambda: reef.server("gus") is None, "the server ends", 15)
    assert time.monotonic() - told < 10
    assert not gus.is_in()
    assert requests.get(f"{reef.url}/hub/api/user", headers={"Authorization": f"token {token}"}).status_code == 403
    assert gus.server("GET", "api/status", allow_redirects=False).status_code != 200
    eventually(lambda: plane.heard[-1]["cursor"] == str(plane.cursor), "it is told that this is done", 10)
    plane.tell(leave=[{"name": "gus", "because": "removed", "extent": "forget"}])
    eventually(lambda: reef.api("GET", "users/gus").status_code == 404, "the user is forgotten", 15)


def test_whose_time_is_up_leaves_by_itself(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("ada", until=time.time() + 6)
    ada, _ = come(reef, "ada")
    plane.admit("ada", until=time.time() + 600)
    for is_reached in (True, False):
        plane.admit("gus", until=time.time() + 15)
        gus, _ = come(reef, "gus")
        reef.start_server("gus")
        plane.answers.pop("gus")
        if not is_reached:
            plane.stop()
        eventually(lambda: not model(reef, "gus")["servers"], "the server ends", 30)
        assert reef.server("gus") is None and not gus.is_in() and ada.is_in(), "and who got more time stays"


def test_notices_are_shown_to_whom_they_are_for(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("ada")
    plane.admit("bob")
    ada, bob = come(reef, "ada")[0], come(reef, "bob")[0]
    text = "The workshop ends at 18:00; <b>save</b> your work"
    plane.tell(notices=[{"name": "ada", "text": text}])

    def page(person: Person) -> str:
        return person.browser.get(f"{reef.url}/hub/home").text

    eventually(lambda: "ends at 18:00" in page(ada), "the notice is shown", 10)
    assert "&lt;b&gt;save" in page(ada) and "ends at 18:00" not in page(bob)
    plane.tell(notices=[])
    eventually(lambda: "ends at 18:00" not in page(ada), "and taken away", 10)
    plane.admit("bob", notice="Welcome to the reef")
    assert "Welcome to the reef" in page(come(reef, "bob")[0])


def test_a_closed_hub_lets_in_its_admins_only(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("ada")
    plane.admit("eve", admin=True)
    plane.tell(closed="the hub was found open to everyone")
    eventually(lambda: come(reef, "ada")[1].status_code == 403, "nobody comes in", 10)
    assert "found open" in come(reef, "ada")[1].text
    assert come(reef, "eve", ADMIN_PASSWORD)[1].status_code == 302
    plane.tell()
    eventually(lambda: come(reef, "ada")[1].status_code == 302, "it is open again", 10)


def test_a_join_link_carries_its_code_to_the_login(reef: Hub, plane: ControlPlane) -> None:
    plane.codes["coral-2024-xyz"] = {"groups": ["workshop-coral"]}
    plane.answers.pop("nemo", None)
    nemo = Person(reef, "nemo")
    page = nemo.browser.get(f"{reef.url}/hub/join/coral-2024-xyz", allow_redirects=False)
    assert page.status_code == 302 and page.headers["Location"].endswith("/hub/login")
    cookie = page.headers["Set-Cookie"]
    assert "coral-2024" not in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert nemo.log_in(PASSWORD).status_code == 302 and nemo.is_in()
    assert plane.asked("nemo", "login")[-1]["code"] == "coral-2024-xyz"
    assert "atoll-join" not in nemo.browser.cookies, "the code is used up"
    plane.admit("ada")
    ada, _ = come(reef, "ada")
    ada.browser.get(f"{reef.url}/hub/join/coral-2024-xyz")
    assert plane.asked("ada", "login")[-1]["code"] == "coral-2024-xyz" and "workshop-coral" in model(reef, "ada")["groups"]
    assert nemo.browser.get(f"{reef.url}/hub/join/no;code").status_code == 404


def test_too_many_wrong_codes_are_told(reef: Hub, plane: ControlPlane) -> None:
    plane.status, plane.headers = 429, {"Retry-After": "30"}
    stranger = Person(reef, "guesser")
    stranger.browser.get(f"{reef.url}/hub/join/another-code")
    answer = stranger.log_in(PASSWORD)
    assert answer.status_code == 503 and "Please try again in 30 seconds" in answer.text


def test_the_control_plane_knocks(reef: Hub, plane: ControlPlane) -> None:
    def knock(body: Any, token: str = plane.token) -> requests.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return requests.post(f"{reef.url}/hub/api/atoll/knock", json=body, headers=headers, timeout=10)

    plane.admit("probe-ok")
    assert knock({"name": "probe", "email": "probe@reef.edu"}).json() == {"admitted": False, "because": "nobody has invited you"}
    assert plane.asked("probe", "login")[-1]["email"] == "probe@reef.edu"
    assert knock({"name": "probe-ok"}).json()["admitted"] is True
    assert knock({"name": "mallory"}).json()["admitted"] is False
    assert knock({"name": "atoll-test"}).json()["admitted"] is False
    assert knock({"name": 5}).status_code == 400 and knock(["x"]).status_code == 400
    for token in ("wrong", reef.token, ""):
        assert knock({"name": "probe-ok"}, token).status_code == 403
    assert reef.api("GET", "users/probe-ok").status_code == 404, "nobody is created"
    plane.stop()
    assert UNREACHED in knock({"name": "probe-ok"}).json()["because"]


def test_a_guest_is_none_of_the_hubs_own_people(reef: Hub, plane: ControlPlane) -> None:
    plane.admit("gus")
    gus, _ = come(reef, "gus")
    restart(reef)
    assert gus.is_in(), "a restart does not end a grant"
    come(reef, "gus")
    assert plane.asked("gus", "login")[-1]["rules"] == "no"
