"""What a door makes of rules and answers, without a hub."""

from __future__ import annotations

import json
import stat
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from control_plane import HOST, ControlPlane
from jupyterhub.auth import DummyAuthenticator
from machine import values
from test_configuration import configured, file
from tornado.web import HTTPError
from traitlets.config import Config

from atoll_hub import decisions
from atoll_hub.decide import decided, install, only_open, slug_of
from atoll_hub.decisions import Memory, Unreached, read_answer
from atoll_hub.door import Asked
from atoll_hub.settings import ConfigurationError, Settings

YES = {"answer": "yes"}
FACTS = {"rules": "yes", "admin": False}
GUEST = {"rules": "no", "admin": False}


def door(folder: Path, plane: ControlPlane | None = None, **options: Any) -> Any:
    options |= {"door_memory": str(folder / "decisions.json"), "door_hub": "reef", "door_timeout": 0.5}
    if plane:
        options |= {"door_url": plane.url, "door_host": HOST, "door_token": plane.token}
    return decided(DummyAuthenticator)(**options)


async def test_a_memory_outlives_the_hub_and_is_its_own(tmp_path: Path) -> None:
    memory = Memory(str(tmp_path / "decisions.json"))
    memory.admit("ada", read_answer({**YES, "grace": 60}), FACTS)
    memory.admit("gus", read_answer({**YES, "grace": 60}), GUEST)
    assert stat.S_IMODE((tmp_path / "decisions.json").stat().st_mode) == 0o600
    again = Memory(memory.path)
    assert again.kept("ada") and again.guests == {"gus"}
    (tmp_path / "decisions.json").write_text("{")
    assert not Memory(memory.path).yes, "a broken file is no answer"


async def test_a_yes_is_kept_for_its_grace_and_never_past_its_end(tmp_path: Path) -> None:
    memory = Memory(str(tmp_path / "decisions.json"))
    memory.admit("ada", read_answer({**YES, "grace": 60}), FACTS)
    assert memory.kept("ada", "yes") and not memory.kept("ada", "no"), "taken off the list since"
    memory.admit("gus", read_answer({**YES, "grace": 60}), GUEST)
    assert memory.kept("gus", "no") and memory.kept("gus", "yes") and not memory.kept("gus", "blocked")
    memory.admit("bob", read_answer(YES), FACTS)
    assert not memory.kept("bob"), "no grace was given"
    memory.admit("eve", {**read_answer({**YES, "grace": 60}), "until": time.time() - 1}, FACTS)
    assert not memory.kept("eve")


async def test_only_so_many_answers_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "REMEMBERED", 3)
    memory = Memory(str(tmp_path / "decisions.json"))
    for name in "abcda":
        memory.admit(name, read_answer(YES), FACTS)
        memory.refuse(name, "?", "no")
    assert list(memory.yes) == ["c", "d", "a"] and memory.refused("b", "?") is None and memory.refused("a", "?") == "no"


@pytest.mark.parametrize("said", [{}, {"answer": "maybe"}, {"answer": True}, {**YES, "until": "soon"}, {**YES, "roles": [{}]}])
def test_what_is_no_decision_is_no_answer(said: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_answer(said)


def test_a_yes_whose_end_has_passed_is_a_no() -> None:
    assert read_answer({**YES, "until": time.time() + 9})["yes"] and not read_answer({**YES, "until": time.time() - 9})["yes"]


async def test_a_door_lets_nobody_past_the_decision(tmp_path: Path) -> None:
    plane = ControlPlane()
    try:
        made = door(tmp_path, plane, config=Config({"Authenticator": {"allow_all": True, "blocked_users": {"mallory"}}}))
        assert not made.allow_all, "JupyterHub would ask nobody"
        plane.admit("ada")
        assert await made.check_allowed("ada", {"name": "ada"})
        with pytest.raises(HTTPError) as refused:
            await made.check_allowed("bob", {"name": "bob"})
        assert refused.value.status_code == 403 and plane.questions[-1]["rules"] == "yes", "all are allowed, say the rules"
        assert not made.check_blocked_users("mallory")
        plane.stop()
        with pytest.raises(HTTPError) as refused:
            await made.check_allowed("eve", {"name": "eve"})
        assert refused.value.status_code == 503
        plane.start()
        plane.status = 302
        with pytest.raises(Unreached):
            await made.plane.ask("login", "ada", FACTS)
        with pytest.raises(HTTPError):
            await made.verdict("refresh", "ada", {**FACTS, "rules": "blocked"})
    finally:
        plane.stop()


async def test_a_guest_is_not_allowed_by_being_known(tmp_path: Path) -> None:
    made = door(tmp_path, allowed_users={"ada"})
    assert made.allow_existing_users
    made.memory.guests = {"gus", "ada"}
    for name in ("ada", "gus", "old"):
        await made.add_user(SimpleNamespace(name=name))
    assert made.allowed_users == {"ada", "old"}, "the option keeps its meaning for others"


async def test_profiles_of_a_chart_are_those_that_are_open() -> None:
    offered = [{"display_name": "Small One"}, {"display_name": "Large", "slug": "gpu"}]
    assert [slug_of(profile) for profile in offered] == ["small-one", "gpu"]
    for profiles in (offered, lambda _: offered):
        spawner = SimpleNamespace(user=SimpleNamespace(name="ada"), authenticator=SimpleNamespace(open_profiles=lambda _: ["gpu"]))
        assert await only_open(profiles)(spawner) == offered[1:]
    spawner.authenticator.open_profiles = lambda _: None
    assert await only_open(offered)(spawner) == offered
    spawner.authenticator.open_profiles = lambda _: []
    with pytest.raises(HTTPError):
        await only_open(offered)(spawner)


def test_installing_takes_what_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config({"JupyterHub": {"authenticator_class": "dummy"}, "KubeSpawner": {"profile_list": [{"display_name": "A"}]}})
    with pytest.raises(KeyError, match="ATOLL_DOOR_HUB"):
        install(config)
    for name in ("HUB", "URL", "TOKEN"):
        monkeypatch.setenv(f"ATOLL_DOOR_{name}", name.lower())
    install(config)
    assert issubclass(config.JupyterHub.authenticator_class, DummyAuthenticator)
    assert config.Decided.door_token == "token" and callable(config.KubeSpawner.profile_list)
    plain = Config()
    install(plain)
    assert plain.JupyterHub.authenticator_class.__name__ == "DecidedPAMAuthenticator"


def test_a_local_hub_asks_only_with_a_door(tmp_path: Path) -> None:
    address = {"url": "http://127.0.0.1:8000/api/v1/access", "host": HOST, "token": "secret-of-the-door"}
    assert not issubclass(configured(tmp_path, values()).JupyterHub.authenticator_class, Asked)
    config = configured(tmp_path, values(), door=address)
    made = config.JupyterHub.authenticator_class(config=config)
    assert isinstance(made, Asked) and (made.door_hub, made.door_token, made.door_timeout) == ("reef", "secret-of-the-door", 2.0)
    assert made.door_memory == str(tmp_path / "decisions.json")
    settings = Settings.from_json(json.loads(json.dumps(file(tmp_path, values(), door=address))))
    assert "secret-of-the-door" not in repr(settings.door) and "secret-of-the-door" not in repr(made.plane)
    for wrong in ({**address, "url": "ftp://reef"}, {**address, "token": ""}, {"url": address["url"]}, "door"):
        with pytest.raises(ConfigurationError):
            Settings.from_json(file(tmp_path, values(), door=wrong))
