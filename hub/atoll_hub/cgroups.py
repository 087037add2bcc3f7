"""Control groups, version 1 and 2: memory, CPU and the number of processes."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

MOUNTS = Path("/proc/self/mountinfo")
CONTROLLERS = ("memory", "cpu", "pids")
PERIOD = 100_000
"""Microseconds over which a CPU limit is kept."""
PROCESSES = 2048
"""Processes and threads of one user's server; enough for work, an end to fork bombs."""
PATIENCE = 2.0
"""Seconds that the kernel may take to let go of the processes of a group."""


@dataclass(frozen=True)
class Limits:
    """What one user's server may use. None is no limit."""

    memory: int | None = None
    memory_guarantee: int | None = None
    cpu: float | None = None
    cpu_guarantee: float | None = None


class Hierarchy(Protocol):
    """Where groups are made, in one of the two versions."""

    version: str

    def find(self, name: str) -> Group:
        """The group of that name, whether it exists or not."""
        ...

    def create(self, name: str, limits: Limits) -> Group:
        """Make the group of that name, with these limits and the folders above it."""
        ...


@dataclass(frozen=True)
class Group:
    """One group: a folder in each hierarchy it is in."""

    folders: tuple[Path, ...]

    @property
    def joins(self) -> list[str]:
        """The files into which a process writes its id to be in the group."""
        return [str(folder / "cgroup.procs") for folder in self.folders]

    def processes(self) -> set[int]:
        found: set[int] = set()
        for folder in self.folders:
            try:
                found.update(int(line) for line in (folder / "cgroup.procs").read_text().split())
            except OSError:
                continue
        return found

    def kill(self) -> None:
        """End everything in the group, again until nothing new has been forked."""
        deadline = time.monotonic() + PATIENCE
        while (pids := self.processes()) and time.monotonic() < deadline:
            for pid in pids:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            time.sleep(0.01)

    def remove(self) -> None:
        """Take the group away; it has to be empty."""
        for folder in self.folders:
            deadline = time.monotonic() + PATIENCE
            while folder.exists():
                try:
                    folder.rmdir()
                except OSError:
                    if time.monotonic() > deadline:
                        raise
                    time.sleep(0.01)


class VersionOne:
    """A hierarchy of its own for each controller."""

    version = "cgroup v1"

    def __init__(self, mounts: dict[str, Path]) -> None:
        self.mounts = mounts

    def find(self, name: str) -> Group:
        return Group(tuple(self.mounts[controller] / name for controller in CONTROLLERS))

    def create(self, name: str, limits: Limits) -> Group:
        group = self.find(name)
        folders = dict(zip(CONTROLLERS, group.folders))
        for folder in folders.values():
            folder.mkdir(parents=True, exist_ok=True)
        memory, cpu = folders["memory"], folders["cpu"]
        if limits.memory is not None:
            self._limit_memory(memory, limits.memory)
        if limits.memory_guarantee is not None:
            _write(memory / "memory.soft_limit_in_bytes", limits.memory_guarantee)
        if limits.cpu is not None:
            _write(cpu / "cpu.cfs_period_us", PERIOD)
            _write(cpu / "cpu.cfs_quota_us", int(limits.cpu * PERIOD))
        if limits.cpu_guarantee is not None:
            _write(cpu / "cpu.shares", max(2, int(limits.cpu_guarantee * 1024)))
        _write(folders["pids"] / "pids.max", PROCESSES)
        return group

    def _limit_memory(self, folder: Path, limit: int) -> None:
        """Memory and memory with swap; the second may never be the smaller one."""
        both = folder / "memory.memsw.limit_in_bytes"
        if both.exists():
            _write(both, -1)
        _write(folder / "memory.limit_in_bytes", limit)
        if both.exists():
            _write(both, limit)


class VersionTwo:
    """One hierarchy for all controllers."""

    version = "cgroup v2"

    def __init__(self, mount: Path) -> None:
        self.mount = mount

    def find(self, name: str) -> Group:
        return Group((self.mount / name,))

    def create(self, name: str, limits: Limits) -> Group:
        folder = self.mount
        for part in Path(name).parts:
            _write(folder / "cgroup.subtree_control", " ".join(f"+{each}" for each in CONTROLLERS))
            folder = folder / part
            folder.mkdir(exist_ok=True)
        if limits.memory is not None:
            _write(folder / "memory.max", limits.memory)
            if (folder / "memory.swap.max").exists():
                _write(folder / "memory.swap.max", 0)
        if limits.memory_guarantee is not None:
            _write(folder / "memory.low", limits.memory_guarantee)
        if limits.cpu is not None:
            _write(folder / "cpu.max", f"{int(limits.cpu * PERIOD)} {PERIOD}")
        if limits.cpu_guarantee is not None:
            _write(folder / "cpu.weight", min(10_000, max(1, int(limits.cpu_guarantee * 100))))
        _write(folder / "pids.max", PROCESSES)
        return Group((folder,))


def find(mounts: Path = MOUNTS) -> Hierarchy | None:
    """The hierarchy that has all three controllers, or None."""
    first: dict[str, Path] = {}
    second: Path | None = None
    for line in mounts.read_text().splitlines():
        before, _, after = line.partition(" - ")
        root, mount = before.split()[3:5]
        kind, _, options = after.split(" ", 2)
        if kind == "cgroup2" and root == "/":
            second = Path(mount)
        elif kind == "cgroup" and root == "/":
            first.update({name: Path(mount) for name in options.split(",") if name in CONTROLLERS})
    if all(controller in first for controller in CONTROLLERS):
        return VersionOne(first)
    if second is not None and _offers(second):
        return VersionTwo(second)
    return None


def _offers(mount: Path) -> bool:
    try:
        offered = (mount / "cgroup.controllers").read_text().split()
    except OSError:
        return False
    return set(CONTROLLERS) <= set(offered)


def _write(file: Path, value: int | str) -> None:
    file.write_text(str(value))
