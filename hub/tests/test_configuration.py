"""From the values of a release to what JupyterHub is told."""

from __future__ import annotations

import copy
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from machine import ADMIN_PASSWORD, PASSWORD, values
from traitlets.config import Config

from atoll_hub.__main__ import main, prepare
from atoll_hub.configure import configuration
from atoll_hub.isolation import Isolation
from atoll_hub.settings import ConfigurationError, Settings

UNCONFINED = Isolation(uids=False, hierarchy=None, why="a test")


def file(folder: Path, chosen: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "hub": "reef",
        "name": "Open Reef",
        "release": "0" * 64,
        "values": chosen,
        "state": str(folder),
        "homes": str(folder / "homes"),
        "hub_port": 20001,
        "public_url": "http://reef.localhost:8000",
        "host": "reef.localhost",
        "gateway": {
            "routes_file": str(folder / "reef.yaml"),
            "api_url": "http://127.0.0.1:8001",
            "api_user": "atoll",
            "api_password": "secret",
            "entry_point": "web",
        },
        "user_environment": "/environments/one",
        "service_token": "5" * 64,
        "test_user": {"name": "atoll-test", "password": "7" * 64},
        "isolation": {"uids": False, "uid_start": 200000, "cgroup_root": "atoll"},
        "git_safe_directories": ["/materials/reef.git"],
        **changes,
    }


def configured(folder: Path, chosen: dict[str, Any], **changes: Any) -> Config:
    return configuration(Settings.from_json(file(folder, chosen, **changes)), UNCONFINED)


def with_login(name: str, **sections: Any) -> dict[str, Any]:
    return values(hub={"config": {"JupyterHub": {"authenticator_class": name}, **sections}})


def test_a_hub_listens_on_loopback_only_and_leaves_servers_alone(tmp_path: Path) -> None:
    hub = configured(tmp_path, values()).JupyterHub
    assert hub.hub_bind_url == "http://127.0.0.1:20001" and hub.public_url == "http://reef.localhost:8000/"
    assert hub.cleanup_servers is False and hub.tornado_settings["slow_spawn_timeout"] == 0
    assert hub.db_url == f"sqlite:///{tmp_path}/jupyterhub.sqlite"


def test_limits_of_the_hub(tmp_path: Path) -> None:
    chosen = values()
    chosen["hub"] |= {"activeServerLimit": 30, "concurrentSpawnLimit": 5}
    hub = configured(tmp_path, chosen).JupyterHub
    assert (hub.active_server_limit, hub.concurrent_spawn_limit) == (30, 5)


def test_servers(tmp_path: Path) -> None:
    chosen = values()
    chosen["singleuser"] |= {"defaultUrl": "/tree", "startTimeout": 33, "cpu": {"limit": 1.5, "guarantee": 0.1}}
    spawner = configured(tmp_path, chosen).ConfinedSpawner
    assert spawner.cmd == ["/environments/one/bin/python", "-m", "jupyterhub.singleuser"]
    assert (spawner.default_url, spawner.start_timeout, spawner.environment) == ("/tree", 33, {"COLOUR": "blue"})
    assert spawner.configured_limits == {"mem_limit": "1G", "mem_guarantee": None, "cpu_limit": 1.5, "cpu_guarantee": 0.1}
    assert "PATH" not in spawner.env_keep and "PYTHONDONTWRITEBYTECODE" not in spawner.env_keep


def test_the_service_of_the_control_plane_has_its_scopes_and_no_more(tmp_path: Path) -> None:
    hub = configured(tmp_path, values(cull={"enabled": False})).JupyterHub
    assert hub.services == [{"name": "atoll", "api_token": "5" * 64}]
    assert "admin:users" in hub.load_roles[0]["scopes"] and "admin-ui" not in hub.load_roles[0]["scopes"]


def test_the_idle_culler(tmp_path: Path) -> None:
    chosen = values(cull={"enabled": True, "timeout": 600, "maxAge": 7200})
    command = configured(tmp_path, chosen).JupyterHub.services[1]["command"]
    assert command[2:] == ["atoll_hub.culler", "--timeout=600", "--cull-every=600", "--max-age=7200"]


def test_nobody_is_let_in_by_default(tmp_path: Path) -> None:
    for chosen in (with_login("none"), values(hub={}), with_login("password")):
        config = configured(tmp_path, chosen)
        door = config.JupyterHub.authenticator_class
        own = config[door.__name__]
        assert own.allow_all is False and own.allow_existing_users is False
        made = door(config=config)
        assert not made.check_allowed("mallory", {"name": "mallory"})


OAUTH = {
    "github": ("GitHubOAuthenticator", {"allowed_organizations": ["reef:divers"]}),
    "google": ("GoogleOAuthenticator", {"hosted_domain": ["reef.edu"]}),
    "cilogon": ("CILogonOAuthenticator", {"allowed_idps": {"https://reef.edu/idp": {"username_derivation": {"username_claim": "email"}}}}),
    "oidc": ("GenericOAuthenticator", {"token_url": "https://id.reef.edu/token", "username_claim": "email"}),
}


@pytest.mark.parametrize("name", OAUTH)
async def test_a_login_elsewhere(tmp_path: Path, name: str) -> None:
    section, options = OAUTH[name]
    client = {"client_id": "id", "client_secret": "secret"}
    people = {"allowed_users": ["Ada"], "admin_users": ["Eve"]}
    config = configured(tmp_path, with_login(name, Authenticator=people, **{section: {**options, **client}}))
    door = config.JupyterHub.authenticator_class(config=config)
    assert (door.client_id, door.allow_all, door.allow_existing_users) == ("id", False, False)
    assert door.oauth_callback_url == "http://reef.localhost:8000/hub/oauth_callback"
    assert door.allowed_users == {"Ada"} and door.admin_users == {"Eve"}
    assert not door.check_blocked_users("atoll-test", {"name": "atoll-test"}), "that name is taken"
    assert door.check_blocked_users("ada", {"name": "ada", "auth_state": {"google_user": {"hd": "reef.edu"}}})


async def test_everyone_of_a_domain_is_not_everyone(tmp_path: Path) -> None:
    options = {"client_id": "id", "client_secret": "s", "hosted_domain": ["reef.edu"], "allow_all": True}
    config = configured(tmp_path, with_login("google", GoogleOAuthenticator=options))
    door = config.JupyterHub.authenticator_class(config=config)
    assert door.allow_all
    assert door.check_blocked_users("ada", {"auth_state": {"google_user": {"hd": "reef.edu"}}})
    assert not door.check_blocked_users("ada", {"auth_state": {"google_user": {"hd": "lagoon.edu"}}})
    assert not door.check_blocked_users("ada", {"auth_state": {"google_user": {}}}), "an account of no domain"


def test_a_callback_that_is_given_stays(tmp_path: Path) -> None:
    options = {"client_id": "id", "client_secret": "s", "oauth_callback_url": "https://reef.example.org/cb"}
    config = configured(tmp_path, with_login("github", GitHubOAuthenticator=options))
    door = config.JupyterHub.authenticator_class(config=config)
    assert door.oauth_callback_url == "https://reef.example.org/cb"


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (with_login("pam"), "'pam' is no login"),
        (with_login("github", CILogonOAuthenticator={"client_id": "x"}), "another login"),
        (with_login("github", GitHubOAuthenticator={"allowed_orgs": ["reef"]}), "allowed_orgs is no option"),
        (with_login("github", Authenticator={"allow_all": True}), "let everyone in"),
        (with_login("google", GoogleOAuthenticator={"allow_all": True}), "let everyone in"),
        (with_login("google", GoogleOAuthenticator={"allow_all": True, "hosted_domain": ["reef.edu", ""]}), "let everyone in"),
        (with_login("google", GoogleOAuthenticator={"hosted_domain": ["a"]}, OAuthenticator={"allow_all": True}), "let everyone in"),
        (with_login("github", OAuthenticator={"allow_existing_users": True}), "let everyone in"),
        (values(hub={"config": {"JupyterHub": {"authenticate_prometheus": False}}}), "authenticate_prometheus is not honoured"),
        (values(singleuser={"image": {"tag": "1"}}), "singleuser.image is not honoured"),
        (values(singleuser={"memory": {"max": "1G"}}), "singleuser.memory.max is not honoured"),
        (values(proxy={}), "proxy is not honoured"),
    ],
)
def test_what_would_be_ignored_or_open_the_door_is_refused(tmp_path: Path, chosen: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigurationError, match=says):
        configured(tmp_path, chosen)


@pytest.mark.parametrize(
    "changes",
    [
        {"service_token": "short"},
        {"test_user": {"name": "atoll-test", "password": "short"}},
        {"host": "reef.localhost`) || Host(`lagoon.localhost"},
        {"public_url": "http://lagoon.localhost:8000"},
        {"hub_port": "none"},
        {"gateway": {}},
        {"isolation": {"uids": True, "uid_start": 0, "cgroup_root": "atoll"}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        Settings.from_json(file(tmp_path, values(), **changes))


def test_check_says_in_one_line_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hub.json"
    path.write_text("{")
    assert main(["--check", str(path)]) == 2
    path.write_text(json.dumps(file(tmp_path, with_login("pam"))))
    assert main(["--check", str(path)]) == 2
    short = values()
    short["hub"]["config"]["SharedPasswordAuthenticator"]["user_password"] = "short"
    path.write_text(json.dumps(file(tmp_path, short)))
    assert main(["--check", str(path)]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 3 and "at least 8 characters" in errors[2] and PASSWORD not in "".join(errors)
    path.write_text(json.dumps(file(tmp_path, values())))
    assert main(["--check", str(path)]) == 0


def test_users_see_the_repositories_they_may_fetch_from(tmp_path: Path) -> None:
    prepare(Settings.from_json(file(tmp_path, values())), UNCONFINED)
    assert "\tdirectory = /materials/reef.git\n" in (tmp_path / "gitconfig").read_text()
    assert stat.S_IMODE((tmp_path / "gitconfig").stat().st_mode) == 0o644
    assert json.loads((tmp_path / "isolation.json").read_text()) == {"uids": False, "limits": "process limits", "why": "a test"}


def test_a_null_takes_a_value_away(tmp_path: Path) -> None:
    chosen = values(singleuser={"memory": None, "cpu": {"limit": None}, "profileList": None}, cull=None, proxy=None)
    spawner = configured(tmp_path, chosen).ConfinedSpawner
    assert set(spawner.configured_limits.values()) == {None} and not spawner.profiles.choices


def test_configuring_changes_no_values(tmp_path: Path) -> None:
    chosen = values()
    before = copy.deepcopy(chosen)
    configured(tmp_path, chosen)
    assert chosen == before and ADMIN_PASSWORD in str(before)
