"""JupyterHub, with what is declared holding at every start.

JupyterHub keeps what it once learned: an admin stays admin, someone who was
allowed keeps session, tokens and server, a service keeps its former token. Here
the declaration decides, each time the hub starts.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from jupyterhub import orm
from jupyterhub.apihandlers.users import UserServerAPIHandler
from jupyterhub.app import JupyterHub
from jupyterhub.handlers.pages import SpawnHandler
from jupyterhub.roles import assign_default_roles
from jupyterhub.utils import new_token
from tornado.ioloop import PeriodicCallback
from tornado.web import HTTPError

from atoll_hub.decide import Decided
from atoll_hub.door import ClosedDoor, FormDoor
from atoll_hub.files import read_json, write_json
from atoll_hub.logs import shorten_own_log
from atoll_hub.profiles import Profiles
from atoll_hub.settings import Settings

LOG_CHECK = 60
"""Seconds between looks at the length of the log."""

SERVER_TOKEN_AGE = 5
"""Seconds between the making of a server's token and the server's start, at most."""


class AtollHub(JupyterHub):
    """The hub of one ``hub.json``."""

    settings: Settings
    profiles: Profiles
    shut_out: list[str]

    def load_config_file(self, *arguments: Any, **options: Any) -> None:
        """There is none: a stray jupyterhub_config.py shall not configure a hub."""

    async def init_users(self) -> None:
        await super().init_users()
        self._settle_admins()
        self._shut_out_removed()
        self._forget_stale_choices()
        self.db.commit()

    async def init_api_tokens(self) -> None:
        await super().init_api_tokens()
        for service in self._service_map.values():
            for token in list(service.orm.api_tokens):
                if not token.match(service.api_token):
                    self.db.delete(token)
        self.db.commit()

    def init_handlers(self) -> None:
        super().init_handlers()
        self.handlers = [(path, _looking_first(kind), *rest) for path, kind, *rest in self.handlers]

    async def start(self) -> None:
        await super().start()
        await self._stop_servers_of_removed()
        PeriodicCallback(shorten_own_log, LOG_CHECK * 1000).start()

    def _settle_admins(self) -> None:
        door = self.authenticator
        # Groups that make admins are asked at each login; the names declared are not.
        if any(value for name, value in door.trait_values(config=True).items() if name.startswith("admin_") and "groups" in name):
            return
        for user in self.db.query(orm.User):
            admin = user.name in door.admin_users and door.admin_access
            if user.admin != admin:
                self.log.info("%s %s admin", user.name, "is now" if admin else "is no longer")
                user.admin = admin
            assign_default_roles(self.db, entity=user)

    def _shut_out_removed(self) -> None:
        """End the sessions and tokens of people who may no longer come in.

        Where names alone decide, that is everyone who is not named. Elsewhere it
        takes a login to know: when the rules have changed, everyone not named
        logs in again, while their server runs on. Those who were named and are
        not any more lose their server, too.
        """
        door = self.authenticator
        named = set(door.allowed_users) | set(door.admin_users)
        # Where the control plane decides, it may have admitted others.
        names_decide = isinstance(door, FormDoor | ClosedDoor) and not isinstance(door, Decided)
        file = self.settings.state / "door.json"
        declared = {"named": sorted(named), "rules": _rules(self.settings)}
        before = read_json(file, declared)
        others = [user for user in self.db.query(orm.User) if user.name not in named]
        self.shut_out = [
            user.name
            for user in others
            if user.name != self.settings.test_user.name and (names_decide or user.name in before["named"])
        ]
        for user in others:
            if user.name in self.shut_out or before["rules"] != declared["rules"]:
                user.cookie_id = new_token()
                for token in list(user.api_tokens):
                    if user.name in self.shut_out or not _is_of_a_server(token, user):
                        self.db.delete(token)
        write_json(file, declared)

    async def _stop_servers_of_removed(self) -> None:
        for name in self.shut_out:
            user = self.users.get(name) if orm.User.find(self.db, name) else None
            for server, spawner in list(user.spawners.items()) if user else []:
                if spawner.active:
                    self.log.info("Stopping the server of %s, who may no longer come in", name)
                    await self.proxy.delete_user(user, server)
                    await user.stop(server)

    def _forget_stale_choices(self) -> None:
        """A profile chosen last time may be gone; the server then starts with the default."""
        for spawner in self.db.query(orm.Spawner):
            try:
                self.profiles.chosen(spawner.user_options or {})
            except HTTPError:
                spawner.user_options = {}


def _rules(settings: Settings) -> str:
    """A fingerprint of everything but names that decides who may come in."""
    config = settings.values.get("hub", {}).get("config", {})
    names = ("allowed_users", "admin_users")
    rules = {
        section: {name: value for name, value in options.items() if name not in names}
        for section, options in config.items()
    }
    return hashlib.sha256(json.dumps(rules, sort_keys=True).encode()).hexdigest()


def _is_of_a_server(token: orm.APIToken, user: orm.User) -> bool:
    """Whether a running server of ``user`` was given this token; without it the server would break.

    Anyone may give a token such a note, but not make one at the moment the server started.
    """
    if not (token.note or "").startswith("Server at "):
        return False
    started = [spawner.started for spawner in user.orm_spawners.values() if spawner.server and spawner.started]
    return any(abs((token.created - moment).total_seconds()) < SERVER_TOKEN_AGE for moment in started)


def _looking_first(kind: Any) -> Any:
    """The handler, made to look at the options and the right to start a server before it starts one.

    JupyterHub looks at them in the background, after it has said yes.
    """
    if kind not in (SpawnHandler, UserServerAPIHandler):
        return kind

    async def spawn_single_user(
        self: Any, user: Any, server_name: str = "", display_name: str = "", options: Any = None
    ) -> Any:
        spawner = user.spawners[server_name]
        if isinstance(self.authenticator, Decided):
            await self.authenticator.may_start(user, spawner, options)
        spawner.offered.chosen(options or {})
        return await kind.spawn_single_user(self, user, server_name, display_name, options)

    return type(kind.__name__, (kind,), {"spawn_single_user": spawn_single_user})
