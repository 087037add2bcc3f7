"""What users cannot do to each other and to the machine, tried as a user."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Iterator

import pytest
from machine import PASSWORD, Hub, Machine, values
from people import Kernel, Person

pytestmark = pytest.mark.integration
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give users a uid of their own")


@pytest.fixture(scope="module")
def reef(machine: Machine) -> Iterator[Hub]:
    hub = machine.hub("reef", values(singleuser={"memory": {"limit": "600M"}, "cpu": {"limit": 0.5}}))
    hub.start()
    for name in ("ada", "bob"):
        hub.start_server(name)
    yield hub


async def kernel_of(hub: Hub, name: str) -> Kernel:
    person = Person(hub, name)
    person.log_in(PASSWORD)
    person.open_server()
    return await person.kernel()


def limits(hub: Hub) -> str:
    return json.loads((hub.state / "isolation.json").read_text())["limits"]


async def test_the_hub_says_how_far_users_are_isolated(reef: Hub) -> None:
    report = json.loads((reef.state / "isolation.json").read_text())
    assert report["uids"] is (os.geteuid() == 0)
    assert report["limits"] in ("cgroup v1", "cgroup v2", "process limits")
    assert report["why"]


@as_root
async def test_a_home_is_closed_to_others(reef: Hub) -> None:
    kernel = await kernel_of(reef, "ada")
    await kernel.run("open('secret.txt', 'w').write('pearl')")
    assert oct((reef.homes / "ada" / "secret.txt").stat().st_mode)[-3:] == "600"
    other = await kernel_of(reef, "bob")
    assert "PermissionError" in await other.run(f"open('{reef.homes}/ada/secret.txt').read()")
    assert "PermissionError" in await other.run(f"import os; os.listdir('{reef.homes}')")
    assert "PermissionError" in await other.run(f"import os; os.listdir('{reef.homes}/ada')")


@as_root
async def test_a_server_has_no_powers(reef: Hub) -> None:
    kernel = await kernel_of(reef, "ada")
    uid = (reef.homes / "ada").stat().st_uid
    assert await kernel.run("import os; print(os.getuid(), os.getgid(), os.getgroups())") == f"{uid} {uid} []"
    status = await kernel.run("print(open('/proc/self/status').read())")
    assert "NoNewPrivs:\t1" in status and "CapEff:\t0000000000000000" in status
    for file in ("hub.json", "jupyterhub.sqlite", "cookie_secret", "hub.log"):
        assert "PermissionError" in await kernel.run(f"open('{reef.state}/{file}').read()")
    server = reef.server("bob")
    assert server is not None
    assert "PermissionError" in await kernel.run(f"open('/proc/{server.pid}/environ').read()")
    assert "PermissionError" in await kernel.run(f"import os, signal; os.kill({server.pid}, signal.SIGTERM)")
    assert "PermissionError" in await kernel.run("import sys; open(sys.prefix + '/pyvenv.cfg', 'a')")


async def test_memory_over_the_limit_ends_the_process(reef: Hub) -> None:
    kernel = await kernel_of(reef, "ada")
    code = (
        "import subprocess, sys\n"
        "eat = 'b = bytearray(800_000_000); b[::4096] = b\"x\" * len(b[::4096]); print(\"had it all\")'\n"
        "done = subprocess.run([sys.executable, '-c', eat], capture_output=True, text=True)\n"
        "print(done.returncode, done.stdout, done.stderr[-60:])"
    )
    answer = await kernel.run(code)
    assert "had it all" not in answer
    assert answer.startswith("-9") or "MemoryError" in answer
    assert await kernel.run("print('still here')") == "still here"


async def test_a_cpu_limit_holds(reef: Hub) -> None:
    if limits(reef) == "process limits":
        pytest.skip("a part of a CPU can only be limited by control groups")
    kernel = await kernel_of(reef, "ada")
    code = (
        "import time\n"
        "start, used = time.monotonic(), time.process_time()\n"
        "while time.monotonic() < start + 3: pass\n"
        "print((time.process_time() - used) / (time.monotonic() - start))"
    )
    assert float(await kernel.run(code)) < 0.6


@as_root
async def test_a_course_is_fetched_from_a_repository_of_another_owner(machine: Machine, reef: Hub) -> None:
    course = machine.folder / "course.git"
    os.system(
        f"umask 022; cd {machine.folder}; git init -q -b main work; cd work; echo hello > lesson.txt; git add .; "
        f"git -c user.name=a -c user.email=a@example.org commit -qm 1; git clone -q --bare . {course}"
    )
    kernel = await kernel_of(reef, "ada")
    command = f"git clone -q {course} course 2>&1; cat course/lesson.txt"
    assert await kernel.run(f"import subprocess; print(subprocess.getoutput({command!r}))") == "hello"
    assert Path(reef.homes / "ada" / "course").stat().st_uid == (reef.homes / "ada").stat().st_uid


async def test_the_home_of_the_test_user_goes_with_the_user(reef: Hub) -> None:
    reef.start_server("atoll-test")
    home = reef.homes / "atoll-test"
    assert home.exists()
    reef.stop_server("atoll-test")
    assert reef.api("DELETE", "users/atoll-test").status_code == 204
    assert not home.exists()
