"""What else is outside: PAM, the accounts of the machine, Google's libraries. Made up once, told of each person."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import bcrypt
import pamela
from jupyterhub.auth import LocalAuthenticator

from doors.identity import PASSWORD, Identity
from doors.provider import google_groups


class Outside:
    """The world of the case that is being asked."""

    def __init__(self) -> None:
        self.identity = Identity()
        self.accounts: dict[str, list[str]] = {}
        self._machine()
        self._google()
        # The cost of a hash is for those who steal it; here it would only take time.
        salt = bcrypt.gensalt
        bcrypt.gensalt = lambda *_, **__: salt(4)

    def is_of(self, identity: Identity, existing: list[str]) -> None:
        """The machine has an account for the person and for those in the hub's user list, and every group that is asked for."""
        self.identity = identity
        self.accounts = {name: [] for name in existing}
        self.accounts |= {identity.login: identity.groups, identity.login.lower(): identity.groups}

    def _machine(self) -> None:
        def check(username: str, password: Any = PASSWORD, **_: Any) -> None:
            if username not in self.accounts or password != PASSWORD:
                raise pamela.PAMError("no such account, or another password")

        def account(name: str) -> Any:
            if name not in self.accounts:
                raise KeyError(name)
            return SimpleNamespace(pw_name=name, pw_gid=0)

        numbers: dict[str, int] = {}

        def number(group: str) -> int:
            return numbers.setdefault(group, 1000 + len(numbers))

        def group(name: str) -> Any:
            members = [each for each, groups in self.accounts.items() if name in groups]
            return SimpleNamespace(gr_name=name, gr_gid=number(name), gr_mem=members)

        pamela.authenticate = check
        pamela.check_account = check
        local: Any = LocalAuthenticator
        local._getpwnam = staticmethod(account)
        local._getgrnam = staticmethod(group)
        local._getgrouplist = staticmethod(lambda name, _: [number(each) for each in self.accounts[name]])

    def _google(self) -> None:
        """Google's libraries for asking about groups; the classes import them when they need them."""

        class Credentials(SimpleNamespace):
            valid, token = True, "token"

            @classmethod
            def from_service_account_file(cls, *_: Any, **__: Any) -> Credentials:
                return cls()

            def with_subject(self, _: str) -> Credentials:
                return self

            def refresh(self, _: Any) -> None:
                pass

        groups = SimpleNamespace(list=lambda **_: SimpleNamespace(execute=lambda: google_groups(self.identity)))
        service = SimpleNamespace(groups=lambda: groups)
        modules = {
            "google.oauth2": {"service_account": SimpleNamespace(Credentials=Credentials)},
            "google.auth.transport": {"requests": SimpleNamespace(Request=SimpleNamespace)},
            "googleapiclient.discovery": {"build": lambda **_: service},
        }
        for name, members in modules.items():
            parts = name.split(".")
            for end in range(1, len(parts) + 1):
                sys.modules.setdefault(".".join(parts[:end]), ModuleType(".".join(parts[:end])))
            vars(sys.modules[name]).update(members)
