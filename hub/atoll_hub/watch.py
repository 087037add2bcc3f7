"""What a hub does for its door beside logins: it watches for those who are to leave, and has addresses to join and to knock.

Mounted together with ``decide.py`` into hubs that Atoll does not run itself.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from datetime import datetime, timedelta, timezone
from html import escape
from secrets import compare_digest
from typing import Any, Callable

from jupyterhub import orm
from jupyterhub.apihandlers.base import APIHandler
from jupyterhub.handlers.base import BaseHandler
from jupyterhub.utils import maybe_future, new_token, url_path_join
from tornado import web

from atoll_hub.decisions import Unreached, is_over

TICK = 1.0
"""Seconds between looks at whose right has ended."""
EVERY, SLOWEST = 5.0, 60.0
"""Seconds between calls of the control plane where it says nothing else, and at most while it does not answer."""
AT_ONCE = 20
"""People whose servers are stopped at the same time."""
TRY_AGAIN = 10.0
"""Seconds until somebody's server that could not be stopped is tried again."""
LEAVE, FORGET, ERASE = "leave", "forget", "erase"
"""What goes with somebody who is to leave: sessions, tokens and servers; their place in the user list, too; their home, too."""
PEOPLE_EVERY = 300.0
"""Seconds between tellings of the user list."""
MOST_PEOPLE = 10_000
"""Names of the user list that are told at most."""
CODE = re.compile(r"[A-Za-z0-9_-]{4,128}")
JOIN_COOKIE = "atoll-join"
JOIN_AGE = timedelta(minutes=10)
"""How long a join link waits for the login."""


class Watch:
    """Runs with the hub: carries out what the control plane says, and ends by itself what has an end."""

    def __init__(self, app: Any, door: Any) -> None:
        self.app, self.door, self.memory, self.log = app, door, door.memory, door.log
        self.notices: dict[str, str] = {}
        self._heard = 0.0
        self._people_due = 0.0
        self._going: dict[str, asyncio.Task[None]] = {}
        self._not_before: dict[str, float] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._task = asyncio.ensure_future(self._run())

    def notice_for(self, user: Any) -> str:
        """What this person's pages show. What the control plane tells of everyone is newer than most answers."""
        name = getattr(user, "name", None)
        entry = self.memory.yes.get(name) or {"asked": 0.0, "notice": ""}
        return self.notices.get(name) or (entry["notice"] if entry["asked"] > self._heard else "")

    async def _run(self) -> None:
        due, wait = 0.0, EVERY
        while True:
            await asyncio.sleep(TICK)
            if getattr(self.app, "http_server", None) is None:  # the hub has not found its users' servers yet
                continue
            try:
                if time.monotonic() >= due:
                    wait = await self._hear(wait)
                    due = time.monotonic() + wait * random.uniform(0.9, 1)
                await self._end_what_is_over()
                self._send_away()
            except Exception:  # whatever happens in one round, the next one comes
                self.log.exception("The watch of the door failed")
                due = time.monotonic() + SLOWEST

    async def _hear(self, waited: float) -> float:
        """Ask what is new; returns the seconds until the next time."""
        running = sorted(user.name for user in self.app.users.values() if any(each.active for each in user.spawners.values()))
        told: dict[str, Any] = {"cursor": self.memory.cursor, "running": running}
        if time.monotonic() >= self._people_due:
            names = self.app.db.query(orm.User.name).order_by(orm.User.name).limit(MOST_PEOPLE)
            told["people"] = [name for (name,) in names if not self.door.exempt(name, None)]
        try:
            said = await self.door.plane.post("watch", told)
        except Unreached:
            return min(2 * waited, SLOWEST)
        if "people" in told:
            self._people_due = time.monotonic() + PEOPLE_EVERY
        for each in said.get("leave") or ():
            self._tell_to_leave(str(each["name"]), str(each.get("because") or ""), str(each.get("extent") or LEAVE))
        self.notices = {str(each["name"]): str(each["text"]) for each in said.get("notices") or ()}
        self._heard = time.time()
        heard = (None if said.get("cursor") is None else str(said["cursor"]), said.get("closed") or None)
        if heard != (self.memory.cursor, self.memory.closed):
            self.memory.cursor, self.memory.closed = heard
            self.memory.save()
        return min(max(float(said.get("every") or EVERY), TICK), SLOWEST)

    def _tell_to_leave(self, name: str, because: str, extent: str = LEAVE) -> None:
        self.log.warning("%s has to leave: %s", name, because)
        self.memory.forget(name)
        self.memory.leaving[name] = {"because": because, "extent": extent}
        self._not_before.pop(name, None)

    async def _end_what_is_over(self) -> None:
        """Those whose time is up leave, unless the control plane says just now that it was prolonged."""
        for name, entry in list(self.memory.yes.items()):
            if not is_over(entry):
                continue
            if self.door.plane.is_reached:
                try:
                    answer = await self.door.plane.ask("refresh", name, entry["facts"])
                    if answer["yes"]:
                        self.memory.admit(name, answer, entry["facts"])
                        continue
                except Unreached:
                    self.log.info("Those whose time is up leave without being asked about")
            self._tell_to_leave(name, "their time here is up")

    def _send_away(self) -> None:
        for name in list(self.memory.leaving):
            if name not in self._going and time.monotonic() >= self._not_before.get(name, 0.0):
                self._going[name] = asyncio.ensure_future(self._end(name))

    async def _end(self, name: str) -> None:
        """End sessions, tokens and servers of ``name``; what is in between is ended at the next look."""
        try:
            async with self._places:
                if await self._ended(name):
                    self.memory.leaving.pop(name, None)
                    self.memory.save_soon()
        except Exception:  # a server that does not end keeps nobody else from leaving
            self.log.exception("What %s has here could not be ended yet", name)
            self._not_before[name] = time.monotonic() + TRY_AGAIN
        finally:
            del self._going[name]

    async def _ended(self, name: str) -> bool:
        db, users = self.app.db, self.app.users
        found = orm.User.find(db, name)
        if found is None:
            return True
        found.cookie_id = new_token()
        for held in [*found.api_tokens, *db.query(orm.OAuthCode).filter_by(user_id=found.id)]:
            db.delete(held)
        db.commit()
        user = users[found]
        for server, spawner in list(user.spawners.items()):
            if spawner.active and not spawner.pending:
                self.log.info("Stopping the server of %s, who has to leave", spawner._log_name)
                await self.app.proxy.delete_user(user, server)
                await user.stop(server)
        if any(spawner.active for spawner in user.spawners.values()):
            return False
        extent = self.memory.leaving.get(name, {}).get("extent", LEAVE)
        if extent in (FORGET, ERASE):
            await maybe_future(self.door.delete_user(user))
            if extent == ERASE:  # spawners forget for ever, and homes with them
                for server in user.orm_user.orm_spawners:
                    user.spawners[server].gives_up_home = True  # Atoll's own keeps homes otherwise
                await user.delete_spawners()
            users.delete(user)
        return True


def announce(app: Any, notice_for: Callable[[Any], str]) -> None:
    """Have the hub's pages show notices, before whatever announcement they have."""
    shown = app.template_vars
    for name in {"announcement", *(each for each in shown if each.startswith("announcement"))}:
        shown[name] = _Announcement(notice_for, shown.get(name))
    if "callable" in type(app).template_vars.help:
        return
    # This JupyterHub does not call what it finds among its variables.
    namespace = BaseHandler.template_namespace.fget

    def called(handler: Any) -> dict[str, Any]:
        found = namespace(handler).items()
        return {name: value(handler.current_user) if isinstance(value, _Announcement) else value for name, value in found}

    BaseHandler.template_namespace = property(called)


class _Announcement:
    def __init__(self, notice_for: Callable[[Any], str], configured: Any) -> None:
        self.notice_for, self.configured = notice_for, configured

    def __call__(self, user: Any) -> str:
        configured = self.configured(user) if callable(self.configured) else self.configured
        # The pages take an announcement as it is.
        return "<br>".join(filter(None, (escape(self.notice_for(user)), configured)))


class Join(BaseHandler):
    """The join link: keeps its code for the login, and goes on to it."""

    async def get(self, code: str) -> None:
        self.request.uri = url_path_join(self.hub.base_url, "join", "[code]")  # it is logged
        if not CODE.fullmatch(code):
            raise web.HTTPError(404)
        self.set_secure_cookie(
            JOIN_COOKIE,
            code,
            expires_days=None,
            expires=datetime.now(timezone.utc) + JOIN_AGE,
            path=self.hub.base_url,
            httponly=True,
            samesite="Lax",
            secure=self.request.protocol == "https",
        )
        user = self.current_user
        if user is None:
            self.redirect(url_path_join(self.hub.base_url, "login"))
            return
        self.join_code = code
        await self.authenticator.join(self, user)
        self.redirect(url_path_join(self.hub.base_url, "home"))


def join_code(handler: Any) -> str | None:
    """The code that somebody carries from a join link."""
    if handler is None:
        return None
    if isinstance(handler, Join):
        return getattr(handler, "join_code", None)
    code = handler.get_secure_cookie(JOIN_COOKIE, max_age_days=JOIN_AGE / timedelta(days=1))
    return code.decode() if code else None


def forget_code(handler: Any) -> None:
    """The code was decided on; it is not tried again with the next login."""
    handler.clear_cookie(JOIN_COOKIE, path=handler.hub.base_url)


class Knock(APIHandler):
    """Would somebody like this be admitted? Asked by the control plane, with the token that the hub has for it."""

    def check_xsrf_cookie(self) -> None:
        """Nobody comes in here by a cookie."""

    async def post(self) -> None:
        door = self.authenticator
        token = self.request.headers.get("Authorization", "").rpartition(" ")[2]
        if not door.door_token or not compare_digest(token.encode(), door.door_token.encode()):
            raise web.HTTPError(403)
        body = self.get_json_body()
        name, email = (body.get("name"), body.get("email")) if isinstance(body, dict) else (None, None)
        if not isinstance(name, str) or not name or not isinstance(email, (str, type(None))):
            raise web.HTTPError(400, "a name, and perhaps an e-mail address")
        try:
            admitted, because = await door.would_admit(name, email, body.get("auth_state"))
        except Unreached as error:
            admitted, because = False, str(error)
        self.finish(json.dumps({"admitted": admitted, "because": because}))
