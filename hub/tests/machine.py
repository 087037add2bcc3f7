"""A gateway and hubs, for real, in a folder of their own, on free ports."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable

import requests

from atoll_hub.files import write_json
from atoll_hub.processes import ProcessIdentity

PASSWORD = "a password for the reef"
ADMIN_PASSWORD = "a longer password for those who look after the reef"
DEADLINE = 60.0


def eventually(condition: Callable[[], Any], what: str, deadline: float = DEADLINE) -> Any:
    """What ``condition`` gives once it gives something."""
    end = time.monotonic() + deadline
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.05)
    raise AssertionError(f"not within {deadline:.0f} s: {what}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def removed(group: Path) -> bool:
    """Whether a control group is gone: it stays busy until the last process that was killed in it has left."""
    try:
        group.rmdir()
    except FileNotFoundError:
        return True
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        return False
    return True


class Process:
    """Something started by the launcher."""

    def __init__(self, folder: Path, name: str, command: list[str]) -> None:
        self.record, self.log, self.command = folder / "process.json", folder / f"{name}.log", command

    def start(self) -> None:
        subprocess.run(
            [sys.executable, "-m", "atoll_hub.launch", "--log", self.log, "--record", self.record, "--", *self.command],
            check=True,
            stdout=subprocess.DEVNULL,
        )

    @property
    def identity(self) -> ProcessIdentity | None:
        return ProcessIdentity.from_record(json.loads(self.record.read_text())) if self.record.exists() else None

    def end(self, number: int = signal.SIGTERM) -> None:
        if (process := self.identity) and process.send(number):
            eventually(lambda: not process.is_alive(), f"{self.command} ends")


class Machine:
    """One gateway with its hubs."""

    def __init__(self, folder: Path, traefik: str, user_environment: Path) -> None:
        self.folder, self.user_environment = folder, user_environment
        self.port, self.api_port, self.api_password = free_port(), free_port(), secrets.token_hex(32)
        self.cgroup_root = f"atoll-test-{secrets.token_hex(4)}"
        self.routes = folder / "gateway" / "routes"
        self.routes.mkdir(parents=True)
        self.hubs: list[Hub] = []
        self._write_gateway()
        static = str(folder / "gateway" / "static.yaml")
        self.gateway = Process(folder / "gateway", "gateway", [traefik, f"--configfile={static}"])

    def start_gateway(self) -> None:
        self.gateway.start()
        eventually(self._gateway_answers, "the gateway answers")

    def hub(self, name: str, values: dict[str, Any], door: dict[str, Any] | None = None) -> Hub:
        hub = Hub(self, name, values, uid_start=300_000 + 10_000 * len(self.hubs), door=door)
        self.hubs.append(hub)
        return hub

    def close(self) -> None:
        """End everything this machine has started: users' servers, hubs, the gateway."""
        for hub in self.hubs:
            hub.process.end(signal.SIGKILL)
            hub.end_servers()
        self.gateway.end()
        for group in Path("/sys/fs/cgroup").glob(f"**/{self.cgroup_root}"):
            for folder in sorted(group.glob("**/"), reverse=True):
                eventually(lambda: removed(folder), f"{folder} is empty")  # noqa: B023 (called at once)

    def _gateway_answers(self) -> bool:
        try:
            answer = requests.get(f"http://127.0.0.1:{self.api_port}/api/overview", auth=("atoll", self.api_password))
            return answer.status_code == 200
        except requests.ConnectionError:
            return False

    def _write_gateway(self) -> None:
        folder = self.folder / "gateway"
        write_json(
            folder / "static.yaml",
            {
                "global": {"checkNewVersion": False, "sendAnonymousUsage": False},
                "entryPoints": {
                    "web": {
                        "address": f"127.0.0.1:{self.port}",
                        "transport": {
                            "respondingTimeouts": {"readTimeout": "0s", "idleTimeout": "180s"},
                            "lifeCycle": {"graceTimeOut": "1s"},
                        },
                    },
                    "api": {"address": f"127.0.0.1:{self.api_port}"},
                },
                "api": {"dashboard": False},
                "providers": {"providersThrottleDuration": "0s", "file": {"directory": str(self.routes), "watch": True}},
                "log": {"level": "ERROR", "noColor": True},
            },
        )
        digest = base64.b64encode(hashlib.sha1(self.api_password.encode()).digest()).decode()
        route = {
            "rule": "PathPrefix(`/api`)",
            "entryPoints": ["api"],
            "service": "api@internal",
            "middlewares": ["atoll-api"],
        }
        users = {"basicAuth": {"users": [f"atoll:{{SHA}}{digest}"], "removeHeader": True}}
        write_json(
            self.routes / "atoll-api.yaml",
            {"http": {"routers": {"atoll-api": route}, "middlewares": {"atoll-api": users}}},
        )


class Hub:
    """One hub behind the machine's gateway."""

    def __init__(
        self, machine: Machine, name: str, values: dict[str, Any], uid_start: int, door: dict[str, Any] | None
    ) -> None:
        self.machine, self.name, self.values, self.uid_start, self.door = machine, name, values, uid_start, door
        self.state = machine.folder / "hubs" / name
        self.homes = self.state / "homes"
        self.homes.mkdir(parents=True)
        for folder in (machine.folder, self.state.parent, self.state, self.homes):
            folder.chmod(0o711)
        self.port = free_port()
        self.token, self.test_password = secrets.token_hex(32), secrets.token_hex(32)
        self.url = f"http://{name}.localhost:{machine.port}"
        self.file = self.state / "hub.json"
        self.process = Process(self.state, "hub", [sys.executable, "-m", "atoll_hub", str(self.file)])

    def start(self) -> None:
        write_json(self.file, self._file())
        self.process.start()
        eventually(self._answers, f"{self.name} answers: {self.process.log.read_text()[-2000:]}")

    def api(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = {"Authorization": f"token {self.token}"}
        return requests.request(method, f"{self.url}/hub/api/{path}", headers=headers, timeout=60, **options)

    def start_server(self, user: str, **options: Any) -> None:
        self.api("POST", f"users/{user}")
        answer = self.api("POST", f"users/{user}/server", json=options)
        assert answer.status_code in (201, 202), answer.text
        with self.api("GET", f"users/{user}/server/progress", stream=True) as progress:
            lines = [json.loads(line[5:]) for line in progress.iter_lines() if line.startswith(b"data:")]
        assert lines[-1].get("ready"), f"{lines}\n{self.process.log.read_text()[-3000:]}"

    def stop_server(self, user: str) -> None:
        assert self.api("DELETE", f"users/{user}/server").status_code in (202, 204)
        eventually(lambda: not self.api("GET", f"users/{user}").json()["servers"], f"the server of {user} stops")

    def server(self, user: str) -> ProcessIdentity | None:
        """The process of a user's server, by what it was started with."""
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and b"jupyterhub.singleuser" in (entry / "cmdline").read_bytes():
                    if f"ATOLL_SERVER={self.state}:{user}:".encode() in (entry / "environ").read_bytes().split(b"\0"):
                        return ProcessIdentity.of(int(entry.name))
            except OSError:
                continue
        return None

    def end_servers(self) -> None:
        mark = f"ATOLL_SERVER={self.state}:".encode()
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes():
                    os.kill(int(entry.name), signal.SIGKILL)
            except OSError:
                continue

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/hub/health", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def _file(self) -> dict[str, Any]:
        machine = self.machine
        return {
            "hub": self.name,
            "name": self.name.title(),
            "release": "0" * 64,
            "values": self.values,
            "state": str(self.state),
            "homes": str(self.homes),
            "hub_port": self.port,
            "public_url": self.url,
            "host": f"{self.name}.localhost",
            "gateway": {
                "routes_file": str(machine.routes / f"{self.name}.yaml"),
                "api_url": f"http://127.0.0.1:{machine.api_port}",
                "api_user": "atoll",
                "api_password": machine.api_password,
                "entry_point": "web",
            },
            "user_environment": str(machine.user_environment),
            "service_token": self.token,
            "test_user": {"name": "atoll-test", "password": self.test_password},
            "isolation": {"uids": os.geteuid() == 0, "uid_start": self.uid_start, "cgroup_root": machine.cgroup_root},
            "git_safe_directories": [str(machine.folder / "course.git")],
            **({"door": self.door} if self.door else {}),
        }


def values(**changes: Any) -> dict[str, Any]:
    """What a small hub with a shared password is rendered to."""
    return {
        "hub": {
            "config": {
                "JupyterHub": {"authenticator_class": "shared-password"},
                "Authenticator": {"allowed_users": ["ada", "bob"], "admin_users": ["eve"]},
                "SharedPasswordAuthenticator": {"user_password": PASSWORD, "admin_password": ADMIN_PASSWORD},
            }
        },
        "cull": {"enabled": True, "timeout": 3600, "every": 300},
        "singleuser": {
            "memory": {"limit": "1G"},
            "cpu": {"limit": 1},
            "extraEnv": {"COLOUR": "blue"},
            "profileList": [
                {"display_name": "Small", "slug": "small", "default": True},
                {
                    "display_name": "Large",
                    "slug": "large",
                    "kubespawner_override": {"mem_limit": "2G", "environment": {"SIZE": "large"}},
                },
            ],
        },
        "ingress": {"hosts": ["reef.localhost"]},
        "custom": {"atoll": {"name": "Reef"}},
        **changes,
    }
