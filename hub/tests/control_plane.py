"""The other side of a hub's door: a small control plane that decides as a test tells it to."""

from __future__ import annotations

import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "atoll.localhost"


class ControlPlane:
    """Says yes to whom it has in ``answers``, and no to others."""

    def __init__(self) -> None:
        self.token = secrets.token_hex(32)
        self.answers: dict[str, dict[str, Any]] = {}
        self.codes: dict[str, dict[str, Any]] = {}
        """What somebody gets who comes with this code."""
        self.questions: list[dict[str, Any]] = []
        self.heard: list[dict[str, Any]] = []
        self.news: dict[str, Any] = {}
        """What the watch answers, beside cursor and interval."""
        self.cursor = 0
        self.status = 200
        self.headers: dict[str, str] = {}
        self._server: ThreadingHTTPServer | None = None
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/api/v1/access"

    def admit(self, name: str, **changes: Any) -> None:
        self.answers[name] = {"answer": "yes", "until": None, "grace": 900, "again": 0, **changes}

    def refuse(self, name: str, because: str) -> None:
        self.answers[name] = {"answer": "no", "because": because}

    def tell(self, **news: Any) -> None:
        self.news, self.cursor = news, self.cursor + 1

    def asked(self, name: str, event: str) -> list[dict[str, Any]]:
        return [each for each in self.questions if each["name"] == name and each["event"] == event]

    def start(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), _handler(self))
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        if path.endswith("/watch"):
            self.heard.append(body)
            news = self.news if body["cursor"] != str(self.cursor) else {**self.news, "leave": []}
            return {"cursor": str(self.cursor), "every": 1, "closed": None, "leave": [], "notices": [], **news}
        self.questions.append(body)
        if body.get("code") in self.codes:
            self.admit(body["name"], **self.codes[body["code"]])
        return self.answers.get(body["name"], {"answer": "no", "because": "nobody has invited you"})


def _handler(plane: ControlPlane) -> type[BaseHTTPRequestHandler]:
    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            right = self.headers["Authorization"] == f"Bearer {plane.token}" and self.headers["Host"] == HOST
            status = plane.status if right else 401
            answer = plane.answer(self.path, body) if status == 200 else {}
            text = json.dumps(answer).encode()
            self.send_response(status)
            for name, value in plane.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: Any) -> None:
            pass

    return Answers
