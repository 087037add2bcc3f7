"""The program under measurement: `atoll` with a state folder and ports of its own, beside whatever runs on the machine."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ATOLL = Path(os.environ.get("ATOLL", ROOT / ".build/release/atoll"))
EXAMPLE = ROOT / "examples/alpha"
AWAKE = 6

PORT = int(os.environ.get("ATOLL_BENCH_PORT", "28010"))
GATEWAY_PORT = int(os.environ.get("ATOLL_BENCH_GATEWAY_PORT", "28000"))
PORTS = ["--port", str(PORT), "--gateway-port", str(GATEWAY_PORT)]


class Fleet:
    """A fleet that runs while a benchmark does. It works on a copy of the example, so that it can change it, or on what
    `write` writes into a new folder."""

    def __init__(self, write: Callable[[Path], object] = lambda folder: shutil.copytree(EXAMPLE, folder)) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="atoll-bench-"))
        self.place.chmod(0o755)  # users' servers under their own uids must get through to their homes
        self.state = self.place / "state"
        self.folder = self.place / "fleet"
        write(self.folder)
        self.environment = {**os.environ, "ATOLL_STATE": str(self.state)}

    def __enter__(self) -> "Fleet":
        return self

    def __exit__(self, failure: object, *_: object) -> None:
        try:
            self.run("down")
        except RuntimeError as error:
            # What runs is found by its state folder, so the folder stays; what failed first is what must be told.
            print(f"  not all was stopped, and {self.place} is left: {error}", file=sys.stderr)
            if failure is None:
                raise
        else:
            shutil.rmtree(self.place, ignore_errors=True)

    def run(self, *arguments: str) -> str:
        """A command of the program; its output. Raises with the output where it failed."""
        done = subprocess.run(
            [str(ATOLL), *arguments], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True,
        )
        if done.returncode != 0:
            raise RuntimeError(f"atoll {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def up(self) -> float:
        """Brings the fleet up; the seconds that it takes until all that is awake is tested."""
        return self.timed("up", str(self.folder), *PORTS)

    def timed(self, *arguments: str) -> float:
        """The seconds that a command takes."""
        began = time.perf_counter()
        self.run(*arguments)
        return time.perf_counter() - began

    def edit(self, file: str, before: str, after: str) -> None:
        """Changes a file of the folder; what is to be replaced must be there."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        if before not in text:
            raise RuntimeError(f"{file} does not say '{before}'")
        path.write_text(text.replace(before, after), encoding="utf-8")

    def status(self) -> dict:
        return json.loads(self.run("status", "--json"))

    def healthy(self) -> list[str]:
        """The hubs that run, with both tests passed."""
        return [
            hub["hub"]
            for hub in self.status()["hubs"]
            if hub["awake"] and all((hub.get(test) or {}).get("passed") for test in ("userTest", "strangerTest"))
        ]

    def server(self) -> dict:
        """`server.json`: process and ports of the control plane."""
        return json.loads((self.state / "server.json").read_text(encoding="utf-8"))

    def start_server(self) -> subprocess.Popen:
        """Starts the control plane alone. It is waited for in a thread: a process that has ended and that nobody waits
        for keeps its number, and would look as if it ran."""
        with open(self.place / "serve.log", "ab") as log:
            process = subprocess.Popen(
                [str(ATOLL), "serve", *PORTS], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True,
            )
        threading.Thread(target=process.wait, daemon=True).start()
        return process


def answer(path: str, *, method: str = "GET", body: str | None = None, headers: dict[str, str] | None = None,
           port: int = PORT) -> tuple[int, dict[str, str], bytes]:
    """One request to this machine: status, headers (lower case; cookies joined), body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return response.status, found, response.read()
    finally:
        connection.close()


def is_ready() -> bool:
    try:
        return answer("/readyz")[0] == 200
    except OSError:
        return False


def signed_in(fleet: Fleet) -> dict[str, str]:
    """The headers of a person who has followed a sign-in link, as a browser would send them."""
    link = urllib.parse.urlsplit(json.loads(fleet.run("sign-in", "--json"))["url"])
    status, headers, _ = answer(f"{link.path}?{link.query}")
    if "set-cookie" not in headers:
        raise RuntimeError(f"the sign-in link gave no session: status {status}")
    return {"Cookie": headers["set-cookie"].split(";")[0]}
