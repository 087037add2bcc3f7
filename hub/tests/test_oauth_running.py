"""A login that another site answers for, with a small such site."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from machine import Hub, Machine, values
from people import Person

pytestmark = pytest.mark.integration


class Identities(ThreadingHTTPServer):
    """Says of everyone who asks that they are ``person``."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.person: dict[str, Any] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    server: Identities

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/authorize":
            question = {name: value[0] for name, value in parse_qs(address.query).items()}
            answer = urlencode({"code": "1", "state": question["state"]})
            self.send_response(302)
            self.send_header("Location", f"{question['redirect_uri']}?{answer}")
            self.end_headers()
        else:
            self._answer(self.server.person)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "1", "token_type": "Bearer"})

    def _answer(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def identities() -> Iterator[Identities]:
    server = Identities()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def login(identities: Identities, groups: list[str]) -> dict[str, Any]:
    return {
        "config": {
            "JupyterHub": {"authenticator_class": "oidc"},
            "Authenticator": {"allowed_users": ["eve"], "admin_users": ["ina"], "manage_groups": True},
            "GenericOAuthenticator": {
                "client_id": "reef",
                "client_secret": "secret",
                "authorize_url": f"{identities.url}/authorize",
                "token_url": f"{identities.url}/token",
                "userdata_url": f"{identities.url}/me",
                "username_claim": "name",
                "auth_state_groups_key": "oauth_user.groups",
                "allowed_groups": groups,
            },
        }
    }


@pytest.fixture(scope="module")
def reef(machine: Machine, identities: Identities) -> Hub:
    hub = machine.hub("reef", values(hub=login(identities, ["divers"])))
    hub.start()
    return hub


def come(reef: Hub, identities: Identities, name: str, *groups: str) -> tuple[Person, int]:
    identities.person = {"name": name, "groups": list(groups)}
    person = Person(reef, name)
    return person, person.browser.get(f"{reef.url}/hub/oauth_login").status_code


def test_names_and_groups_come_in_and_nobody_else(reef: Hub, identities: Identities) -> None:
    assert come(reef, identities, "ada", "divers")[1] == 200
    assert come(reef, identities, "eve")[1] == 200
    assert come(reef, identities, "mallory", "surfers")[1] == 403
    ina, status = come(reef, identities, "ina")
    assert status == 200 and ina.browser.get(f"{reef.url}/hub/admin").status_code == 200


def test_a_stranger_with_the_name_of_the_test_user_is_refused(reef: Hub, identities: Identities) -> None:
    assert come(reef, identities, "atoll-test", "divers")[1] == 403


def test_there_is_no_form_to_try_a_password(reef: Hub) -> None:
    person = Person(reef, "ada")
    assert "password" not in person.browser.get(f"{reef.url}/hub/login").text
    assert person.log_in("a password").status_code >= 400


def test_after_a_change_of_the_rules_everyone_not_named_logs_in_again(reef: Hub, identities: Identities) -> None:
    ada, _ = come(reef, identities, "ada", "divers")
    eve, _ = come(reef, identities, "eve")
    reef.start_server("ada")
    server = reef.server("ada")
    reef.values = values(hub=login(identities, ["surfers"]))
    reef.process.end()
    reef.start()
    assert not ada.is_in() and eve.is_in()
    assert come(reef, identities, "ada", "divers")[1] == 403
    assert reef.server("ada") == server, "the server runs on"
    ada, status = come(reef, identities, "ada", "surfers")
    assert status == 200
    ada.open_server()
    assert ada.server("GET", "api/status").status_code == 200, "and still knows its hub"
