"""What people mistype: each mistake is told in a sentence with what to do, and changes nothing."""

import json
import os
import re
import socket
import subprocess

import pytest
from control_plane import PROGRAM, ROOT

ALPHA = ROOT / "examples/alpha"


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
        (["growth", "--fleet", "nowhere"], {}, 2, "there is no folder"),
        (["growth", "--recorded"], {}, 1, "Start one with `atoll up`"),
        (["growth", "--what-if", "magic", "--fleet", str(ALPHA)], {}, 1, "engineer@2027-03-01"),
        (["growth", "--what-if", "5*basic@2027-02-30", "--fleet", str(ALPHA)], {}, 1, "is no day"),
        (["growth", "gate", "nothing", "--fleet", str(ALPHA)], {}, 1, "`atoll growth` lists them"),
        (["growth", "report", "--format", "pdf", "--fleet", str(ALPHA)], {}, 64, "--output growth.pdf"),
        (["slots", "--fleet", str(ROOT / "examples/first")], {}, 1, "write `team:` in fleet.yaml"),
        (["growth", "runway", "--fleet", str(ROOT / "examples/first")], {}, 1, "write `money:` in fleet.yaml"),
        (["hours", "log", "2", "--class", "unplanned"], {"ATOLL_PERSON": ""}, 64, "--for PERSON"),
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

    def commands(*words):
        listed = help_of(*words).partition("SUBCOMMANDS:")[2]
        return re.findall(r"^  ([a-z-]+)(?: \(default\))?  +\S", listed, re.MULTILINE)

    assert {"check", "plan", "deploy", "status", "up", "down", "serve", "growth", "slots"} <= set(commands())
    for command in commands():
        assert "Example" in help_of(command) or "SUBCOMMANDS" in help_of(command), command
    assert {"show", "report", "answer"} <= set(commands("growth"))
    for command in commands("growth"):
        assert "Example" in help_of("growth", command), command


def test_growth_is_told_from_the_folder_alone(tmp_path):
    def told(*words):
        done = subprocess.run(
            [PROGRAM, *words, "--json", "--fleet", str(ALPHA)], cwd=tmp_path, capture_output=True, text=True, timeout=120,
            check=False,
        )
        assert done.returncode == 0, done
        return json.loads(done.stdout)

    growth = told("growth")
    assert growth["phase"]["name"] == "Alpha" and not growth["isRecorded"]
    assert [area["area"] for area in growth["next"]["areas"]] == ["infrastructure", "operations", "sales"]
    assert [horizon["name"] for horizon in told("slots")["horizons"]] == ["now", "in one month", "in three months"]
    asked, more = told("growth", "--what-if", "2*engineer@2026-12-01")["cases"]
    assert more["horizons"][2]["kinds"][0]["capacity"] > asked["horizons"][2]["kinds"][0]["capacity"]
    assert more["runway"] < asked["runway"]
    report = subprocess.run(
        [PROGRAM, "growth", "report", "--fleet", str(ALPHA)], capture_output=True, text=True, timeout=120, check=True).stdout
    assert "# How Alpha Hubs grows" in report and "Wren" not in report


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
