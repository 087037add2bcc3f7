"""The control plane is killed at every kind of step of a rollout; after its restart the fleet is as it should be.

With the real program, two real JupyterHubs and their gateway. Nothing is left running.
"""

import os
import pathlib
import subprocess

import pytest

from control_plane import PROGRAM, ControlPlane, start_time, until

pytestmark = pytest.mark.skipif(not os.access(PROGRAM, os.X_OK), reason=f"{PROGRAM} is not built")

BROKEN = 'PYTHONHOME: "/nowhere"'


@pytest.fixture(scope="module")
def plane():
    plane = ControlPlane()
    try:
        plane.write()
        plane.serve()
        report = plane.ended(plane.deploy("--why", "first"), seconds=300)
        assert report["state"] == "succeeded", report
        for hub in ("reef", "reef-staging"):
            home = plane.state / "hubs" / hub / "homes" / "ada"
            home.mkdir(parents=True, exist_ok=True)
            (home / "thesis.txt").write_text("years of work")
        yield plane
    finally:
        plane.end()


def is_well(plane):
    for hub in ("reef", "reef-staging"):
        until(lambda: plane.answers(hub), 20, f"{hub} does not answer")
        assert plane.hub_processes(hub) == [plane.hub_process(hub)], f"{hub} has one process"
        assert (plane.state / "hubs" / hub / "homes/ada/thesis.txt").read_text() == "years of work"


def test_hubs_outlive_the_control_plane(plane):
    before = {hub: plane.hub_process(hub) for hub in plane.hubs()}
    assert all(before.values())
    plane.kill()
    assert plane.answers("reef")
    plane.serve()
    assert {hub: plane.hub_process(hub) for hub in plane.hubs()} == before
    is_well(plane)


@pytest.mark.parametrize(
    "trial, hub, step",
    [
        (1, "reef-staging", "prepare"),
        (2, "reef-staging", "apply"),
        (3, "reef-staging", "user-test"),
        (4, "reef", "stranger-test"),
    ],
)
def test_killed_at_a_step_the_rollout_goes_on(plane, trial, hub, step):
    plane.write(f'TRIAL: "{trial}"')
    rollout = plane.deploy()
    until(lambda: plane.began(rollout, hub, step), 90, f"{step} of {hub} has not begun", pause=0.005)
    plane.kill()
    plane.serve()
    report = plane.ended(rollout)
    assert report["state"] == "succeeded", report
    for one in ("reef", "reef-staging"):
        for name in ("prepare", "apply", "user-test", "stranger-test"):
            passed = [s for s in report["steps"] if (s["hub"], s["step"], s["outcome"]) == (one, name, "passed")]
            assert len(passed) == 1, f"{name} of {one} passed once"
    is_well(plane)


def test_killed_while_taking_back_the_former_release_runs(plane):
    plane.write(BROKEN)
    rollout = plane.deploy()
    production = plane.hub_process("reef")
    until(lambda: plane.began(rollout, "reef-staging", "take-back"), 120, "nothing was taken back", pause=0.005)
    plane.kill()
    plane.serve()
    report = plane.ended(rollout)
    assert report["state"] == "failed"
    failure = plane.failure(report, "reef-staging")
    assert failure["sentence"].startswith("user test of reef-staging: "), failure
    assert failure["log"], "the last lines of the log are told"
    former = [s for s in report["steps"] if (s["hub"], s["step"]) == ("reef-staging", "test-former")]
    assert former[-1]["outcome"] == "passed", former
    assert plane.hub_process("reef") == production, "production was not touched"
    is_well(plane)


def test_removing_asks_and_keeps_homes(plane):
    plane.write('TRIAL: "4"', hubs=("reef-staging",))
    refused = plane.run("deploy", "--fleet", str(plane.fleet))
    assert refused.returncode == 1
    assert "--remove reef" in refused.stderr
    assert plane.hub_process("reef"), "nothing was changed"
    report = plane.ended(plane.deploy("--remove", "reef"))
    assert report["state"] == "succeeded", report
    assert plane.hub_processes("reef") == []
    kept = [path for path in plane.state.rglob("thesis.txt") if "reef-staging" not in path.parts]
    assert [path.read_text() for path in kept] == ["years of work"]


def test_down_stops_everything_it_started_and_nothing_else(plane):
    mine = {pid: start_time(pid) for pid in processes_naming(str(plane.state))}
    assert len(mine) >= 2, "a hub and the gateway run"
    bystander = subprocess.Popen(["sleep", "60"], env=plane.environment)
    try:
        answer = plane.run("down")
        assert answer.returncode == 0, answer.stderr
        plane.server.wait(10)
        until(lambda: not [p for p, t in mine.items() if start_time(p) == t], 10, "something still runs")
        assert bystander.poll() is None, "a process that Atoll did not start goes on"
    finally:
        bystander.kill()
        bystander.wait(10)


def processes_naming(text):
    found = []
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if text in (folder / "cmdline").read_bytes().decode(errors="replace"):
                    found.append(int(folder.name))
            except OSError:
                continue
    return found
