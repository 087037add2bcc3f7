"""The helper that becomes a user's server, run as a program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from atoll_hub.cgroups import Limits
from atoll_hub.isolation import CONFINE, Isolation, check_reachable
from atoll_hub.settings import ConfigurationError

PROCESS_LIMITS = Isolation(uids=False, hierarchy=None, why="a test")


def confined(folder: Path, code: str, limits: Limits = Limits(), uid: int | None = None) -> tuple[int, str]:
    home, log = folder / "home", folder / "home" / ".local" / "state" / "server.log"
    home.mkdir(exist_ok=True)
    if uid is not None:
        os.chown(home, uid, uid)
    command = [sys.executable, "-c", code]
    order: dict[str, Any] = PROCESS_LIMITS.order(
        command=command, home=home, log=log, uid=uid, group=None, limits=limits
    )
    done = subprocess.run([sys.executable, "-I", "-S", str(CONFINE), json.dumps(order)], env={"TIDE": "high"}, timeout=60)
    return done.returncode, log.read_text()


def test_it_runs_at_home_with_the_environment_it_was_given(tmp_path: Path) -> None:
    status, printed = confined(tmp_path, "import os; print(os.getcwd(), os.environ['TIDE'], oct(os.umask(0)))")
    assert (status, printed) == (0, f"{tmp_path}/home high 0o77\n")


def test_it_can_gain_no_privileges(tmp_path: Path) -> None:
    assert "NoNewPrivs:\t1" in confined(tmp_path, "print(open('/proc/self/status').read())")[1]


def test_without_control_groups_memory_is_limited_for_each_process(tmp_path: Path) -> None:
    status, printed = confined(tmp_path, "x = bytearray(500_000_000)", Limits(memory=200_000_000))
    assert status != 0 and "MemoryError" in printed


def test_without_control_groups_a_cpu_limit_gives_whole_cpus(tmp_path: Path) -> None:
    available = len(os.sched_getaffinity(0))
    code = "import os; print(len(os.sched_getaffinity(0)), os.nice(0))"
    assert confined(tmp_path, code, Limits(cpu=0.5))[1] == "1 5\n"
    assert confined(tmp_path, code, Limits(cpu=available + 1.0))[1].endswith(f"{available} 5\n")


def test_a_log_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    state = tmp_path / "home" / ".local" / "state"
    state.mkdir(parents=True)
    (tmp_path / "target").touch()
    (state / "server.log").symlink_to(tmp_path / "target")
    assert confined(tmp_path, "print('x')")[0] != 0
    assert (tmp_path / "target").read_text() == ""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_it_is_its_user_and_nobody_else() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o711)
        code = "import os; print(os.getresuid(), os.getresgid(), os.getgroups())"
        status, printed = confined(Path(folder), code, uid=345_678)
    assert (status, printed) == (0, "(345678, 345678, 345678) (345678, 345678, 345678) []\n")


def test_a_folder_nobody_may_pass_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(ConfigurationError, match=f"cannot pass .*{tmp_path.name}"):
        check_reachable(closed / "homes")
