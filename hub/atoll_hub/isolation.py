"""How far users' servers are kept apart on this machine, found out by trying."""

from __future__ import annotations

import math
import os
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atoll_hub import cgroups
from atoll_hub.cgroups import Group, Hierarchy, Limits
from atoll_hub.settings import ConfigurationError, Settings

CONFINE = Path(__file__).with_name("confine.py")
POLITE = 5
"""How nice servers are where their share of the CPU cannot be set."""


@dataclass(frozen=True)
class Isolation:
    """What is enforced, and why not more."""

    uids: bool
    hierarchy: Hierarchy | None
    why: str

    @property
    def limits(self) -> str:
        return self.hierarchy.version if self.hierarchy else "process limits"

    def report(self) -> dict[str, Any]:
        return {"uids": self.uids, "limits": self.limits, "why": self.why}

    def order(
        self, *, command: list[str], home: Path, log: Path, uid: int | None, group: Group | None, limits: Limits
    ) -> dict[str, Any]:
        """What :mod:`atoll_hub.confine` is told for one server."""
        alone = group is None
        return {
            "command": command,
            "home": str(home),
            "log": str(log),
            "uid": uid,
            "cgroups": [] if group is None else group.joins,
            "rlimits": {"RLIMIT_CORE": 0, **(self._memory(limits) if alone else {})},
            "cpus": self._cpus(limits) if alone else [],
            "nice": POLITE if alone and limits.cpu is not None else 0,
        }

    def _memory(self, limits: Limits) -> dict[str, int]:
        # RLIMIT_DATA, not RLIMIT_AS: address space is no memory, and numerical libraries reserve much of it.
        return {} if limits.memory is None else {"RLIMIT_DATA": limits.memory}

    def _cpus(self, limits: Limits) -> list[int]:
        """As many whole CPUs as the limit touches, a different choice for each start."""
        available = sorted(os.sched_getaffinity(0))
        if limits.cpu is None or limits.cpu >= len(available):
            return []
        first = int.from_bytes(os.urandom(2)) % len(available)
        count = max(1, math.ceil(limits.cpu))
        return sorted((available * 2)[first : first + count])


def find(settings: Settings) -> Isolation:
    """What this machine gives this hub. Refuses to run users' servers as root by mistake."""
    root = os.geteuid() == 0
    wanted = settings.isolation.uids
    hierarchy, reason = _hierarchy(f"{settings.isolation.cgroup_root}/{settings.hub}")
    reasons = [reason] if reason else []
    if wanted and not root:
        reasons.append("users are not isolated from each other: that takes a hub started by root")
    if not wanted:
        reasons.append("users are not isolated from each other: isolation is switched off")
    if wanted and root:
        for path in (settings.homes, settings.user_environment / "bin" / "python"):
            check_reachable(path)
    return Isolation(wanted and root, hierarchy, "; ".join(reasons) or "each user's server has its own uid and limits")


def check_reachable(path: Path) -> None:
    """Refuse where an unprivileged user cannot come to ``path``: nothing would start there."""
    for folder in [*path.parents, *path.resolve().parents]:
        if not folder.stat().st_mode & stat.S_IXOTH:
            raise ConfigurationError(
                f"users' servers run under their own uids, which cannot pass {folder} to reach {path}; "
                f"allow it (chmod o+x {folder}) or keep the state elsewhere"
            )


def _hierarchy(name: str) -> tuple[Hierarchy | None, str]:
    """A hierarchy in which a process can really be limited, or why there is none."""
    hierarchy = cgroups.find()
    if hierarchy is None:
        return None, "limits hold per process: no control groups for memory, cpu and pids are mounted here"
    try:
        group = hierarchy.create(f"{name}/trial", Limits(memory=64 * 1024 * 1024, cpu=1.0))
        try:
            _join(group)
        finally:
            group.kill()
            group.remove()
    except OSError as error:
        return None, f"limits hold per process: {hierarchy.version} cannot be used here ({error})"
    return hierarchy, ""


def _join(group: Group) -> None:
    """Put a short-lived process into the group, as a server would be."""
    with subprocess.Popen([sys.executable, "-I", "-S", "-c", "input()"], stdin=subprocess.PIPE) as process:
        try:
            for file in group.joins:
                Path(file).write_text(str(process.pid))
        finally:
            process.kill()
