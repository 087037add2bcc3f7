"""People who use a hub: a browser's session and a kernel's websocket."""

from __future__ import annotations

import json
import threading
import uuid
from typing import Any

import requests
from machine import Hub
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect


class Person:
    """Someone with a browser."""

    def __init__(self, hub: Hub, name: str) -> None:
        self.hub, self.name, self.browser = hub, name, requests.Session()

    def log_in(self, password: str) -> requests.Response:
        login = f"{self.hub.url}/hub/login"
        self.browser.get(login, headers={"Sec-Fetch-Mode": "navigate"})
        form = {"username": self.name, "password": password, "_xsrf": self._xsrf("/hub/")}
        return self.browser.post(login, data=form, allow_redirects=False)

    def is_in(self) -> bool:
        return self.browser.get(f"{self.hub.url}/hub/home", allow_redirects=False).status_code == 200

    def server(self, method: str, path: str, **options: Any) -> requests.Response:
        """A request to the person's own server, through the gateway."""
        headers = {"X-XSRFToken": self._xsrf(f"/user/{self.name}/")}
        url = f"{self.hub.url}/user/{self.name}/{path}"
        return self.browser.request(method, url, headers=headers, timeout=60, **options)

    def open_server(self) -> None:
        """Follow the redirects that log a person in at their server."""
        assert self.browser.get(f"{self.hub.url}/user/{self.name}/lab").status_code == 200

    async def kernel(self) -> Kernel:
        identity = self.server("POST", "api/kernels", json={"name": "python3"}).json()["id"]
        session = uuid.uuid4().hex
        url = f"{self.hub.url.replace('http', 'ws', 1)}/user/{self.name}/api/kernels/{identity}/channels?session_id={session}"
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.browser.cookies)
        request = HTTPRequest(url, headers={"Cookie": cookies, "Origin": self.hub.url})
        return Kernel(await websocket_connect(request, max_message_size=64 * 1024 * 1024), session)

    def _xsrf(self, path: str) -> str:
        return next((each.value or "" for each in self.browser.cookies if each.name == "_xsrf" and each.path == path), "")


class Kernel:
    """One open websocket to a kernel."""

    def __init__(self, socket: WebSocketClientConnection, session: str) -> None:
        self.socket, self.session = socket, session

    async def run(self, code: str) -> str:
        """What a cell prints, or its error."""
        identity = uuid.uuid4().hex
        header = {"msg_id": identity, "msg_type": "execute_request", "username": "", "session": self.session, "version": "5.4"}
        content = {"code": code, "silent": False, "allow_stdin": False}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        await self.socket.write_message(json.dumps(message))
        printed, waiting = "", {"reply", "idle"}
        while waiting:
            text = await self.socket.read_message()
            assert text is not None, "the websocket was closed"
            answer = json.loads(text)
            if answer["parent_header"].get("msg_id") != identity:
                continue
            match answer["msg_type"]:
                case "stream":
                    printed += answer["content"]["text"]
                case "error":
                    printed += f"{answer['content']['ename']}: {answer['content']['evalue']}"
                case "execute_reply":
                    waiting.discard("reply")
                case "status" if answer["content"]["execution_state"] == "idle":
                    waiting.discard("idle")
        return printed.strip()


class Visitor(threading.Thread):
    """Asks a person's server over and over, and counts what fails."""

    def __init__(self, person: Person) -> None:
        super().__init__(daemon=True)
        self.person, self.asked, self.failed, self._enough = person, 0, [], threading.Event()

    def run(self) -> None:
        while not self._enough.wait(0.01):
            self.asked += 1
            try:
                answer = self.person.server("GET", "api/status", allow_redirects=False)
                if answer.status_code != 200:
                    self.failed.append(str(answer.status_code))
            except requests.RequestException as error:
                self.failed.append(str(error))

    def __enter__(self) -> Visitor:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        self.join()
