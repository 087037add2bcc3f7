"""A hub without servers: it starts anew for every case, and lets one person log in."""

from __future__ import annotations

import copy
import logging
import os
import tempfile
import warnings
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("JUPYTERHUB_CRYPT_KEY", "ab" * 32)
warnings.simplefilter("ignore")

from jupyterhub import orm, traitlets as hub_traitlets  # noqa: E402
from jupyterhub.app import JupyterHub  # noqa: E402
from jupyterhub.handlers.base import BaseHandler  # noqa: E402
from jupyterhub.user import UserDict  # noqa: E402
from tornado.web import HTTPError  # noqa: E402
from traitlets.config import Config  # noqa: E402

from doors.identity import Identity  # noqa: E402
from doors.outside import Outside  # noqa: E402
from doors.provider import Provider  # noqa: E402

# The class of a short name is looked up in all installed packages, each time anew; they do not change meanwhile.
hub_traitlets.entry_points = cache(hub_traitlets.entry_points)

HUB = SimpleNamespace(server=SimpleNamespace(base_url="/"))


class Login(BaseHandler):
    """The hub's own handler of a login, without a request and without cookies."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.application = SimpleNamespace(settings=settings)
        self.request = SimpleNamespace(protocol="https", host="hub.example", remote_ip="127.0.0.1")
        self._jupyterhub_user = None

    def get_argument(self, name: str, *_: Any, **__: Any) -> str:
        return "code"

    def get_state_cookie(self) -> str:
        from oauthenticator.oauth2 import _serialize_state

        state = _serialize_state({"code_verifier": "verifier"})
        return state.decode() if isinstance(state, bytes) else state

    def set_login_cookie(self, user: Any) -> None:
        pass


class Asked:
    """The hub that is asked."""

    def __init__(self, app: JupyterHub, outside: Outside, folder: Path) -> None:
        self.app = app
        self.outside = outside
        self.folder = folder

    @classmethod
    async def start(cls) -> Asked:
        """With an empty database in memory, which all cases share."""
        logging.disable(logging.CRITICAL)
        folder = Path(tempfile.mkdtemp(prefix="atoll-doors-"))
        os.chdir(folder)
        app = JupyterHub(config=Config({"JupyterHub": {"db_url": "sqlite://", "authenticator_class": "dummy"}}))
        app.init_db()
        await app.init_role_creation()
        return cls(app, Outside(), folder)

    async def answer(self, case: dict[str, Any]) -> dict[str, Any]:
        identity = Identity(**case["identity"])
        existing = list(case.get("existing", []))
        self.outside.is_of(identity, existing)
        self._forget(existing)
        try:
            app = await self._configured(case["config"])
        except Exception as error:  # whatever a class may raise keeps the hub from starting
            return {"admitted": False, "outcome": "start", "detail": _told(error)}
        try:
            return await self._log_in(app, identity)
        except HTTPError as error:
            return {"admitted": False, "outcome": f"http {error.status_code}", "detail": _told(error)}
        except Exception as error:  # JupyterHub answers 500 to whatever is raised
            return {"admitted": False, "outcome": "http 500", "detail": _told(error)}

    def _forget(self, existing: list[str]) -> None:
        """The user list of the case, and nothing of the one before."""
        db = self.app.db
        db.rollback()
        db.expunge_all()
        for table in reversed(orm.Base.metadata.sorted_tables):
            if table.name in ("users", "user_role_map", "user_group_map", "groups", "users_info"):
                if table.name != "users_info" or self._has_sign_ups():
                    db.execute(table.delete())
        for name in existing:
            db.add(orm.User(name=name))
        db.commit()
        for file in self.folder.iterdir():
            file.unlink()

    def _has_sign_ups(self) -> bool:
        from sqlalchemy import inspect

        return "users_info" in inspect(self.app.db.bind).get_table_names()

    async def _configured(self, sections: dict[str, Any]) -> JupyterHub:
        """As the chart does it: each section updates that of the configuration; then the hub starts."""
        config = Config()
        for section, options in copy.deepcopy(sections).items():
            config[section].update(options)
        app = JupyterHub(config=config)
        app.db = self.app.db
        app.session_factory = self.app.session_factory
        authenticator = app.authenticator
        if hasattr(authenticator, "_service_credentials"):
            authenticator._service_credentials = {}
        authenticator.http_client = Provider(authenticator, self.outside.identity)
        await app.init_users()
        return app

    async def _log_in(self, app: JupyterHub, identity: Identity) -> dict[str, Any]:
        authenticator = app.authenticator
        users = UserDict(lambda: app.db, {})
        settings = {"db": app.db, "authenticator": authenticator, "users": users, "statsd": _Statistics(), "hub": HUB}
        login = Login(settings)
        if hasattr(authenticator, "create_user"):
            self._sign_up(authenticator, identity)
        user = await login.login_user({"username": identity.login, "password": identity.password})
        if user is None:
            return {"admitted": False, "outcome": "refused"}
        return {"admitted": True, "outcome": "admitted", "name": user.name, "admin": bool(user.admin)}

    def _sign_up(self, authenticator: Any, identity: Identity) -> None:
        """NativeAuthenticator: people make their own account first; an admin may let it in."""
        authenticator.send_approval_email = lambda *_: None
        try:
            made = authenticator.create_user(identity.login, identity.password, email=identity.email or "")
        except Exception:  # the page of the sign-up answers 500, and the person has no account
            return
        if made is not None and identity.approved:
            made.is_authorized = True
            self.app.db.commit()


class _Statistics:
    """Takes whatever is counted."""

    def __getattr__(self, _: str) -> Any:
        return lambda *_, **__: self

    ms = 0


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
