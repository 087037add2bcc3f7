"""Who may come in, asked of the authenticators themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from machine import ADMIN_PASSWORD, PASSWORD
from tornado.web import HTTPError
from traitlets.config import Config

from atoll_hub import passwords
from atoll_hub.door import ClosedDoor, Door, PasswordDoor, SharedPasswordDoor
from atoll_hub.passwords import PasswordFile
from atoll_hub.throttle import NAME

TEST_PASSWORD = "7" * 64


def shared(**options: Any) -> SharedPasswordDoor:
    people: dict[str, Any] = {"allowed_users": {"ada", "zoë"}, "admin_users": {"eve"}}
    secrets = {"user_password": PASSWORD, "admin_password": ADMIN_PASSWORD}
    return SharedPasswordDoor(
        test_user="atoll-test", test_password=TEST_PASSWORD, allow_existing_users=False, **people, **secrets, **options
    )


async def come(door: Door, name: str, password: str) -> Any:
    return await door.get_authenticated_user(None, {"username": name, "password": password})


async def test_the_shared_password_is_for_those_named() -> None:
    door = shared()
    assert (await come(door, "ada", PASSWORD))["admin"] is False
    assert (await come(door, "Ada", PASSWORD))["name"] == "ada"
    assert await come(door, "zoë", PASSWORD)
    for name, password in (("mallory", PASSWORD), ("ada", ADMIN_PASSWORD), ("ada", ""), ("", PASSWORD), ("ada", "pässword")):
        assert await come(door, name, password) is None, name


async def test_admins_have_a_password_of_their_own() -> None:
    door = shared()
    door.allowed_users |= door.admin_users  # as JupyterHub does at its start
    assert (await come(door, "eve", ADMIN_PASSWORD))["admin"] is True
    assert await come(door, "eve", PASSWORD) is None


async def test_admin_access_can_be_withheld() -> None:
    door = shared(admin_access=False)
    door.allowed_users |= door.admin_users
    assert (await come(door, "eve", ADMIN_PASSWORD))["admin"] is False


async def test_the_test_user_comes_with_its_own_password_only() -> None:
    door = shared()
    login = await come(door, "atoll-test", TEST_PASSWORD)
    assert login["name"] == "atoll-test" and not login["admin"]
    for password in (PASSWORD, ADMIN_PASSWORD, TEST_PASSWORD[:-1]):
        assert await come(door, "atoll-test", password) is None
    assert await come(door, "ada", TEST_PASSWORD) is None


async def test_naming_the_test_user_does_not_open_its_door() -> None:
    door = shared()
    door.allowed_users |= {"atoll-test"}
    assert await come(door, "atoll-test", PASSWORD) is None
    assert not door.check_blocked_users("atoll-test", {"name": "atoll-test"})
    assert not door.check_allowed("ada"), "nobody comes without having logged in"


@pytest.mark.parametrize("name", ["../ada", "a/b", "a`b", "a\nb", "-ada", ".ada", "a" * 101])
async def test_names_that_are_no_names(name: str) -> None:
    door = shared()
    door.allowed_users |= {name.lower()}
    assert await come(door, name, PASSWORD) is None


async def test_guessing_is_slowed_down() -> None:
    door = shared()
    for _ in range(NAME.burst):
        assert await come(door, "ada", "a guess") is None
    with pytest.raises(HTTPError, match="Try again in") as refusal:
        await come(door, "ada", PASSWORD)
    assert refusal.value.status_code == 429
    assert await come(door, "zoë", PASSWORD)


async def test_each_with_a_password_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 2**4)
    passwords._nobody.cache_clear()
    file = PasswordFile(tmp_path / "passwords.json")
    file.set("ada", "coral reefs")
    file.set("mallory", "old password")
    door = PasswordDoor(
        passwords_file=str(file.path),
        allowed_users={"ada"},
        allow_existing_users=False,
        test_user="atoll-test",
        test_password=TEST_PASSWORD,
    )
    assert (await come(door, "ada", "coral reefs"))["name"] == "ada"
    assert await come(door, "ada", "old password") is None
    assert await come(door, "mallory", "old password") is None, "a password is not enough"
    assert await come(door, "atoll-test", TEST_PASSWORD)


async def test_a_closed_door_is_closed() -> None:
    door = ClosedDoor(config=Config({"Authenticator": {"allowed_users": {"ada"}}}), test_user="atoll-test")
    assert await come(door, "ada", "anything") is None
