"""From ``hub.json`` to JupyterHub's configuration."""

from __future__ import annotations

import sys
from typing import Any, Mapping

from traitlets.config import Config

from atoll_hub.gateway import HostGateway
from atoll_hub.isolation import Isolation
from atoll_hub.logs import log_request
from atoll_hub.login import configure_login
from atoll_hub.profiles import LIMITS, Profiles
from atoll_hub.settings import ConfigurationError, Settings
from atoll_hub.spawner import ConfinedSpawner

SERVICE = "atoll"
"""The control plane, as this hub knows it."""
SERVICE_SCOPES = [
    "list:users",
    "admin:users",
    "admin:servers",
    "access:servers",
    "tokens",
    "read:hub",
    "shutdown",
    "proxy",
    "read:metrics",
]
CULLER = "idle-culler"
CULLER_SCOPES = ["list:users", "read:users:activity", "read:servers", "delete:servers"]
CULL_TIMEOUT, CULL_EVERY, CULL_MAX_AGE = 3600, 600, 0
"""Seconds, as Zero to JupyterHub has them."""
START_TIMEOUT = 120
"""Seconds until a server that does not answer has failed."""
STOP_PATIENCE = 10
"""Seconds between asking a server to end and ending it."""

HONOURED: dict[str, Any] = {
    "hub": {"config": Any, "activeServerLimit": Any, "concurrentSpawnLimit": Any},
    "cull": {"enabled": Any, "timeout": Any, "every": Any, "maxAge": Any},
    "singleuser": {
        "defaultUrl": Any,
        "extraEnv": Any,
        "startTimeout": Any,
        "memory": {"limit": Any, "guarantee": Any},
        "cpu": {"limit": Any, "guarantee": Any},
        "profileList": Any,
    },
    "ingress": Any,
    "custom": Any,
}
HONOURED_BY_JUPYTERHUB = {"authenticator_class", "admin_access"}


def configuration(settings: Settings, isolation: Isolation) -> Config:
    """Everything JupyterHub is told. Fails on a value that would have no effect."""
    _refuse_ignored(settings.values, HONOURED, "")
    ignored = set(settings.values.get("hub", {}).get("config", {}).get("JupyterHub", {})) - HONOURED_BY_JUPYTERHUB
    if ignored:
        raise ConfigurationError(f"hub.config.JupyterHub.{min(ignored)} is not honoured by the local engine")
    config = Config()
    _hub(settings, config)
    config.JupyterHub.authenticator_class = configure_login(settings, config)
    _gateway(settings, config)
    _servers(settings, isolation, config)
    _services(settings, config)
    return config


def _hub(settings: Settings, config: Config) -> None:
    limits = settings.values.get("hub", {})
    hub = config.JupyterHub
    hub.bind_url = f"http://127.0.0.1:{settings.public_port}"
    hub.public_url = f"{settings.public_url}/"
    hub.hub_bind_url = f"http://127.0.0.1:{settings.hub_port}"
    hub.db_url = f"sqlite:///{settings.state / 'jupyterhub.sqlite'}"
    hub.upgrade_db = True
    hub.cookie_secret_file = str(settings.state / "cookie_secret")
    # Users' servers and their routes outlive the hub.
    hub.cleanup_servers = False
    hub.cleanup_proxy = False
    hub.active_server_limit = limits.get("activeServerLimit") or 0
    hub.concurrent_spawn_limit = limits.get("concurrentSpawnLimit") or 100
    # 0: a request to start a server answers at once, and progress is asked for.
    hub.tornado_settings = {"slow_spawn_timeout": 0, "log_function": log_request}
    # The service's token has 256 bits; hashing it slowly would only slow each request down.
    hub.trust_user_provided_tokens = True


def _gateway(settings: Settings, config: Config) -> None:
    config.JupyterHub.proxy_class = HostGateway
    gateway = config.HostGateway
    gateway.host = settings.host
    gateway.dynamic_config_file = str(settings.gateway.routes_file)
    gateway.traefik_entrypoint = settings.gateway.entry_point
    gateway.traefik_api_url = settings.gateway.api_url
    gateway.traefik_api_username = settings.gateway.api_user
    gateway.traefik_api_password = settings.gateway.api_password


def _servers(settings: Settings, isolation: Isolation, config: Config) -> None:
    values = settings.values.get("singleuser", {})
    memory, cpu = values.get("memory", {}), values.get("cpu", {})
    profiles = Profiles.from_values(values.get("profileList", []))
    configured = (memory.get("limit"), memory.get("guarantee"), cpu.get("limit"), cpu.get("guarantee"))
    config.JupyterHub.spawner_class = ConfinedSpawner
    spawner = config.ConfinedSpawner
    spawner.settings = settings
    spawner.isolation = isolation
    spawner.profiles = profiles
    spawner.configured_limits = dict(zip(LIMITS, configured))
    spawner.options_form = ConfinedSpawner.form if settings.door else profiles.form()
    spawner.options_from_form = profiles.from_form
    spawner.apply_user_options = ConfinedSpawner.choose
    spawner.cmd = [str(settings.user_environment / "bin" / "python"), "-m", "jupyterhub.singleuser"]
    # Environments are read-only for users; there is nothing to install into.
    spawner.args = ["--LabApp.extension_manager=readonly"]
    spawner.default_url = values.get("defaultUrl") or "/lab"
    spawner.environment = {str(key): str(value) for key, value in values.get("extraEnv", {}).items()}
    spawner.env_keep = ["LANG", "LC_ALL", "TZ"]
    spawner.start_timeout = values.get("startTimeout") or START_TIMEOUT
    spawner.http_timeout = spawner.start_timeout
    spawner.term_timeout = STOP_PATIENCE
    spawner.git_config = str(settings.state / "gitconfig")


def _services(settings: Settings, config: Config) -> None:
    services: list[dict[str, Any]] = [{"name": SERVICE, "api_token": settings.service_token}]
    roles = [{"name": SERVICE, "scopes": SERVICE_SCOPES, "services": [SERVICE]}]
    cull = settings.values.get("cull", {})
    if cull.get("enabled", False):
        command = [sys.executable, "-m", "atoll_hub.culler"]
        command += [
            f"--timeout={cull.get('timeout') or CULL_TIMEOUT}",
            f"--cull-every={cull.get('every') or CULL_EVERY}",
            f"--max-age={cull.get('maxAge') or CULL_MAX_AGE}",
        ]
        services.append({"name": CULLER, "command": command})
        roles.append({"name": CULLER, "scopes": CULLER_SCOPES, "services": [CULLER]})
    config.JupyterHub.services = services
    config.JupyterHub.load_roles = roles


def _refuse_ignored(values: Mapping[str, Any], honoured: Mapping[str, Any], path: str) -> None:
    for key, value in values.items():
        if key not in honoured:
            raise ConfigurationError(f"{path}{key} is not honoured by the local engine")
        if honoured[key] is not Any:
            _refuse_ignored(value, honoured[key], f"{path}{key}.")
