"""The door in hubs that Atoll does not run: installed as into Zero to JupyterHub, on JupyterHub 4.1 and the current one."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from typing import Any, Iterator

import pytest
import requests
from control_plane import HOST, ControlPlane
from machine import eventually, free_port
from test_oauth_running import Identities

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parent.parent.parent
MOUNTED = ("decide.py", "decisions.py", "watch.py")

CONFIGURATION = """
import asyncio, json, os, sys
from jupyterhub.proxy import Proxy
from jupyterhub.spawner import Spawner
from jupyterhub.utils import maybe_future
from traitlets import Any

class NoProxy(Proxy):
    should_start = False
    routes = {}
    async def add_route(self, routespec, target, data):
        self.routes[routespec] = {"routespec": routespec, "target": target, "data": data}
    async def delete_route(self, routespec):
        self.routes.pop(routespec, None)
    async def get_all_routes(self):
        return self.routes

class KubeSpawner(Spawner):
    # Like the real one: the list of profiles may be a function, and is asked at each start.
    profile_list = Any(config=True)
    listener = None
    async def start(self):
        offered = await maybe_future(self.profile_list(self)) if callable(self.profile_list) else self.profile_list
        print("OFFERED", self.user.name, json.dumps([each["display_name"] for each in offered]), flush=True)
        async def answer(reader, writer):
            await reader.readuntil(b"\\r\\n\\r\\n")
            writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n")
            await writer.drain()
            writer.close()
        self.listener = await asyncio.start_server(answer, "127.0.0.1", 0)
        return self.listener.sockets[0].getsockname()
    async def stop(self, now=False):
        self.listener.close()
        self.listener = None
    async def poll(self):
        return None if self.listener else 0

given = json.loads(os.environ["GIVEN"])
c.JupyterHub.proxy_class = NoProxy
c.JupyterHub.redirect_to_server = False
c.JupyterHub.spawner_class = KubeSpawner
c.JupyterHub.bind_url = "http://127.0.0.1:1"
c.JupyterHub.hub_bind_url = given["url"]
c.JupyterHub.services = [{"name": "test", "api_token": given["service"], "admin": True}]
c.JupyterHub.template_vars = {"announcement": "Welcome"}
c.KubeSpawner.profile_list = [{"display_name": "Small one"}, {"display_name": "Large", "slug": "large"}]
for section, options in given["config"].items():
    c[section].update(options)
from atoll_hub.decide import install
install(c)
"""


class OtherHub:
    """A hub of some other environment, without a gateway."""

    def __init__(self, python: Path, folder: Path, plane: ControlPlane, config: dict[str, Any]) -> None:
        self.url, self.token, self.folder = f"http://127.0.0.1:{free_port()}", secrets.token_hex(32), folder
        mounted = folder / "mounted" / "atoll_hub"
        mounted.mkdir(parents=True)
        for name in MOUNTED:
            shutil.copy(ROOT / "hub" / "atoll_hub" / name, mounted)
        (folder / "jupyterhub_config.py").write_text(CONFIGURATION)
        self.command = [str(python), "-m", "jupyterhub", "-f", "jupyterhub_config.py"]
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(mounted.parent),
            "GIVEN": json.dumps({"url": self.url, "service": self.token, "config": config}),
            "ATOLL_DOOR_HUB": "reef",
            "ATOLL_DOOR_URL": plane.url,
            "ATOLL_DOOR_HOST": HOST,
            "ATOLL_DOOR_TOKEN": plane.token,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder / "hub.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        eventually(self._answers, f"the hub answers: {self.folder / 'hub.log'}")

    def end(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)
            self.process = None

    def api(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {"Authorization": f"token {self.token}"}
        return requests.request(method, f"{self.url}/hub/api/{path}", headers=headers, timeout=30, **options)

    def log(self) -> str:
        return (self.folder / "hub.log").read_text()

    def _answers(self) -> bool:
        assert self.process and self.process.poll() is None, self.log()[-3000:]
        try:
            return requests.get(f"{self.url}/hub/health", timeout=5).status_code == 200
        except requests.RequestException:
            return False


class Guest:
    """Somebody with a browser at such a hub."""

    def __init__(self, hub: OtherHub) -> None:
        self.hub, self.browser = hub, requests.Session()

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.browser.get(f"{self.hub.url}/hub/{path}", timeout=30, **options)

    def log_in(self, name: str) -> requests.Response:
        self.get("login", headers={"Sec-Fetch-Mode": "navigate"})
        form = {"username": name, "password": "x", "_xsrf": self.browser.cookies.get("_xsrf", path="/hub/")}
        return self.browser.post(f"{self.hub.url}/hub/login", data=form, allow_redirects=False, timeout=30)

    def is_in(self) -> bool:
        return self.get("home", allow_redirects=False).status_code == 200


@pytest.fixture(scope="module")
def environments() -> Path:
    made = subprocess.run([ROOT / "scripts" / "doors-environments"], capture_output=True, text=True)
    if made.returncode == 3:
        pytest.skip(made.stderr.strip())
    assert made.returncode == 0, made.stderr
    return ROOT / ".build" / "doors"


@pytest.fixture(params=["2023", "current"])
def python(request: pytest.FixtureRequest, environments: Path) -> Path:
    return environments / request.param / "bin" / "python"


@pytest.fixture
def plane() -> Iterator[ControlPlane]:
    plane = ControlPlane()
    yield plane
    plane.stop()


@pytest.fixture
def hub(python: Path, plane: ControlPlane, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[OtherHub]:
    hub = OtherHub(python, tmp_path, plane, getattr(request, "param", None) or DUMMY)
    hub.start()
    yield hub
    hub.end()


DUMMY = {
    "JupyterHub": {"authenticator_class": "dummy"},
    "Authenticator": {"allowed_users": ["ada", "bob"], "admin_users": ["eve"], "blocked_users": ["mallory"]},
}


def test_a_mounted_door_decides(hub: OtherHub, plane: ControlPlane) -> None:
    plane.admit("ada", profiles=["small-one"], grace=600)
    plane.admit("gus", notice="The workshop ends <soon>")
    plane.admit("mallory")
    plane.refuse("bob", "the course is over")
    ada, gus = Guest(hub), Guest(hub)
    assert ada.log_in("ada").status_code == 302 and ada.is_in()
    assert gus.log_in("gus").status_code == 302, "a grant"
    refused = Guest(hub).log_in("bob")
    assert refused.status_code == 403 and "the course is over" in refused.text
    mallory = Guest(hub)
    mallory.log_in("mallory")
    assert not mallory.is_in(), "blocked"
    assert {each["name"]: each["rules"] for each in plane.questions} == {"ada": "yes", "gus": "no", "bob": "yes"}

    assert "The workshop ends &lt;soon&gt;<br>Welcome" in gus.get("home").text
    assert "Welcome" in ada.get("home").text and "workshop" not in ada.get("home").text

    assert hub.api("POST", "users/ada/server").status_code == 201
    assert 'OFFERED ada ["Small one"]' in hub.log()
    plane.refuse("gus", "all servers are in use")
    answer = hub.api("POST", "users/gus/server")
    assert answer.status_code == 403 and "all servers are in use" in answer.text

    plane.refuse("ada", "the course is over")
    plane.tell(leave=[{"name": "ada", "because": "the course is over", "extent": "erase"}])
    eventually(lambda: hub.api("GET", "users/ada").status_code == 404, "ada is gone", 15)
    assert not ada.is_in()

    assert plane.token not in hub.log()


def test_a_restart_makes_no_guest_one_of_the_hubs_people(hub: OtherHub, plane: ControlPlane) -> None:
    plane.admit("gus", grace=600)
    gus = Guest(hub)
    gus.log_in("gus")
    hub.end()
    plane.stop()
    hub.start()
    assert gus.is_in(), "the last yes holds"
    assert Guest(hub).log_in("ada").status_code == 503
    plane.start()
    gus.log_in("gus")
    assert plane.asked("gus", "login")[-1]["rules"] == "no"


def test_a_mounted_door_has_join_links_and_is_knocked_at(hub: OtherHub, plane: ControlPlane) -> None:
    plane.codes["coral-code"] = {}
    nemo = Guest(hub)
    assert nemo.get("join/coral-code").status_code == 200
    assert nemo.log_in("nemo").status_code == 302
    assert plane.asked("nemo", "login")[-1]["code"] == "coral-code" and "coral-code" not in hub.log()
    knock = {"json": {"name": "probe"}, "headers": {"Authorization": f"Bearer {plane.token}"}, "timeout": 10}
    assert requests.post(f"{hub.url}/hub/api/atoll/knock", **knock).json()["admitted"] is False


EVERYONE = {"JupyterHub": {"authenticator_class": "dummy"}, "DummyAuthenticator": {"allowed_users": []}}


@pytest.mark.parametrize("hub", [EVERYONE], indirect=True, ids=["everyone"])
def test_a_hub_that_lets_in_everyone_lets_in_whom_the_answer_admits(hub: OtherHub, plane: ControlPlane) -> None:
    plane.admit("ada")
    assert Guest(hub).log_in("ada").status_code == 302
    assert Guest(hub).log_in("stranger").status_code == 403
    assert plane.asked("stranger", "login")[-1]["rules"] == "yes", "the option keeps its meaning"


ROLES = {**DUMMY, "Authenticator": {**DUMMY["Authenticator"], "manage_roles": True, "manage_groups": True}}


def test_roles_come_and_go_with_the_answer(environments: Path, plane: ControlPlane, tmp_path: Path) -> None:
    hub = OtherHub(environments / "current" / "bin" / "python", tmp_path, plane, ROLES)
    hub.start()
    try:
        plane.admit("ada", roles=[{"name": "helper", "scopes": ["list:users"]}], groups=["coral"])
        ada = Guest(hub)
        assert ada.log_in("ada").status_code == 302
        model = hub.api("GET", "users/ada").json()
        assert (sorted(model["roles"]), model["groups"]) == (["helper", "user"], ["coral"])
        plane.admit("ada")
        eventually(lambda: ada.is_in() and hub.api("GET", "users/ada").json()["roles"] == ["user"], "the role is taken away", 20)
        assert hub.api("GET", "users/ada").json()["groups"] == []
    finally:
        hub.end()


def test_a_login_by_github_is_decided_on(python: Path, plane: ControlPlane, tmp_path: Path) -> None:
    identities = Identities()
    threading.Thread(target=identities.serve_forever, daemon=True).start()
    login = {name: f"{identities.url}/{path}" for name, path in (("authorize_url", "authorize"), ("token_url", "token"))}
    client = {"client_id": "reef", "client_secret": "secret"}
    options = {**login, **client, "userdata_url": f"{identities.url}/me", "github_api": identities.url}
    people = {"JupyterHub": {"authenticator_class": "github"}, "Authenticator": {"allowed_users": ["ada"]}}
    hub = OtherHub(python, tmp_path, plane, {**people, "GitHubOAuthenticator": options})
    hub.start()
    try:
        plane.admit("ada")
        plane.admit("gus")
        for login_name, status in (("Ada", 200), ("gus", 200), ("stranger", 403)):
            identities.person = {"login": login_name, "email": f"{login_name}@reef.edu"}
            assert Guest(hub).get("oauth_login").status_code == status
        asked = {each["name"]: each for each in plane.questions if each["event"] == "login"}
        assert (asked["ada"]["rules"], asked["gus"]["rules"]) == ("yes", "no")
        assert asked["ada"]["email"] == "Ada@reef.edu"
        assert [each["name"] for each in hub.api("GET", "users").json()] == ["ada", "gus"]
    finally:
        hub.end()
        identities.shutdown()
        identities.server_close()
