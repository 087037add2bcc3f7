"""An Atoll of its own for tests and pictures: a state folder under .build, free ports, and the command line."""

import json
import os
import shutil
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = Path(os.environ.get("ATOLL_TEST_STATE") or ROOT / ".build" / "test-state")


class Refused(Exception):
    """The command line ended with something else than 0."""


@dataclass
class Machine:
    """One control plane with its fleet folder. `down` stops everything that `up` started, and nothing else."""

    name: str
    program: Path
    fleet: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> Path:
        return SHARED / self.name

    def begin(self) -> None:
        """Clears away what an earlier run left, killed or not, and keeps only what takes long to make."""
        self.environment = os.environ | {
            "ATOLL_STATE": str(self.state), "ATOLL_PORT": "0", "ATOLL_GATEWAY_PORT": str(free_port()),
            "ATOLL_HUB_PACKAGE": str(ROOT / "hub"), "NO_COLOR": "1",
        }
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if self.state.exists():
            self.down()
            for left in self.state.iterdir():
                if left.name not in ("environments", "tools"):
                    shutil.rmtree(left) if left.is_dir() else left.unlink()

    def up(self, seconds: int = 600) -> str:
        return self.run("up", str(self.fleet), seconds=seconds)

    def down(self) -> None:
        self.run("down", seconds=120)

    def sign_in_link(self) -> str:
        return self.json("sign-in")["url"]

    def password(self, hub: str, person: str) -> str:
        doors = self.json("passwords", hub)
        door = next(door for door in (doors if isinstance(doors, list) else [doors]) if door["hub"] == hub)
        return door["passwords"][person]

    def json(self, *arguments: str):
        return json.loads(self.run(*arguments, "--json"))

    def run(self, *arguments: str, seconds: int = 60) -> str:
        done = subprocess.run(
            [self.program, *arguments], env=self.environment, cwd=ROOT, timeout=seconds, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False,
        )
        if done.returncode != 0:
            raise Refused(f"atoll {' '.join(arguments)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout


def program() -> Path:
    """The program under test: $ATOLL, else what was built last for tests."""
    return Path(os.environ.get("ATOLL") or ROOT / ".build" / "debug" / "atoll").resolve()


def browser_program() -> str | None:
    """Debian's browser, or another of its kind."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def browser_options() -> dict:
    """How Playwright starts it. Its sandbox needs an unprivileged user."""
    return {"executable_path": browser_program(), "args": ["--no-sandbox"] if os.geteuid() == 0 else []}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
