"""The provider's side of a login, made up: what its addresses answer about one person."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlparse

import jwt
from tornado.httpclient import HTTPClientError, HTTPRequest, HTTPResponse

from doors.identity import Identity

USER_ID = 17
KEY = "a key that nobody checks, of enough bytes"


class Provider:
    """Stands in for the HTTP client of an authenticator."""

    def __init__(self, authenticator: Any, identity: Identity) -> None:
        self.authenticator = authenticator
        self.identity = identity

    async def fetch(self, request: HTTPRequest | str, raise_error: bool = True, **_: Any) -> HTTPResponse:
        if isinstance(request, str):
            request = HTTPRequest(request)
        if not urlparse(request.url).netloc:
            raise ValueError(f"{request.url!r} is no address")
        code, body = self.reply(request)
        response = HTTPResponse(request, code, buffer=BytesIO(b"" if body is None else json.dumps(body).encode()))
        if raise_error and code >= 400:
            raise HTTPClientError(code, response=response)
        return response

    def reply(self, request: HTTPRequest) -> tuple[int, Any]:
        """The status and the body; an address is known by the end of its path."""
        path = unquote(unquote(urlparse(request.url).path))
        who = self.identity
        if request.method == "POST":
            return 200, self.token()
        if found := re.search(r"/orgs/([^/]+)/teams/([^/]+)/members/([^/]+)$", path):
            organisation, team, name = found.groups()
            return (204 if self.is_theirs(name) and self.is_of_team(organisation, team) else 404), None
        if found := re.search(r"/orgs/([^/]+)/members/([^/]+)$", path):
            return (204 if self.is_theirs(found[2]) and who.is_in(found[1]) else 404), None
        if path.endswith("/user/emails"):
            return 200, [{"email": who.email, "primary": True}]
        if path.endswith("/user/teams"):
            return 200, []
        if path.endswith("/api/v4/version"):
            return 200, {"version": "16.1.0-ee"}
        if found := re.search(r"/groups/(.+)/members/all/\d+$", path):
            return (200 if found[1] in who.orgs else 404), {}
        if found := re.search(r"/projects/(.+)/members/all/\d+$", path):
            return (200, {"access_level": 30}) if found[1] in who.projects else (404, {"message": "404 Not found"})
        if path.endswith("/2.0/workspaces"):
            return 200, {"values": [{"name": each} for each in who.orgs]}
        if path.endswith("/groups/my_groups"):
            return 200, [{"id": each} for each in who.groups]
        if path.endswith("/admin/directory/v1/groups"):
            return 200, google_groups(who)
        return 200, who.user_info() | {"id": USER_ID, "email": who.user_info().get("email")}

    def is_theirs(self, name: str) -> bool:
        return name.lower() == self.identity.login.lower()

    def is_of_team(self, organisation: str, team: str) -> bool:
        return f"{organisation}:{team}".lower() in {each.lower() for each in self.identity.orgs}

    def token(self) -> dict[str, Any]:
        scopes = self.identity.scopes
        if scopes is None:
            scopes = list(self.authenticator.scope)
        # GitHub parts them by commas.
        by = "," if "GitHub" in type(self.authenticator).__name__ else " "
        known = self.identity.user_info()
        return {
            "access_token": "token",
            "token_type": "bearer",
            "scope": by.join(scopes),
            "resource_server": "auth.globus.org",
            "other_tokens": [{"resource_server": "groups.api.globus.org", "access_token": "groups", "scope": ""}],
            "id_token": jwt.encode(known | {"aud": self.authenticator.client_id}, KEY),
        }


def google_groups(identity: Identity) -> dict[str, Any]:
    """Google leaves the list out where it is empty."""
    domain = (identity.email or "@").split("@")[1]
    return {"groups": [{"email": f"{each}@{domain}"} for each in identity.groups]} if identity.groups else {}
