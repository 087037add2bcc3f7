from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from machine import eventually

from atoll_hub.launch import rotate
from atoll_hub.processes import ProcessIdentity, boot_id


def launch(folder: Path, *command: str, **options: object) -> subprocess.CompletedProcess[str]:
    options_of_launch = ["--log", str(folder / "log"), "--record", str(folder / "process.json"), "--", *command]
    return subprocess.run(
        [sys.executable, "-m", "atoll_hub.launch", *options_of_launch], capture_output=True, text=True, **options
    )


def test_a_program_outlives_its_launcher_and_is_known(tmp_path: Path) -> None:
    code = "import os, time; print('up', os.getcwd(), flush=True); time.sleep(60)"
    done = launch(tmp_path, sys.executable, "-c", code)
    record = json.loads((tmp_path / "process.json").read_text())
    process = ProcessIdentity.from_record(record)
    assert process and process.is_alive() and done.stdout == f"{process.pid}\n"
    try:
        assert record["boot_id"] == boot_id()
        assert stat.S_IMODE((tmp_path / "process.json").stat().st_mode) == 0o600
        assert os.getsid(process.pid) != os.getsid(0)
        eventually(lambda: (tmp_path / "log").read_text() == "up /\n", "it prints to the log", 10)
        open_files = sorted(os.readlink(entry) for entry in Path(f"/proc/{process.pid}/fd").iterdir())
        assert open_files == ["/dev/null", str(tmp_path / "log"), str(tmp_path / "log")]
    finally:
        assert process.send(signal.SIGTERM)
    eventually(lambda: not process.is_alive(), "it ends", 10)
    assert not process.send(signal.SIGTERM)


def test_signals_ignored_around_it_reach_it(tmp_path: Path) -> None:
    ignored = lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)  # noqa: E731
    launch(tmp_path, "sleep", "60", preexec_fn=ignored)
    process = ProcessIdentity.from_record(json.loads((tmp_path / "process.json").read_text()))
    assert process and process.send(signal.SIGINT)
    eventually(lambda: not process.is_alive(), "it hears SIGINT", 10)


def test_what_cannot_be_executed_is_said(tmp_path: Path) -> None:
    done = launch(tmp_path, "/nowhere/program")
    assert done.returncode == 1
    assert "/nowhere/program" in done.stderr and "No such file" in done.stderr
    assert not (tmp_path / "process.json").exists()


def test_secrets_of_the_control_plane_stay_there(tmp_path: Path) -> None:
    launch(tmp_path, "env", env={**os.environ, "ATOLL_SECRET_GITHUB": "pearl", "TIDE": "high"})
    eventually(lambda: "TIDE=high" in (tmp_path / "log").read_text(), "it prints its environment", 10)
    assert "pearl" not in (tmp_path / "log").read_text()


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("x" * 11)
    rotate(log, limit=11)
    assert log.exists()
    rotate(log, limit=10)
    assert not log.exists() and (tmp_path / "log.1").read_text() == "x" * 11
    rotate(tmp_path / "missing")


def test_a_number_alone_is_not_trusted() -> None:
    me = ProcessIdentity.of(os.getpid())
    assert me and me.is_alive() and me.send(0)
    for other in (
        ProcessIdentity(me.pid, me.start_time + 1, me.boot_id),
        ProcessIdentity(me.pid, me.start_time, "another boot"),
    ):
        assert not other.is_alive() and not other.send(signal.SIGKILL)
    assert ProcessIdentity.from_record({"pid": me.pid}) is None


def test_a_process_that_waits_to_be_reaped_is_dead() -> None:
    child = subprocess.Popen(["true"])
    eventually(lambda: ProcessIdentity.of(child.pid) is None, "it is a zombie", 10)
    child.wait()


@pytest.mark.parametrize("name", ["a) R 1 2", "(("])
def test_a_command_may_have_any_name(tmp_path: Path, name: str) -> None:
    program = tmp_path / name
    program.symlink_to("/bin/sleep")
    child = subprocess.Popen([str(program), "60"])
    try:
        assert ProcessIdentity.of(child.pid)
    finally:
        child.kill()
        child.wait()
