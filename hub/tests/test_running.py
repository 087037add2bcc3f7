"""The real thing: a gateway, two hubs, users' servers, kernels."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Iterator

import pytest
import requests
from machine import ADMIN_PASSWORD, PASSWORD, Hub, Machine, eventually, values
from people import Person, Visitor

from atoll_hub.processes import ProcessIdentity

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def reef(machine: Machine) -> Hub:
    hub = machine.hub("reef", values())
    hub.start()
    return hub


@pytest.fixture(scope="module")
def lagoon(machine: Machine) -> Hub:
    hub = machine.hub("lagoon", values())
    hub.start()
    return hub


@pytest.fixture(scope="module")
def ada(reef: Hub) -> Iterator[Person]:
    """Logged in at the reef, with a running server."""
    person = Person(reef, "ada")
    assert person.log_in(PASSWORD).status_code == 302
    reef.start_server("ada", profile="large")
    person.open_server()
    yield person


def test_only_the_people_named_come_in(reef: Hub) -> None:
    assert Person(reef, "mallory").log_in(PASSWORD).status_code == 403
    assert Person(reef, "ada").log_in("a wrong password").status_code == 403
    assert Person(reef, "eve").log_in(PASSWORD).status_code == 403, "an admin has another password"
    eve = Person(reef, "eve")
    assert eve.log_in(ADMIN_PASSWORD).status_code == 302
    assert eve.browser.get(f"{reef.url}/hub/admin").status_code == 200


def test_the_test_user_has_a_password_of_its_own(reef: Hub) -> None:
    assert Person(reef, "atoll-test").log_in(PASSWORD).status_code == 403
    assert Person(reef, "atoll-test").log_in(ADMIN_PASSWORD).status_code == 403
    assert Person(reef, "ada").log_in(reef.test_password).status_code == 403
    tester = Person(reef, "atoll-test")
    assert tester.log_in(reef.test_password).status_code == 302
    assert tester.is_in()
    assert tester.browser.get(f"{reef.url}/hub/admin").status_code == 403


def test_a_stranger_sees_nothing(reef: Hub, ada: Person) -> None:
    stranger = requests.Session()
    assert "/hub/login" in stranger.get(f"{reef.url}/").url
    assert "/hub/login" in stranger.get(f"{reef.url}/user/ada/lab").url
    assert stranger.get(f"{reef.url}/user/ada/api/status").status_code == 403
    assert stranger.get(f"{reef.url}/hub/api/users").status_code == 403
    assert stranger.get(f"{reef.url}/hub/metrics").status_code == 403
    metrics = requests.get(f"{reef.url}/hub/metrics", headers={"Authorization": f"Bearer {reef.token}"})
    assert "jupyterhub_running_servers" in metrics.text


def test_another_person_does_not_come_into_a_server(reef: Hub, ada: Person) -> None:
    bob = Person(reef, "bob")
    bob.log_in(PASSWORD)
    assert bob.browser.get(f"{reef.url}/user/ada/lab").status_code == 403


def test_an_unknown_profile_is_refused(reef: Hub) -> None:
    for options in ({"profile": "huge"}, {"mem_limit": "100G"}, {"profile": ["large"]}):
        answer = reef.api("POST", "users/bob/server", json=options)
        assert answer.status_code == 400, options
    assert not reef.api("GET", "users/bob").json()["servers"]


async def test_a_profile_gives_its_environment(ada: Person) -> None:
    kernel = await ada.kernel()
    assert await kernel.run("import os; print(os.environ['SIZE'], os.environ['COLOUR'])") == "large blue"
    assert "PYTHONDONTWRITEBYTECODE" not in await kernel.run("print(*os.environ)")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
async def test_a_hub_that_starts_again_is_not_noticed(reef: Hub, ada: Person, how: signal.Signals) -> None:
    kernel = await ada.kernel()
    await kernel.run("tide = 42")
    server = reef.server("ada")
    with Visitor(ada) as visitor:
        reef.process.end(how)
        assert await kernel.run("print(tide)") == "42", "while there is no hub"
        reef.start()
    assert (visitor.failed, visitor.asked > 50) == ([], True)
    assert reef.server("ada") == server
    assert await kernel.run("print(tide)") == "42", "on the same websocket"
    assert reef.api("GET", "users/ada").json()["servers"][""]["ready"]


def test_a_killed_hub_leaves_no_culler(reef: Hub) -> None:
    hub = reef.process.identity
    assert hub is not None
    children = Path(f"/proc/{hub.pid}/task/{hub.pid}/children").read_text().split()
    cullers = [ProcessIdentity.of(int(pid)) for pid in children if b"culler" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    assert len(cullers) == 1 and cullers[0]
    culler = cullers[0]
    reef.process.end(signal.SIGKILL)
    eventually(lambda: not culler.is_alive(), "the culler ends with its hub")
    reef.start()


async def test_a_gateway_that_starts_again_knows_the_routes(machine: Machine, reef: Hub, ada: Person) -> None:
    machine.gateway.end()
    machine.start_gateway()
    eventually(lambda: ada.server("GET", "api/status").status_code == 200, "the route is there", 5)
    assert await (await ada.kernel()).run("print(1)") == "1"


async def test_two_hubs_keep_to_themselves(reef: Hub, lagoon: Hub, ada: Person) -> None:
    assert lagoon.api("GET", "users/ada").json()["servers"] == {}
    other = requests.get(f"{lagoon.url}/hub/api/users", headers={"Authorization": f"token {reef.token}"})
    assert other.status_code == 403
    lagoon.start_server("ada")
    lagoon.process.end()
    assert ada.server("GET", "api/status").status_code == 200
    lagoon.start()
    lagoon.stop_server("ada")
    assert ada.server("GET", "api/status").status_code == 200


def test_large_bodies_and_odd_names_pass_the_gateway(ada: Person) -> None:
    body = {"type": "file", "format": "text", "content": "x" * 30_000_000}
    for name, path in (("big.txt", "big.txt"), ("50% sure?#1.txt", "50%25%20sure%3F%231.txt")):
        assert ada.server("PUT", f"api/contents/{path}", json=body).status_code == 201
        assert len(ada.server("GET", f"api/contents/{path}").content) > 30_000_000
        assert name in [entry["name"] for entry in ada.server("GET", "api/contents").json()["content"]]


async def test_a_large_message_passes_the_websocket(ada: Person) -> None:
    kernel = await ada.kernel()
    assert await kernel.run(f"print(len('{'y' * 5_000_000}'))") == "5000000"


async def test_stopping_ends_what_the_server_has_started(reef: Hub) -> None:
    bob = Person(reef, "bob")
    bob.log_in(PASSWORD)
    reef.start_server("bob")
    bob.open_server()
    kernel = await bob.kernel()
    code = "import subprocess; print(subprocess.Popen(['setsid', 'sleep', '600'], env={}).pid)"
    sleeper = int(await kernel.run(code))
    assert Path(f"/proc/{sleeper}").exists()
    reef.stop_server("bob")
    if os.geteuid() == 0:
        eventually(lambda: not Path(f"/proc/{sleeper}").exists(), "the detached process ends", 5)
    else:
        os.kill(sleeper, signal.SIGKILL)


async def test_someone_taken_off_the_list_is_out(reef: Hub) -> None:
    bob = Person(reef, "bob")
    bob.log_in(PASSWORD)
    reef.start_server("bob")
    assert bob.is_in()
    config = reef.values["hub"]["config"]
    config["Authenticator"] = {"allowed_users": ["ada"], "admin_users": []}
    reef.process.end()
    reef.start()
    assert not bob.is_in()
    assert bob.log_in(PASSWORD).status_code == 403
    eventually(lambda: reef.server("bob") is None, "the server of bob ends", 15)
    assert reef.api("GET", "users/eve").json()["admin"] is False
    assert "admin" not in reef.api("GET", "users/eve").json()["roles"]


def test_a_server_nobody_uses_is_stopped(lagoon: Hub) -> None:
    lagoon.values = values(cull={"enabled": True, "timeout": 2, "every": 1})
    lagoon.process.end()
    lagoon.start()
    lagoon.start_server("ada")
    eventually(lambda: lagoon.server("ada") is None, "the idle server ends", 20)
    assert "ada" in [user["name"] for user in lagoon.api("GET", "users").json()], "the user stays"
