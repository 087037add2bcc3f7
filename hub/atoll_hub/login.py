"""From the values' login to the authenticator that does it, with exactly its options."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Mapping

from jupyterhub.auth import Authenticator
from traitlets import TraitError
from traitlets.config import Config

from atoll_hub.decisions import TIMEOUT
from atoll_hub.door import ClosedDoor, Door, FormDoor, PasswordDoor, SharedPasswordDoor, asked, oauth_door
from atoll_hub.settings import ConfigurationError, Settings

OAUTH = {
    "github": "oauthenticator.github.GitHubOAuthenticator",
    "google": "oauthenticator.google.GoogleOAuthenticator",
    "cilogon": "oauthenticator.cilogon.CILogonOAuthenticator",
    "oidc": "oauthenticator.generic.GenericOAuthenticator",
    "generic-oauth": "oauthenticator.generic.GenericOAuthenticator",
}
BUILT_IN: dict[str, type[Door]] = {
    "shared-password": SharedPasswordDoor,
    "password": PasswordDoor,
    "none": ClosedDoor,
    "null": ClosedDoor,
}
NEVER = ("allow_all", "allow_existing_users")
"""Options that would admit people whom nobody named."""


def door_for(name: str) -> type[Authenticator]:
    """The door of the login called ``name``."""
    if name in BUILT_IN:
        return BUILT_IN[name]
    if name in OAUTH:
        module, _, kind = OAUTH[name].rpartition(".")
        return oauth_door(getattr(import_module(module), kind))
    known = ", ".join(sorted({*BUILT_IN, *OAUTH}))
    raise ConfigurationError(f"{name!r} is no login this engine has (it has: {known})")


def configure_login(settings: Settings, config: Config) -> type[Authenticator]:
    """Set the door's options; refuse those that would be ignored or open it to everyone."""
    sections: dict[str, Mapping[str, Any]] = dict(settings.values.get("hub", {}).get("config", {}))
    hub = sections.pop("JupyterHub", {})
    door = door_for(hub.get("authenticator_class", "none"))
    if settings.door:
        door = asked(door)
    for section, options in sections.items():
        _take(door, section, options, config)
    own = config[door.__name__]
    own.allow_all = _is_bounded(door, sections)
    own.allow_existing_users = False
    own.test_user = settings.test_user.name
    own.admin_access = bool(hub.get("admin_access", True))
    if settings.door:
        own.door_hub, own.door_url, own.door_host = settings.hub, settings.door.url, settings.door.host
        own.door_token = settings.door.token
        own.door_timeout = settings.door.timeout or TIMEOUT
        own.door_memory = str(settings.state / "decisions.json")
    if issubclass(door, FormDoor):
        own.test_password = settings.test_user.password
    if issubclass(door, PasswordDoor):
        own.passwords_file = str(settings.state / "passwords.json")
    if "oauth_callback_url" in door.class_traits(config=True):
        # For the door's own class: a callback that the values set on the class above would be lost.
        given = [options.get("oauth_callback_url") for options in sections.values()]
        own.oauth_callback_url = next(filter(None, given), f"{settings.public_url}/hub/oauth_callback")
    return door


def _is_bounded(door: type[Authenticator], sections: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether "everyone" is everyone of some domain.

    Google's domain is a filter before the list of names, and has no other way to
    let its people in than to let everyone in who passes it.
    """
    options = sections.get("GoogleOAuthenticator", {})
    google = any(kind.__name__ == "GoogleOAuthenticator" for kind in door.__mro__)
    domains = options.get("hosted_domain")
    # An empty domain is that of everyone who has none.
    return google and bool(options.get("allow_all") and domains and all(domains))


def check_login(door: type[Authenticator], config: Config) -> None:
    """Refuse options that the login itself refuses, before the hub starts."""
    try:
        door(config=config)
    except (TraitError, ValueError) as error:
        raise ConfigurationError(f"the login cannot be set up: {error}") from error


def _take(door: type[Authenticator], section: str, options: Mapping[str, Any], config: Config) -> None:
    kind = next((each for each in door.__mro__ if each.__name__ == section and issubclass(each, Authenticator)), None)
    if kind is None:
        raise ConfigurationError(
            f"hub.config.{section} holds options of another login than {door.__name__}, which would be ignored"
        )
    traits = kind.class_traits(config=True)
    for name, value in options.items():
        if name not in traits:
            raise ConfigurationError(f"hub.config.{section}.{name} is no option of this version of the login")
        if name in NEVER and value and not (name == "allow_all" and _is_bounded(kind, {section: options})):
            raise ConfigurationError(f"hub.config.{section}.{name} would let everyone in; name people, teams or domains")
        config[section][name] = set(value) if name in ("allowed_users", "admin_users") else value
