"""Who may come in: JupyterHub's authenticators, made as strict as a door has to be.

Every login of a hub is one of JupyterHub's own authenticators behind a
:class:`Door`. The door never lets "everyone" in, forgets whoever is taken off
the list, and keeps one name for the test user alone.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from secrets import compare_digest
from typing import Any

from jupyterhub.auth import Authenticator, NullAuthenticator
from jupyterhub.authenticators.shared import SharedPasswordAuthenticator
from tornado import web
from traitlets import Any as AnyTrait
from traitlets import Bool, Unicode, default

from atoll_hub.decide import Decided, decided
from atoll_hub.passwords import PasswordFile
from atoll_hub.throttle import Throttle

NAME = re.compile(r"\w[\w.@+-]{0,99}")
"""Names that are safe as a folder, in a rule of the gateway and in a log line."""


class TestLogin(dict[str, Any]):
    """The login of the test user with its own password. Nobody else makes one."""

    __test__ = False


class Door(Authenticator):
    """What holds for every way to log in."""

    test_user = Unicode(config=True, help="the name that only the test may use")
    admin_access = Bool(True, config=True, help="whether admins are JupyterHub's admins, who may enter any server")

    def validate_username(self, username: str) -> bool:
        return NAME.fullmatch(username or "") is not None and super().validate_username(username)

    def check_blocked_users(self, username: str, authentication: Any = None) -> Any:
        if username == self.test_user and not isinstance(authentication, TestLogin):
            return False
        return super().check_blocked_users(username, authentication)

    def check_allowed(self, username: str, authentication: Any = None) -> Any:
        # JupyterHub's own rule admits whoever comes without a login's result.
        if authentication is None:
            return False
        return isinstance(authentication, TestLogin) or super().check_allowed(username, authentication)

    async def run_post_auth_hook(self, handler: Any, authentication: Any) -> Any:
        authentication = await super().run_post_auth_hook(handler, authentication)
        if authentication is not None and not self.admin_access:
            authentication["admin"] = False
        return authentication


class FormDoor(Door):
    """A login by a form with a name and a password."""

    test_password = Unicode(config=True, help="the password of the test user")
    throttle = AnyTrait()

    @default("throttle")
    def _throttle(self) -> Throttle:
        return Throttle()

    async def authenticate(self, handler: Any, data: dict[str, str]) -> Any:
        name = self.normalize_username(data.get("username", ""))
        password = data.get("password", "")
        if not name or not password:
            return None
        wait = self.throttle.wait(name)
        if wait:
            raise web.HTTPError(429, f"Too many wrong passwords. Try again in {wait} seconds.")
        if name == self.test_user:
            right = compare_digest(password.encode(), self.test_password.encode())
            login = TestLogin(name=name, admin=False) if right else None
        else:
            login = await self.check_password(handler, name, password)
        if login is None:
            self.throttle.failed(name)
        return login

    async def check_password(self, handler: Any, name: str, password: str) -> Any:
        """The login of ``name`` with ``password``, or None. Not asked for the test user."""
        raise NotImplementedError


class PasswordDoor(FormDoor):
    """Each person has a password of their own; see :mod:`atoll_hub.passwords`."""

    passwords_file = Unicode(config=True, help="the file with the hashes")

    async def check_password(self, handler: Any, name: str, password: str) -> Any:
        # A check takes a tenth of a second by design; the hub serves others meanwhile.
        file = PasswordFile(Path(self.passwords_file))
        right = await asyncio.to_thread(file.verify, name, password)
        return {"name": name} if right else None


class SharedPasswordDoor(FormDoor, SharedPasswordAuthenticator):
    """One password for the people on the list, another for its admins."""

    async def check_password(self, handler: Any, name: str, password: str) -> Any:
        # compare_digest, which JupyterHub uses on the text, refuses letters beyond ASCII.
        if not password.isascii():
            return None
        data = {"username": name, "password": password}
        return await SharedPasswordAuthenticator.authenticate(self, handler, data)


class ClosedDoor(Door, NullAuthenticator):
    """Nobody logs in."""


class Asked(Decided):
    """What stands before a door whose hub asks the control plane, too."""

    test_user = Unicode(config=True, help="the name that only the test may use")

    def exempt(self, name: str, authentication: Any = None) -> bool:
        """The test user is no person. Only its own login has its name."""
        return name == self.test_user and isinstance(authentication, TestLogin | None)


def asked(door: type[Authenticator]) -> type[Authenticator]:
    """``door``, with the control plane asked about whoever it would admit or not."""
    return decided(door, Asked)


def oauth_door(authenticator: type[Authenticator]) -> type[Authenticator]:
    """The door of a login that another site answers for."""
    return type(authenticator.__name__.replace("OAuthenticator", "") + "Door", (Door, authenticator), {})
