"""What ``hub.json`` says, read once and checked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Mapping
from urllib.parse import urlsplit


class ConfigurationError(Exception):
    """The file asks for something that cannot be done; the message says what."""


@dataclass(frozen=True)
class Gateway:
    """Where the gateway reads this hub's routes, and how to ask it what it serves."""

    routes_file: Path
    api_url: str
    api_user: str
    api_password: str
    entry_point: str


@dataclass(frozen=True)
class Isolation:
    """How users' servers are to be kept apart."""

    uids: bool
    uid_start: int
    cgroup_root: str


@dataclass(frozen=True)
class TestUser:
    """The one user who exists to test the hub, with a password of its own."""

    __test__ = False  # not a test case, whatever its name suggests to pytest

    name: str
    password: str


@dataclass(frozen=True)
class Decisions:
    """Where the control plane decides on who may be here, and the token that this hub has for asking."""

    url: str
    host: str
    token: str = field(repr=False)
    timeout: float | None = None


@dataclass(frozen=True)
class Settings:
    """One hub on this machine."""

    hub: str
    name: str
    release: str
    values: Mapping[str, Any]
    state: Path
    homes: Path
    hub_port: int
    public_url: str
    host: str
    gateway: Gateway
    user_environment: Path
    service_token: str
    test_user: TestUser
    isolation: Isolation
    git_safe_directories: tuple[str, ...]
    door: Decisions | None

    @classmethod
    def read(cls, path: Path) -> Settings:
        try:
            return cls.from_json(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"{path} cannot be read: {error}") from error

    @classmethod
    def from_json(cls, file: Mapping[str, Any]) -> Settings:
        try:
            gateway, isolation, test, door = file["gateway"], file["isolation"], file["test_user"], file.get("door")
            settings = cls(
                hub=file["hub"],
                name=file["name"],
                release=file["release"],
                values=_without_nulls(file["values"]),
                state=Path(file["state"]),
                homes=Path(file["homes"]),
                hub_port=int(file["hub_port"]),
                public_url=file["public_url"].rstrip("/"),
                host=file["host"],
                gateway=Gateway(
                    routes_file=Path(gateway["routes_file"]),
                    api_url=gateway["api_url"],
                    api_user=gateway["api_user"],
                    api_password=gateway["api_password"],
                    entry_point=gateway["entry_point"],
                ),
                user_environment=Path(file["user_environment"]),
                service_token=file["service_token"],
                test_user=TestUser(test["name"], test["password"]),
                isolation=Isolation(
                    uids=bool(isolation["uids"]),
                    uid_start=int(isolation["uid_start"]),
                    cgroup_root=isolation["cgroup_root"],
                ),
                git_safe_directories=tuple(file.get("git_safe_directories", ())),
                door=door
                and Decisions(door["url"], door.get("host", ""), door["token"], float(door.get("timeout", 0)) or None),
            )
        except KeyError as error:
            raise ConfigurationError(f"the key {error.args[0]!r} is missing") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise ConfigurationError(f"a value is not of the kind it should be: {error}") from error
        settings._check()
        return settings

    @property
    def public_port(self) -> int:
        """The port people use, which is the gateway's."""
        address = urlsplit(self.public_url)
        return address.port or (443 if address.scheme == "https" else 80)

    def _check(self) -> None:
        if not self.host or set(self.host) & set("`/ :"):
            raise ConfigurationError(f"{self.host!r} is not a host name")
        if urlsplit(self.public_url).hostname != self.host:
            raise ConfigurationError(f"public_url {self.public_url} is not at the host {self.host}")
        for purpose, secret in (
            ("service_token", self.service_token),
            ("test_user.password", self.test_user.password),
        ):
            if len(secret) < 32:
                raise ConfigurationError(f"{purpose} is shorter than 32 characters")
        if self.door and (urlsplit(self.door.url).scheme not in ("http", "https") or not self.door.token):
            raise ConfigurationError("door has no address or no token")
        if self.isolation.uids and self.isolation.uid_start < 1000:
            raise ConfigurationError("isolation.uid_start is among the machine's own users")


def _without_nulls(values: Mapping[str, Any]) -> dict[str, Any]:
    """A null takes a value away, as it does for Helm."""
    return {
        key: _without_nulls(value) if isinstance(value, Mapping) else value
        for key, value in values.items()
        if value is not None
    }
