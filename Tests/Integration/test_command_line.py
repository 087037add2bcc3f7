"""What people mistype: each mistake is told in a sentence with what to do, and changes nothing."""

import os
import re
import socket
import subprocess

import pytest
from control_plane import PROGRAM, ROOT


@pytest.mark.parametrize(
    ("words", "environment", "code", "told"),
    [
        (["chekc"], {}, 64, "did you mean `atoll check`?"),
        (["frobnicate"], {}, 64, "`atoll --help` lists all"),
        (["serve", "--port", "99999"], {}, 64, "'99999' is no port"),
        (["serve", "--gateway-port", "0"], {}, 64, "'0' is no port"),
        (["serve"], {"ATOLL_PORT": "http"}, 64, "$ATOLL_PORT"),
        (["logs", "--lines=-1"], {}, 64, "from 1 to 10000"),
        (["logs"], {}, 0, "is empty"),
        (["status"], {}, 1, "Start one with `atoll up`"),
        (["check", "nowhere"], {}, 2, "there is no folder"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(tmp_path, words, environment, code, told):
    state = tmp_path / "state"
    done = subprocess.run(
        [PROGRAM, *words], env=os.environ | {"ATOLL_STATE": str(state)} | environment, cwd=tmp_path,
        capture_output=True, text=True, timeout=60, check=False,
    )
    assert (done.returncode, told in done.stderr) == (code, True), done
    assert not state.exists()


def test_every_command_tells_examples_in_its_help():
    def help_of(*words):
        return subprocess.run([PROGRAM, *words, "--help"], capture_output=True, text=True, timeout=60, check=True).stdout

    commands = re.findall(r"^  ([a-z-]+)  +\S", help_of().partition("SUBCOMMANDS:")[2], re.MULTILINE)
    assert {"check", "plan", "deploy", "status", "up", "down", "serve"} <= set(commands)
    for command in commands:
        assert "Example" in help_of(command) or "SUBCOMMANDS" in help_of(command), command


def test_a_port_that_another_program_holds_is_told_before_anything_is_built(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [PROGRAM, "up", str(ROOT / "examples/first"), "--state", str(tmp_path / "state"), "--gateway-port", str(port)],
            capture_output=True, text=True, timeout=60, check=False,
        )
    assert done.returncode == 1, done
    assert f"Port {port}, at which the hubs are to be found, is used by" in done.stderr
    assert f"ATOLL_GATEWAY_PORT={port + 1}" in done.stderr
    assert not (tmp_path / "state/server.json").exists()
