"""Which uid a user's server runs as.

Users of a hub have no account on the machine. Each gets a number from the hub's
range the first time they start a server, and keeps it for good: files are owned
by numbers, so a number is never given to anyone else.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from atoll_hub.files import read_json, write_json


class Accounts:
    """The numbers of one hub's users, in one file."""

    def __init__(self, path: Path, start: int) -> None:
        self.path = path
        self.start = start

    def uid(self, user: str, home: Path | None = None) -> int:
        """The number of ``user``, given now if this is their first server.

        Where the file was lost, the owner of ``home`` is the number they had.
        """
        lock = os.open(self.path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            numbers: dict[str, int] = read_json(self.path, {})
            if user not in numbers:
                numbers[user] = self._former(home, numbers) or self._next(home, numbers)
                write_json(self.path, numbers)
            return numbers[user]
        finally:
            os.close(lock)

    def _former(self, home: Path | None, numbers: dict[str, int]) -> int | None:
        owner = home.lstat().st_uid if home and home.exists() else 0
        return owner if owner >= self.start and owner not in numbers.values() else None

    def _next(self, home: Path | None, numbers: dict[str, int]) -> int:
        """Past every number given, and past the owners of all homes beside ``home``."""
        owners = [entry.lstat().st_uid for entry in home.parent.iterdir()] if home and home.parent.exists() else []
        return max([self.start - 1, *numbers.values(), *owners]) + 1


def prepare_home(home: Path, uid: int | None) -> None:
    """Make ``home`` its user's and nobody else's."""
    home.mkdir(mode=0o700, exist_ok=True)
    owner = home.lstat()
    if home.is_symlink():
        raise PermissionError(f"{home} is a link, not a folder")
    if uid is not None and owner.st_uid != uid:
        if owner.st_uid != os.geteuid():
            raise PermissionError(f"{home} belongs to the uid {owner.st_uid}, not to {uid}")
        _give(home, uid)
    os.chmod(home, 0o700)


def _give(home: Path, uid: int) -> None:
    """Hand over a home that servers without isolation have used. Follows no link."""
    for folder, _, files, descriptor in os.fwalk(home, follow_symlinks=False):
        for file in files:
            os.chown(file, uid, uid, dir_fd=descriptor, follow_symlinks=False)
        os.chown(folder, uid, uid, follow_symlinks=False)
