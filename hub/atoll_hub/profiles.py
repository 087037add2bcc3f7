"""The profiles a hub offers, and what choosing one does to a server.

The vocabulary is KubeSpawner's ``profile_list``, so that a hub can move to
Kubernetes with the values it has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any, Collection, Mapping, Sequence

from tornado import web

from atoll_hub.decide import NO_PROFILE
from atoll_hub.settings import ConfigurationError

LIMITS = ("mem_limit", "mem_guarantee", "cpu_limit", "cpu_guarantee")
"""What a profile may set on a server, beside its environment."""


@dataclass(frozen=True)
class Profile:
    """One choice of server."""

    slug: str
    name: str
    description: str = ""
    default: bool = False
    limits: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Profiles:
    """All choices of a hub, in the order they are shown. May be none."""

    choices: tuple[Profile, ...] = ()

    @classmethod
    def from_values(cls, entries: Sequence[Mapping[str, Any]]) -> Profiles:
        choices = tuple(_profile(entry) for entry in entries)
        slugs = [choice.slug for choice in choices]
        twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
        if twice:
            raise ConfigurationError(f"two profiles are called {twice[0]!r}")
        if sum(choice.default for choice in choices) > 1:
            raise ConfigurationError("more than one profile is the default")
        return cls(choices)

    @property
    def default(self) -> Profile | None:
        """The profile of someone who chose none."""
        marked = [choice for choice in self.choices if choice.default]
        return (marked or list(self.choices) or [None])[0]

    def chosen(self, options: Mapping[str, Any]) -> Profile | None:
        """The profile that ``options`` ask for.

        Asked for every start, by form and by REST alike: options come from
        users, and those stored with a server may be older than the profiles.
        """
        unknown = sorted(set(options) - {"profile"})
        if unknown:
            raise web.HTTPError(400, f"There is no option {unknown[0][:60]!r}.")
        if "profile" not in options:
            return self.default
        for choice in self.choices:
            if choice.slug == options["profile"]:
                return choice
        known = ", ".join(choice.slug for choice in self.choices) or "none"
        raise web.HTTPError(
            400, f"There is no profile {str(options['profile'])[:60]!r} on this hub (there is: {known})."
        )

    def only(self, slugs: Collection[str] | None) -> Profiles:
        """Those of ``slugs``; None is all. Fails where that leaves nothing to choose: it would be a server without limits."""
        if slugs is None or not self.choices:
            return self
        left = tuple(choice for choice in self.choices if choice.slug in slugs)
        if not left:
            raise web.HTTPError(403, NO_PROFILE)
        return Profiles(left)

    def form(self) -> str:
        """The choices as a form; empty where there is nothing to choose."""
        if len(self.choices) < 2:
            return ""
        rows = "".join(self._row(choice) for choice in self.choices)
        return f'<fieldset id="profiles"><legend class="h5">Which server?</legend>{rows}</fieldset>'

    def from_form(self, form: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """The options that a sent form means."""
        chosen = form.get("profile", [])
        return {"profile": chosen[0]} if chosen else {}

    def _row(self, choice: Profile) -> str:
        identity = f"profile-{escape(choice.slug)}"
        described = f'aria-describedby="{identity}-text"' if choice.description else ""
        checked = "checked" if choice is self.default else ""
        text = (
            f'<div class="form-text" id="{identity}-text">{escape(choice.description)}</div>'
            if choice.description
            else ""
        )
        return (
            f'<div class="form-check mb-3">'
            f'<input class="form-check-input" type="radio" name="profile" id="{identity}" '
            f'value="{escape(choice.slug)}" {described} {checked}>'
            f'<label class="form-check-label" for="{identity}">{escape(choice.name)}</label>{text}</div>'
        )


def _profile(entry: Mapping[str, Any]) -> Profile:
    try:
        name = str(entry["display_name"])
    except KeyError:
        raise ConfigurationError("a profile has no display_name") from None
    unknown = sorted(set(entry) - {"display_name", "slug", "description", "default", "kubespawner_override"})
    if unknown:
        raise ConfigurationError(f"the profile {name!r} has {unknown[0]!r}, which this engine cannot honour")
    override = dict(entry.get("kubespawner_override") or {})
    environment = override.pop("environment", None) or {}
    unknown = sorted(set(override) - set(LIMITS))
    if unknown:
        raise ConfigurationError(f"the profile {name!r} overrides {unknown[0]!r}, which this engine cannot honour")
    return Profile(
        slug=str(entry.get("slug") or _slug(name)),
        name=name,
        description=str(entry.get("description") or ""),
        default=bool(entry.get("default", False)),
        limits={key: value for key, value in override.items() if value is not None},
        environment={str(key): str(value) for key, value in environment.items()},
    )


def _slug(name: str) -> str:
    """The slug of a profile that gives none, made as KubeSpawner makes it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
