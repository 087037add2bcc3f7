from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from atoll_hub.accounts import Accounts, prepare_home

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


def test_a_number_is_kept_and_never_shared(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "uids.json", start=200_000)
    assert [accounts.uid(name) for name in ("ada", "bob", "ada", "eve")] == [200_000, 200_001, 200_000, 200_002]
    assert Accounts(tmp_path / "uids.json", start=200_000).uid("bob") == 200_001
    assert stat.S_IMODE((tmp_path / "uids.json").stat().st_mode) == 0o600


def test_many_at_once_get_different_numbers(tmp_path: Path) -> None:
    def give(name: int) -> int:
        return Accounts(tmp_path / "uids.json", start=200_000).uid(f"user{name}")

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(give, range(40))) == list(range(200_000, 200_040))


@as_root
def test_a_lost_file_is_made_again_from_the_homes(tmp_path: Path) -> None:
    homes = tmp_path / "homes"
    for name, uid in (("ada", 200_007), ("bob", 200_003)):
        prepare = homes / name
        prepare.mkdir(parents=True)
        os.chown(prepare, uid, uid)
    accounts = Accounts(tmp_path / "uids.json", start=200_000)
    assert accounts.uid("eve", homes / "eve") == 200_008, "not one that owns files already"
    assert accounts.uid("ada", homes / "ada") == 200_007


def test_a_home_is_closed(tmp_path: Path) -> None:
    home = tmp_path / "ada"
    prepare_home(home, None)
    home.chmod(0o755)
    prepare_home(home, None)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_home_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ada").symlink_to("/etc")
    with pytest.raises(PermissionError):
        prepare_home(tmp_path / "ada", None)


@as_root
def test_a_home_is_given_to_its_user_but_not_to_another(tmp_path: Path) -> None:
    home = tmp_path / "ada"
    (home / "work").mkdir(parents=True)
    (home / "work" / "notes").touch()
    (home / "link").symlink_to("/etc/hostname")
    prepare_home(home, 200_000)
    assert {each.lstat().st_uid for each in (home, *home.rglob("*"))} == {200_000}
    assert Path("/etc/hostname").stat().st_uid == 0
    with pytest.raises(PermissionError, match="belongs to the uid 200000"):
        prepare_home(home, 200_001)
