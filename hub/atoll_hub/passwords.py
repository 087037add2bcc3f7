"""Passwords of people, kept as scrypt hashes in one file.

    python -m atoll_hub.passwords FILE set NAME     (the password comes on standard input)
    python -m atoll_hub.passwords FILE remove NAME
    python -m atoll_hub.passwords FILE list
"""

from __future__ import annotations

import argparse
import base64
import fcntl
import hashlib
import os
import secrets
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Iterator, Sequence

from atoll_hub.files import read_json, write_json

# OWASP's scrypt parameters: 32 MB and about a tenth of a second a check.
COST, BLOCK_SIZE, PARALLELISM = 2**15, 8, 3
MEMORY = 256 * COST * BLOCK_SIZE
SHORTEST = 10
"""The fewest characters a password may have."""


def hash_password(password: str) -> str:
    """``scrypt$cost$block$parallelism$salt$hash``."""
    salt = secrets.token_bytes(16)
    parts = (str(COST), str(BLOCK_SIZE), str(PARALLELISM), _encode(salt))
    return "$".join(("scrypt", *parts, _encode(_scrypt(password, salt, COST, BLOCK_SIZE, PARALLELISM))))


def verify_password(password: str, hashed: str) -> bool:
    """Whether ``password`` is the one that ``hashed`` was made of."""
    try:
        scheme, cost, block, parallelism, salt, expected = hashed.split("$")
        if scheme != "scrypt":
            return False
        actual = _scrypt(password, base64.b64decode(salt), int(cost), int(block), int(parallelism))
        return secrets.compare_digest(actual, base64.b64decode(expected))
    except ValueError:
        return False


@cache
def _nobody() -> str:
    """Checked for a name that is not in the file, so that a stranger cannot tell by the time it takes."""
    return hash_password(secrets.token_hex(16))


class PasswordFile:
    """The names and hashes of one hub."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> list[str]:
        return sorted(self._users())

    def verify(self, name: str, password: str) -> bool:
        """Whether ``name`` may enter with ``password``; as slow for a stranger as for anyone."""
        hashed = self._users().get(name)
        right = verify_password(password, hashed or _nobody())
        return right and hashed is not None

    def set(self, name: str, password: str) -> None:
        if len(password) < SHORTEST:
            raise ValueError(f"a password has at least {SHORTEST} characters")
        with self._locked():
            self._write({**self._users(), name: hash_password(password)})

    def remove(self, name: str) -> None:
        with self._locked():
            self._write({key: value for key, value in self._users().items() if key != name})

    def _users(self) -> dict[str, str]:
        return dict(read_json(self.path, {}).get("users", {}))

    def _write(self, users: dict[str, str]) -> None:
        write_json(self.path, {"users": users})

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = os.open(self.path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def _scrypt(password: str, salt: bytes, cost: int, block: int, parallelism: int) -> bytes:
    return hashlib.scrypt(
        password.encode(), salt=salt, n=cost, r=block, p=parallelism, maxmem=MEMORY, dklen=32
    )


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m atoll_hub.passwords", description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    actions = parser.add_subparsers(dest="action", required=True)
    for action in ("set", "remove"):
        actions.add_parser(action).add_argument("name")
    actions.add_parser("list")
    options = parser.parse_args(arguments)
    passwords = PasswordFile(options.file)
    if options.action == "list":
        print("\n".join(passwords.names()))
    elif options.action == "remove":
        passwords.remove(options.name.lower())
    else:
        try:
            passwords.set(options.name.lower(), sys.stdin.readline().rstrip("\n"))
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
