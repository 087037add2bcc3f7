"""The decisions of the control plane: asking for them, and remembering the last ones.

Needs tornado only. Mounted together with ``decide.py`` into hubs that Atoll does not run itself.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.simple_httpclient import SimpleAsyncHTTPClient

UNREACHED = "This hub cannot ask right now who may come in. Please try again in a few minutes."
TIMEOUT = 2.0
"""Seconds to wait for a decision; somebody waits with us."""
NO_AGE = 5.0
"""Seconds for which a no answers the same question again: whoever is refused asks with every request."""
REMEMBERED = 20_000
"""Answers kept in mind at most; the oldest go first."""
SAVE_AFTER = 1.0
"""Seconds until an answer that changes little is written down."""


class Unreached(Exception):
    """The control plane gave no answer; the message is for the person."""


@dataclass
class ControlPlane:
    """The other side: an address, and the token of this hub."""

    hub: str
    url: str
    host: str
    token: str = field(repr=False)
    timeout: float
    log: Any = field(repr=False)

    def __post_init__(self) -> None:
        self._client = SimpleAsyncHTTPClient(force_instance=True, max_clients=100, max_body_size=16 * 1024 * 1024)
        self._asked: dict[str, Any] = {}
        self._trouble = ""

    @property
    def is_reached(self) -> bool:
        """Whether the last call was answered."""
        return not self._trouble

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a call. Whatever is not 200 and an object is no answer."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        headers.update({"Host": self.host} if self.host else {})
        request = HTTPRequest(
            f"{self.url.rstrip('/')}/{path}",
            method="POST",
            headers=headers,
            body=json.dumps({"hub": self.hub, **body}),
            connect_timeout=self.timeout,
            request_timeout=self.timeout,
            follow_redirects=False,
        )
        try:
            response = await self._client.fetch(request)
            said = json.loads(response.body)
            if response.code != 200 or not isinstance(said, dict):
                raise ValueError("no answer")
        except HTTPClientError as error:
            self._tell("does not answer" if error.code == 599 else f"answers {error.code}")
            raise Unreached(_too_many(error) if error.code == 429 else UNREACHED) from error
        except (OSError, ValueError) as error:
            self._tell("does not answer")
            raise Unreached(UNREACHED) from error
        self._tell("")
        return said

    async def ask(self, event: str, name: str, facts: dict[str, Any]) -> dict[str, Any]:
        """One decision. Those who ask the same at the same time share it."""
        body = {"event": event, "name": name, **facts}
        question = json.dumps(body, sort_keys=True)
        if question not in self._asked:
            asked = self._asked[question] = asyncio.ensure_future(self.post("decide", body))
            asked.add_done_callback(lambda _: self._asked.pop(question, None))
        said = await asyncio.shield(self._asked[question])
        try:
            return read_answer(said)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            self._tell("answers with something that is no decision")
            raise Unreached(UNREACHED) from error

    def _tell(self, trouble: str) -> None:
        """Log what has changed, not that it goes on."""
        if trouble != self._trouble:
            self.log.warning("The control plane %s", trouble or "answers again")
            self._trouble = trouble


def read_answer(said: dict[str, Any]) -> dict[str, Any]:
    """What the control plane said, each field of its kind; fails where it is no decision."""
    if said["answer"] not in ("yes", "no"):
        raise ValueError("neither yes nor no")
    until, profiles = said.get("until"), said.get("profiles")
    return {
        "yes": said["answer"] == "yes" and (until is None or float(until) > time.time()),
        "because": str(said.get("because") or ""),
        "until": None if until is None else float(until),
        "grace": float(said.get("grace") or 0),
        "again": float(said.get("again") or 0),
        "admin": said.get("admin") is True,
        "groups": [str(group) for group in said.get("groups") or ()],
        "roles": [{**role, "name": str(role["name"])} for role in said.get("roles") or ()],
        "profiles": None if profiles is None else [str(slug) for slug in profiles],
        "notice": str(said.get("notice") or ""),
    }


def _too_many(error: HTTPClientError) -> str:
    after = error.response.headers.get("Retry-After", "") if error.response else ""
    return f"Too many tries. Please try again in {after + ' seconds' if after.isdigit() else 'a few minutes'}."


class Memory:
    """The last answers, in a file that only the hub can read: they hold over its restarts."""

    def __init__(self, path: str) -> None:
        self.path = os.path.abspath(path)
        try:
            with open(self.path, encoding="utf-8") as file:
                kept = dict(json.load(file))
        except (OSError, TypeError, ValueError):
            kept = {}
        self.yes: dict[str, dict[str, Any]] = kept.get("yes", {})
        self.guests: set[str] = set(kept.get("guests", ()))
        """Those who were admitted though the hub's own rules say no. They are in its user list by a grant, which ends."""
        self.leaving: dict[str, dict[str, Any]] = kept.get("leaving", {})
        """Those whose sessions, tokens and servers are still to be ended."""
        self.cursor: str | None = kept.get("cursor")
        self.closed: str | None = kept.get("closed")
        """Why the hub is closed to everyone but its admins, if it is."""
        self._noes: OrderedDict[str, tuple[float, str, str]] = OrderedDict()
        self._saving: asyncio.TimerHandle | None = None

    def admit(self, name: str, answer: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
        """Remember a yes."""
        is_guest = facts["rules"] != "yes"
        is_news = name not in self.yes or is_guest != (name in self.guests)
        (self.guests.add if is_guest else self.guests.discard)(name)
        for former in (self.leaving, self._noes, self.yes):
            former.pop(name, None)
        self.yes[name] = {**answer, "asked": time.time(), "facts": facts}
        while len(self.yes) > REMEMBERED:
            del self.yes[next(iter(self.yes))]
        if is_news:
            self.save()
        else:
            self.save_soon()
        return self.yes[name]

    def kept(self, name: str, rules: str = "yes") -> dict[str, Any] | None:
        """The last yes where it still holds without asking; not for someone whom the rules have dropped since."""
        entry, now = self.yes.get(name), time.time()
        if entry is None or now >= entry["asked"] + entry["grace"] or is_over(entry):
            return None
        return entry if rules == "yes" or rules == entry["facts"]["rules"] else None

    def forget(self, name: str, *, also_as_guest: bool = False) -> None:
        """Remember no yes of ``name``; ``also_as_guest`` where they are no longer in the hub's user list."""
        self.yes.pop(name, None)
        if also_as_guest:
            self.guests.discard(name)
        self.save_soon()

    def refuse(self, name: str, question: str, because: str) -> None:
        """Remember for a moment that ``name`` was refused."""
        self._noes[name] = (time.monotonic() + NO_AGE, question, because)
        self._noes.move_to_end(name)
        while len(self._noes) > REMEMBERED:
            self._noes.popitem(last=False)

    def refused(self, name: str, question: str) -> str | None:
        """Why the same question was answered with no a moment ago, if it was."""
        end, asked, because = self._noes.get(name, (0.0, "", ""))
        return because if time.monotonic() < end and question == asked else None

    def save_soon(self) -> None:
        """Write the file in a moment, once for all that changes until then."""
        if self._saving is None:
            self._saving = asyncio.get_running_loop().call_later(SAVE_AFTER, self.save)

    def save(self) -> None:
        """Replace the file in one step."""
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None
        kept = {name: getattr(self, name) for name in ("yes", "leaving", "cursor", "closed")}
        folder, name = os.path.split(self.path)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{name}-", dir=folder)  # with mode 0600
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({**kept, "guests": sorted(self.guests)}, file)
        os.replace(temporary, self.path)


def is_over(entry: dict[str, Any]) -> bool:
    """Whether the right behind a yes has ended."""
    return entry["until"] is not None and time.time() >= entry["until"]
