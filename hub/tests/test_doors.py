"""The real authenticators, asked offline (python -m doors), answer as they are known to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HUB = Path(__file__).parent.parent


def asked(*cases: dict[str, Any]) -> list[dict[str, Any]]:
    """In a process of its own: it replaces PAM and the machine's accounts."""
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    environment = {**os.environ, "PYTHONPATH": str(HUB)}
    done = subprocess.run([sys.executable, "-m", "doors"], input=lines, capture_output=True, text=True, env=environment, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def case(kind: str, sections: dict[str, Any], existing: list[str] | None = None, **identity: Any) -> dict[str, Any]:
    return {
        "config": {"JupyterHub": {"authenticator_class": kind}, **sections},
        "existing": existing or [],
        "identity": identity,
    }


def test_names_teams_and_blocked_names() -> None:
    sections = {"Authenticator": {"admin_users": ["ada"]}, "GitHubOAuthenticator": {"allowed_organizations": ["reef:divers"]}}
    admin, member, other, blocked = asked(
        case("github", sections, login="Ada"),
        case("github", sections, login="eve", orgs=["reef:divers"]),
        case("github", sections, login="eve", orgs=["reef"]),
        case("github", {"Authenticator": {"allowed_users": ["eve"], "blocked_users": ["eve"]}}, login="eve"),
    )
    assert admin == {"admitted": True, "outcome": "admitted", "name": "ada", "admin": True}
    assert member["admitted"] and not member["admin"]
    assert other["outcome"] == blocked["outcome"] == "refused"


def test_who_is_in_the_user_list_and_was_taken_off_the_names() -> None:
    sections = {"Authenticator": {"allowed_users": ["ada"]}}
    listed, stranger = asked(case("pam", sections, ["eve"], login="eve"), case("pam", sections, login="eve"))
    assert listed["admitted"] and not stranger["admitted"]


def test_what_keeps_a_hub_from_starting_is_told() -> None:
    (null,) = asked(case("github", {"Authenticator": {"allowed_users": None}}, login="ada"))
    assert null["outcome"] == "start" and "allowed_users" in null["detail"]
