"""A process by more than its number.

A process id alone proves nothing: after a reboot, or after some time, the same
number belongs to a stranger. A process is known by its id, the moment it was
started (field 22 of ``/proc/<pid>/stat``) and the boot of the machine it was
started in.
"""

from __future__ import annotations

import os
import signal
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Iterator, Mapping

PROC = Path("/proc")


@dataclass(frozen=True)
class ProcessIdentity:
    """Which process is meant, so that no other is ever taken for it."""

    pid: int
    start_time: int
    boot_id: str

    @classmethod
    def of(cls, pid: int) -> ProcessIdentity | None:
        """The identity of a process that lives now; None for one that does not."""
        facts = _stat(pid)
        return None if facts is None else cls(pid, facts[1], boot_id())

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> ProcessIdentity | None:
        """Read back what :meth:`record` gave; None where something is missing."""
        try:
            return cls(int(record["pid"]), int(record["start_time"]), str(record["boot_id"]))
        except (KeyError, TypeError, ValueError):
            return None

    def record(self) -> dict[str, Any]:
        return asdict(self)

    def is_alive(self) -> bool:
        """Whether this very process runs. One that waits to be reaped does not."""
        return ProcessIdentity.of(self.pid) == self

    def send(self, number: int) -> bool:
        """Signal this very process; False where it is gone.

        The handle is opened before the identity is looked at, so the number
        cannot pass to a stranger in between.
        """
        try:
            handle = os.pidfd_open(self.pid)
        except ProcessLookupError:
            return False
        try:
            if not self.is_alive():
                return False
            if number:
                signal.pidfd_send_signal(handle, number)
            return True
        except ProcessLookupError:
            return False
        finally:
            os.close(handle)


def boot_id() -> str:
    """The identity of this boot of the machine."""
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()


def processes() -> Iterator[int]:
    """Every process id of the machine."""
    return (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())


def processes_of(uid: int) -> list[int]:
    """The processes that run as ``uid`` (not those that only wait to be reaped)."""
    found = []
    for pid in processes():
        try:
            owner = (PROC / str(pid)).stat().st_uid
        except OSError:
            continue
        if owner == uid and _stat(pid) is not None:
            found.append(pid)
    return found


def processes_with(variable: str, value: str) -> list[int]:
    """The processes started with ``variable=value`` in their environment."""
    needle = f"{variable}={value}".encode()
    found = []
    for pid in processes():
        try:
            environment = (PROC / str(pid) / "environ").read_bytes()
        except OSError:
            continue
        if needle in environment.split(b"\0"):
            found.append(pid)
    return found


def _stat(pid: int) -> tuple[str, int] | None:
    """State and start time, or None where there is no living process."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name of the command stands in parentheses and may itself hold any of these.
    fields = text[text.rindex(")") + 2 :].split()
    state = fields[0]
    return None if state in "ZX" else (state, int(fields[19]))
