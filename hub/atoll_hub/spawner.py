"""Users' servers as local processes, each confined, all of them outliving the hub."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, Mapping

from jupyterhub.spawner import LocalProcessSpawner
from jupyterhub.utils import random_port
from tornado import web
from traitlets import Any as AnyTrait
from traitlets import Instance, Unicode

from atoll_hub.accounts import Accounts, prepare_home
from atoll_hub.cgroups import Group, Limits
from atoll_hub.decide import Decided
from atoll_hub.isolation import CONFINE, Isolation
from atoll_hub.processes import ProcessIdentity, processes_of, processes_with
from atoll_hub.profiles import LIMITS, Profile, Profiles
from atoll_hub.settings import Settings

MARK = "ATOLL_SERVER"
"""Names the server in the environment of everything it starts."""
LOG = Path(".local/state/jupyter/server.log")
"""Where in a home its server prints."""
LAST_LINES = 20
PORT_CHECK = 0.05
"""Seconds between looks at whether a server listens yet."""
SHELL = "/bin/bash"
SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"


class ConfinedSpawner(LocalProcessSpawner):
    """Starts, finds again and ends one user's server."""

    settings = Instance(Settings, config=True)
    isolation = Instance(Isolation, config=True)
    profiles = Instance(Profiles, config=True)
    configured_limits = AnyTrait(config=True, help="the limits of a server whose profile sets none")
    git_config = Unicode(config=True, help="the system's git configuration, as users' servers see it")

    identity: ProcessIdentity | None = None
    profile: Profile | None = None
    gives_up_home = False

    # What was chosen

    @property
    def offered(self) -> Profiles:
        """The profiles that this server's user may see and choose."""
        door = self.authenticator
        return self.profiles.only(door.open_profiles(self.user.name)) if isinstance(door, Decided) else self.profiles

    def form(self) -> str:
        """The choices of this server's user."""
        return self.offered.form()

    def choose(self, options: Mapping[str, Any]) -> None:
        """Take on the profile that ``options`` ask for; refuse what is not offered.

        Every value is set anew, so that nothing is left of the profile before.
        """
        try:
            self.profile = self.offered.chosen(options)
        except web.HTTPError:
            # Stored with the server before they were looked at; they would refuse the next start, too.
            self.orm_spawner.user_options = {}
            raise
        limits = {**self.configured_limits, **(self.profile.limits if self.profile else {})}
        for name in LIMITS:
            setattr(self, name, limits.get(name))

    # Where it lives

    @property
    def home(self) -> Path:
        return self.settings.homes / self.user.name

    @property
    def log_file(self) -> Path:
        return self.home / LOG

    @property
    def mark(self) -> str:
        # By the state folder: two fleets on one machine may each have a hub of this name.
        return f"{self.settings.state}:{self.user.name}:{self.name}"

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """What an account would give, for someone who has none."""
        environment = self.settings.user_environment
        env.update(
            HOME=str(self.home),
            USER=self.user.name,
            LOGNAME=self.user.name,
            SHELL=SHELL,
            PATH=f"{environment}/bin:{SYSTEM_PATH}",
            VIRTUAL_ENV=str(environment),
            JUPYTER_RUNTIME_DIR=str(self.home / ".local/share/jupyter/runtime"),
            GIT_CONFIG_SYSTEM=self.git_config,
            **{MARK: self.mark},
        )
        env.setdefault("LANG", "C.UTF-8")
        if self.profile:
            env.update(self.profile.environment)
        return env

    # Its life

    async def start(self) -> tuple[str, int]:
        uid = await asyncio.to_thread(self._prepare)
        self.port = self.port or random_port()
        limits = Limits(self.mem_limit, self.mem_guarantee, self.cpu_limit, self.cpu_guarantee)
        order = self.isolation.order(
            command=[*self.cmd, *self.get_args()],
            home=self.home,
            log=self.log_file,
            uid=uid,
            group=self._create_group(limits),
            limits=limits,
        )
        self.proc = subprocess.Popen(
            [sys.executable, "-I", "-S", str(CONFINE), json.dumps(order)],
            env=self.get_env(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.pid = self.proc.pid
        self.identity = ProcessIdentity.of(self.pid)
        self.log.info("Started the server of %s as process %d", self._log_name, self.pid)
        await self._wait_for_port()
        return "127.0.0.1", self.port

    async def _wait_for_port(self) -> None:
        """Until the server listens. JupyterHub looks ever more seldom, and would find it seconds late."""
        while True:
            if await self.poll() is not None:
                raise RuntimeError(f"The server of {self._log_name} ended before it answered")
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(PORT_CHECK)
            else:
                writer.close()
                return

    async def poll(self) -> int | None:
        was = self.pid
        status = await super().poll()
        if status is not None and was:
            await self._clear_away()
            if status not in (0, -signal.SIGTERM):
                self.log.warning("The server of %s ended (%s).%s", self._log_name, status, self._last_lines())
        return status

    async def stop(self, now: bool = False) -> None:
        """End the server; what it started ends with it, whatever it did to detach itself."""
        if not now and await self._signal(signal.SIGTERM):
            await self.wait_for_death(self.term_timeout)
        await self._signal(signal.SIGKILL)
        await self._clear_away()
        await self.wait_for_death(self.kill_timeout)
        if await self.poll() is None:
            self.log.error("Process %d of %s does not end", self.pid, self._log_name)

    async def delete_forever(self) -> None:
        """Users' files stay when a user is deleted, unless they are given up; those of the test user are of no use to anyone."""
        if self.gives_up_home or self.user.name == self.settings.test_user.name:
            await asyncio.to_thread(shutil.rmtree, self.home, ignore_errors=True)

    async def _signal(self, sig: int) -> bool:
        return self.identity is not None and self.identity.send(sig)

    # How it is found again

    def get_state(self) -> dict[str, Any]:
        state = super().get_state()
        if self.identity:
            state["process"] = self.identity.record()
        return state

    def load_state(self, state: dict[str, Any]) -> None:
        super().load_state(state)
        self.identity = ProcessIdentity.from_record(state.get("process", {}))
        if self.identity is None or not self.identity.is_alive():
            # The number may be a stranger's by now.
            self.identity, self.pid = None, 0

    def clear_state(self) -> None:
        super().clear_state()
        self.identity = None

    # Helpers

    def _prepare(self) -> int | None:
        """The home, and the uid it belongs to (None: the hub's own)."""
        uid = None
        if self.isolation.uids:
            accounts = Accounts(self.settings.state / "uids.json", self.settings.isolation.uid_start)
            uid = accounts.uid(self.user.name, self.home)
        prepare_home(self.home, uid)
        return uid

    def _create_group(self, limits: Limits) -> Group | None:
        hierarchy = self.isolation.hierarchy
        return hierarchy.create(self._group_name(), limits) if hierarchy else None

    def _group_name(self) -> str:
        server = f"{self.user.name}.{self.name}" if self.name else self.user.name
        return f"{self.settings.isolation.cgroup_root}/{self.settings.hub}/user-{server}"

    async def _clear_away(self) -> None:
        """End whatever the server has left running."""
        await asyncio.to_thread(self._end_rest)

    def _end_rest(self) -> None:
        if hierarchy := self.isolation.hierarchy:
            group = hierarchy.find(self._group_name())
            group.kill()
            try:
                group.remove()
            except OSError as error:
                self.log.warning("The control group of %s stays behind: %s", self._log_name, error)
        left = set(processes_with(MARK, self.mark))
        if self.isolation.uids and self.home.exists():
            left.update(processes_of(self.home.lstat().st_uid))
        for pid in left:
            if process := ProcessIdentity.of(pid):
                process.send(signal.SIGKILL)

    def _last_lines(self) -> str:
        """The end of what the server printed. A user may have made anything of that file."""
        try:
            file = os.open(self.log_file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return ""
        with os.fdopen(file, "rb") as lines:
            facts = os.fstat(file)
            if not stat.S_ISREG(facts.st_mode) or facts.st_uid != self.home.lstat().st_uid:
                return ""
            lines.seek(max(0, facts.st_size - 8192))
            text = lines.read(8192).decode(errors="replace")
        printable = re.sub(r"[^\n\x20-\x7e]", "?", text)
        return " It printed last:\n" + "\n".join(f"    {line}" for line in printable.splitlines()[-LAST_LINES:])
