"""A hub's door asks the control plane: who may enter, stay, start a server, and see which profiles.

Needs JupyterHub (4.1 to 6.1), tornado and traitlets only, so that it can be mounted into any hub, with ``decisions.py`` and
``watch.py`` beside it; :func:`install` is called at the end of jupyterhub_config.py.

:class:`Decided` stands before any authenticator class. That class still finds out who somebody is, and its own rules are asked
with the options it has; then the control plane decides. Whoever the rules block stays out whatever it says. Where it cannot be
reached newcomers are refused, and those it has admitted keep its last yes for a while that it has named, never past its end.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import time
from contextvars import ContextVar
from typing import Any

from jupyterhub.auth import Authenticator
from jupyterhub.utils import maybe_future
from tornado import web
from traitlets import Float, Unicode
from traitlets.utils.importstring import import_item

from atoll_hub.decisions import TIMEOUT, ControlPlane, Memory, Unreached, is_over
from atoll_hub.watch import Join, Knock, Watch, announce, forget_code, join_code

NOT_HERE = "You may not use this hub."
NO_PROFILE = "None of this hub's servers is open to you. Ask whoever runs the hub."
REFRESH_AGE = 10
"""Seconds between looks at somebody's right. The memory mostly answers, and asks when its last answer says so."""
SAME_START = 5.0
"""Seconds within which a start is asked about once, however many places look at it."""

_handler: ContextVar[Any] = ContextVar("handler", default=None)
"""The request that somebody logs in with."""


class Decided(Authenticator):
    """Placed before an authenticator class; see :func:`decided`."""

    door_hub = Unicode(config=True, help="the hub, as the control plane calls it")
    door_url = Unicode(config=True, help="the base address of the control plane's decisions")
    door_host = Unicode(config=True, help="the Host header for it, where that is not in the address")
    door_token = Unicode(config=True, help="the hub's token for it")
    door_timeout = Float(TIMEOUT, config=True, help="seconds to wait for a decision")
    door_memory = Unicode("atoll-decisions.json", config=True, help="the file with the last answers")

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.memory = Memory(self.door_memory)
        self._refreshed: dict[str, float] = {}
        # From JupyterHub 5 on no rule is asked where all are allowed; the option keeps its meaning in `_own_rules`.
        self._is_since_five = "allow_all" in Authenticator.class_trait_names()
        self._all_allowed = self._is_since_five and self.allow_all
        if self._is_since_five:
            self.allow_all, self.any_allow_config = False, True
        self._own_strict = getattr(self, "auth_refresh_strict", True)
        if self.has_trait("auth_refresh_strict"):
            self.auth_refresh_strict = True
        self._own_age = self.auth_refresh_age
        if not (self.refresh_pre_spawn or getattr(self, "refresh_pre_stop", False)):
            self.auth_refresh_age = min(self._own_age or REFRESH_AGE, REFRESH_AGE)

    @functools.cached_property
    def plane(self) -> ControlPlane:
        return ControlPlane(self.door_hub, self.door_url, self.door_host, self.door_token, self.door_timeout, self.log)

    def get_handlers(self, app: Any) -> list[Any]:
        self.watch = Watch(app, self)
        announce(app, self.watch.notice_for)
        handlers = [(r"/join/([^/]+)", Join), (r"/api/atoll/knock", Knock)]
        return [*super().get_handlers(app), *handlers]

    def exempt(self, name: str, authentication: Any = None) -> bool:
        """Whether this is no person, and is not asked about."""
        return False

    # The decision

    async def verdict(self, event: str, name: str, facts: dict[str, Any], **once: Any) -> dict[str, Any]:
        """The yes for ``name``; fails with the sentence for the person. ``once`` belongs to this one question."""
        question = json.dumps([event == "spawn", name, facts, {**once, "from": ""}], sort_keys=True)
        because = self.memory.closed if event == "login" and not facts["admin"] else None
        if because := because or self.memory.refused(name, question):
            raise refusal(403, because)
        try:
            answer = await self.plane.ask(event, name, {**facts, **once})
        except Unreached as error:
            if entry := self.memory.kept(name, facts["rules"]):
                return entry
            raise refusal(503, str(error)) from error
        if answer["yes"] and facts["rules"] != "blocked":
            return self.memory.admit(name, answer, facts)
        because = answer["because"] or NOT_HERE
        self.memory.refuse(name, question, because)
        if event != "spawn" and "code" not in once:  # a wrong code or a full hub takes no right away
            self.memory.forget(name)
        raise refusal(403, because)

    async def would_admit(self, name: str, email: str | None, auth_state: Any) -> tuple[bool, str]:
        """Whether a login with this made-up identity would be admitted, and why (not). Nobody is created or remembered."""
        name = self.normalize_username(name)
        state = {"user": {"email": email}, **(auth_state or {})} if email else auth_state
        login = {"name": name, "admin": None, "auth_state": state, "groups": []}
        try:
            if not self.validate_username(name) or not await maybe_future(self.check_blocked_users(name, login)):
                return False, "the hub's own rules block this name"
            login["admin"] = bool(await maybe_future(self.is_admin(None, login)))
            rules = await self._own_rules(name, login)
        except Exception as error:  # rules that need what a made-up identity does not have
            self.log.info("A made-up identity does not get past the login's rules: %s", type(error).__name__)
            rules = "no"
        facts = facts_of(login, rules)
        if self.memory.closed and not facts["admin"]:
            return False, self.memory.closed
        answer = await self.plane.ask("login", name, facts)
        return answer["yes"], answer["because"]

    # Login

    async def get_authenticated_user(self, handler: Any, data: Any) -> Any:
        before = _handler.set(handler)
        try:
            return await super().get_authenticated_user(handler, data)
        finally:
            _handler.reset(before)

    async def check_allowed(self, username: str, authentication: Any = None) -> bool:
        if authentication is None or self.exempt(username, authentication):  # a name in the configuration; the test
            return await self._own_rules(username, authentication) == "yes"
        if not self._is_since_five and not await maybe_future(self.check_blocked_users(username, authentication)):
            return False  # JupyterHub 4 asks for both before it looks at either
        handler = _handler.get()
        if authentication.get("admin") is None:
            admin, user = await maybe_future(self.is_admin(handler, authentication)), handler and handler.find_user(username)
            authentication["admin"] = bool(user and user.admin if admin is None else admin)
        facts = facts_of(authentication, await self._own_rules(username, authentication))
        await self.log_in(handler, username, facts)
        self._refreshed[username] = time.monotonic()
        return True

    async def log_in(self, handler: Any, name: str, facts: dict[str, Any]) -> None:
        """Decide on somebody who comes, with the code they carry; a code is used up by a decision."""
        once = {}
        if handler is not None:
            once["from"] = hashlib.sha256(str(handler.request.remote_ip).encode()).hexdigest()[:16]
        if code := join_code(handler):
            once["code"] = code
        try:
            await self.verdict("login", name, facts, **once)
        except web.HTTPError as error:
            self.log.warning("%s is not admitted: %s", name, error.get_message())
            if code and error.status_code == 403:
                forget_code(handler)
            raise
        if code:
            forget_code(handler)

    async def join(self, handler: Any, user: Any) -> None:
        """Decide on somebody who is logged in and comes by a join link."""
        if not self.exempt(user.name):
            entry = self.memory.yes.get(user.name)
            facts = await self._facts_now(user, entry, True) if entry else await self._facts_by_name(user)
            await self.log_in(handler, user.name, facts)
            user._auth_refreshed = None  # what the answer gives is given with the next request

    async def run_post_auth_hook(self, handler: Any, authentication: Any) -> Any:
        name = authentication["name"]
        done = await super().run_post_auth_hook(handler, authentication)
        if done is None:
            return None
        if self.exempt(name, authentication):
            done.setdefault("groups", None)  # which a hub that manages groups wants to hear
            return done
        entry = self.memory.yes.get(name)
        if entry is None or done["name"] != name:
            self.log.warning("The decision was about %s, and about nobody else", name)
            return None
        return self._bounded(entry, done)

    async def _own_rules(self, name: str, authentication: Any) -> str:
        allowed = self._all_allowed or await maybe_future(super().check_allowed(name, authentication))
        return "yes" if allowed else "no"

    def _bounded(self, entry: dict[str, Any], login: dict[str, Any]) -> dict[str, Any]:
        """A login's result, with what the answer takes and gives."""
        login["admin"] = bool(login.get("admin")) and entry["admin"]
        if self.manage_groups:
            login["groups"] = sorted({*(login.get("groups") or ()), *entry["groups"]})
        if getattr(self, "manage_roles", False):
            # JupyterHub takes away every role that is not in the list, the usual ones, too.
            usual = [{"name": "user"}, *([{"name": "admin"}] if login["admin"] else [])]
            roles = [*usual, *(login.get("roles") or ()), *entry["roles"]]
            login["roles"] = [dict(role) for role in {role["name"]: role for role in roles}.values()]
        return login

    async def add_user(self, user: Any) -> None:
        """JupyterHub may allow whoever is in its user list; a guest is in it by a grant, which ends."""
        was_named = user.name in self.allowed_users
        await maybe_future(super().add_user(user))
        if user.name in self.memory.guests and not was_named:
            self.allowed_users.discard(user.name)

    def delete_user(self, user: Any) -> Any:
        self.memory.forget(user.name, also_as_guest=True)
        return super().delete_user(user)

    # Staying

    async def refresh_user(self, user: Any, handler: Any = None) -> Any:
        if self.exempt(user.name):
            return await super().refresh_user(user, handler)
        own = await self._own_refresh(user, handler)
        if not own:
            return False
        entry = self.memory.yes.get(user.name)
        if entry is None:  # admitted before this hub asked, or not any more: a login finds out
            return self._passes_unasked(user, handler)
        if is_over(entry) or time.time() >= entry["asked"] + entry["again"]:
            try:
                entry = await self.verdict("refresh", user.name, await self._facts_now(user, entry, own))
            except web.HTTPError as error:
                self.log.warning("%s has to log in again: %s", user.name, error.get_message())
                return error.status_code != 403 and self._passes_unasked(user, handler)
        return self._applied(user, entry, own)

    async def _own_refresh(self, user: Any, handler: Any) -> Any:
        """What the class itself says, as often as it would be asked without a door."""
        if self.auth_refresh_age != self._own_age:
            last = self._refreshed.get(user.name)
            if not self._own_age or (last is not None and time.monotonic() - last < self._own_age):
                return True
        own = await super().refresh_user(user, handler)
        if own:
            self._refreshed[user.name] = time.monotonic()
        elif not self._own_strict:
            # JupyterHub lets tokens and other people's requests pass then; only the door's own no is strict.
            by_cookie = getattr(handler, "_jupyterhub_user", None) is user and not getattr(handler, "_token_authenticated", False)
            return not by_cookie
        return own

    async def _facts_now(self, user: Any, entry: dict[str, Any], own: Any) -> dict[str, Any]:
        """What is known of somebody now; the rules are asked again where the class has found out anew who they are."""
        facts = {**entry["facts"], "admin": bool(user.admin)}
        if user.name in self.blocked_users:
            return {**facts, "rules": "blocked"}
        if isinstance(own, dict) and own.get("name") == user.name:
            login = {"admin": user.admin, "auth_state": None, **own}
            try:
                blocked = not await maybe_future(self.check_blocked_users(user.name, login))
                return facts_of(login, "blocked" if blocked else await self._own_rules(user.name, login))
            except Exception as error:  # the other side of the login is away; what it said last holds
                self.log.warning("The rules for %s cannot be asked: %s", user.name, type(error).__name__)
        return facts

    def _applied(self, user: Any, entry: dict[str, Any], own: Any) -> Any:
        """JupyterHub's answer to a refresh: True, or what has changed."""
        now = {"admin": bool(user.admin), "groups": sorted(group.name for group in user.orm_user.groups)}
        login = dict(own) if isinstance(own, dict) else {"admin": now["admin"], "groups": entry["facts"].get("groups")}
        login["admin"] = bool(user.admin if login.get("admin") is None else login["admin"])
        login = self._bounded(entry, login)
        is_same = login["admin"] == now["admin"] and (not self.manage_groups or login["groups"] == now["groups"])
        if "roles" in login:
            is_same = is_same and {role["name"] for role in login["roles"]} == {role.name for role in user.orm_user.roles}
        return True if own is True and is_same else login

    def _passes_unasked(self, user: Any, handler: Any) -> bool:
        """Whether a request about ``user`` passes while nobody can be asked about them: one of somebody else (a start is asked
        about by itself), or a server's that tells it is used, which would otherwise be culled in the middle of work.
        """
        is_other = handler is not None and getattr(handler, "_jupyterhub_user", user) is not user
        return is_other or (handler is not None and handler.request.path.endswith("/activity"))

    # Starting a server

    async def pre_spawn_start(self, user: Any, spawner: Any) -> None:
        await self.may_start(user, spawner, spawner.user_options)
        await maybe_future(super().pre_spawn_start(user, spawner))

    async def may_start(self, user: Any, spawner: Any, options: Any) -> None:
        """Fails with the sentence for the person where this server may not start."""
        profile = (options or {}).get("profile")
        profile = profile if isinstance(profile, str) else None
        asked = getattr(spawner, "atoll_asked", None)
        if self.exempt(user.name) or (asked and asked[0] == profile and time.monotonic() - asked[1] < SAME_START):
            return
        entry = self.memory.yes.get(user.name)
        facts = await self._facts_now(user, entry, True) if entry else await self._facts_by_name(user)
        entry = await self.verdict("spawn", user.name, facts, **({"profile": profile} if profile else {}))
        if profile and entry["profiles"] is not None and profile not in entry["profiles"]:
            raise refusal(403, f"The profile {profile[:60]!r} is not open to you.")
        spawner.atoll_asked = (profile, time.monotonic())

    async def _facts_by_name(self, user: Any) -> dict[str, Any]:
        """Of somebody who has not logged in since this hub asks; an admin or a service starts their server."""
        groups = [group.name for group in user.orm_user.groups]
        login = {"name": user.name, "admin": bool(user.admin), "auth_state": None, "groups": groups}
        try:
            blocked = not await maybe_future(self.check_blocked_users(user.name, login))
            return facts_of(login, "blocked" if blocked else await self._own_rules(user.name, login))
        except Exception:  # rules that need more than a name
            return facts_of(login, "no")

    def open_profiles(self, name: str) -> list[str] | None:
        """The slugs of the profiles that ``name`` may see and choose; None is all."""
        entry = self.memory.yes.get(name)
        return entry["profiles"] if entry and not self.exempt(name) else None


def refusal(status: int, sentence: str) -> web.HTTPError:
    """An error with a sentence that JupyterHub's pages show as it is."""
    error = web.HTTPError(status, "%s", sentence)
    error.jupyterhub_message = sentence
    return error


def facts_of(login: dict[str, Any], rules: str) -> dict[str, Any]:
    """What the control plane is told of a login's result."""
    facts: dict[str, Any] = {"rules": rules, "admin": bool(login.get("admin"))}
    if login.get("groups"):
        facts["groups"] = sorted(str(group) for group in login["groups"])
    state = login.get("auth_state")
    said = [login.get("user_info"), *(state.values() if isinstance(state, dict) else ())]
    person = next((each for each in said if isinstance(each, dict) and isinstance(each.get("email"), str)), {})
    verified = person.get("email_verified", person.get("verified_email"))
    facts.update({"email": person["email"]} if person else {})
    facts.update({"email_verified": verified} if person and isinstance(verified, bool) else {})
    return facts


def decided(kind: type[Authenticator], before: type[Decided] = Decided) -> type[Authenticator]:
    """The class that asks the control plane about whoever ``kind`` finds out to be there."""
    return kind if issubclass(kind, Decided) else type(f"{before.__name__}{kind.__name__}", (before, kind), {})


def only_open(profiles: Any) -> Any:
    """KubeSpawner's ``profile_list``, with the profiles only that are open to a server's user. It is asked at each start, too."""

    async def profile_list(spawner: Any) -> Any:
        offered = await maybe_future(profiles(spawner)) if callable(profiles) else profiles
        slugs = spawner.authenticator.open_profiles(spawner.user.name)
        if not offered or slugs is None:
            return offered
        left = [profile for profile in offered if slug_of(profile) in slugs]
        if not left:  # without a profile it would start with no limit at all
            raise refusal(403, NO_PROFILE)
        return left

    return profile_list


def slug_of(profile: dict[str, Any]) -> str:
    """The slug of a profile; one that gives none has that of its name, as KubeSpawner makes it."""
    return str(profile.get("slug") or re.sub(r"[^a-z0-9]+", "-", str(profile.get("display_name", "")).lower()).strip("-"))


def install(c: Any) -> None:
    """Put the door before the authenticator that ``c`` configures; the last thing a configuration does."""
    from jupyterhub.app import JupyterHub

    for option, variable in (("door_hub", "HUB"), ("door_url", "URL"), ("door_token", "TOKEN")):
        c.Decided[option] = os.environ[f"ATOLL_DOOR_{variable}"]
    c.Decided.door_host = os.environ.get("ATOLL_DOOR_HOST", "")
    trait = JupyterHub.class_traits()["authenticator_class"]
    kind = c.JupyterHub.authenticator_class if "authenticator_class" in c.JupyterHub else trait.default_value
    if isinstance(kind, str):
        short = trait.load_entry_points()
        kind = short[kind.lower()].load() if kind.lower() in short else import_item(kind)
    c.JupyterHub.authenticator_class = decided(kind)
    if "profile_list" in c.KubeSpawner and c.KubeSpawner.profile_list:
        c.KubeSpawner.profile_list = only_open(c.KubeSpawner.profile_list)
