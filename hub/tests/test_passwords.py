from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest

from atoll_hub import passwords
from atoll_hub.passwords import PasswordFile, hash_password, main, verify_password


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 2**4)
    passwords._nobody.cache_clear()


def test_a_hash_knows_its_password_only() -> None:
    hashed = hash_password("coral reef")
    assert verify_password("coral reef", hashed) and not verify_password("coral reeF", hashed)
    assert hash_password("coral reef") != hashed, "each has a salt of its own"


@pytest.mark.parametrize("broken", ["", "scrypt$1", "md5$1$2$3$YQ==$YQ==", "scrypt$x$8$1$YQ==$YQ=="])
def test_a_broken_hash_lets_nobody_in(broken: str) -> None:
    assert not verify_password("", broken)


def test_a_file_lets_in_whom_it_names(tmp_path: Path) -> None:
    file = PasswordFile(tmp_path / "passwords.json")
    assert not file.verify("ada", "coral reefs"), "there is no file yet"
    file.set("ada", "coral reefs")
    file.set("bob", "kelp forests")
    assert file.verify("ada", "coral reefs") and not file.verify("ada", "kelp forests")
    assert not file.verify("eve", "coral reefs")
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600 and "coral" not in file.path.read_text()
    file.remove("ada")
    assert file.names() == ["bob"] and not file.verify("ada", "coral reefs")


def test_the_command_takes_the_password_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "passwords.json")
    monkeypatch.setattr("sys.stdin", io.StringIO("coral reefs\n"))
    assert main([file, "set", "Ada"]) == 0
    assert PasswordFile(Path(file)).verify("ada", "coral reefs")
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert main([file, "set", "bob"]) == 1
    assert "at least 10" in capsys.readouterr().err
    main([file, "list"])
    assert capsys.readouterr().out == "ada\n"
