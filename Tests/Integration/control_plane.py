"""A control plane with its own state folder, driven by the real program. For tests: whatever it starts, it stops."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("ATOLL", str(ROOT / ".build/debug/atoll"))
PORT = int(os.environ.get("ATOLL_TEST_PORT", "28410"))
SHARED = pathlib.Path(os.environ.get("ATOLL_TEST_STATE", str(ROOT / ".build/test-state")))

HUB = """\
name: {title}
community: reef
cluster: here
kind: basic
awake: true
{staging}access:
  login: password
  allow: {{people: [ada]}}
limits: {{servers: 5, memory: 1G, cpu: 1}}
values:
  singleuser:
    extraEnv: {{{variables}}}
"""

FILES = {
    "fleet.yaml": "name: Kill tests\npeople:\n  ada: {name: Ada, roles: [engineer]}\non_duty: [ada]\n",
    "communities/reef.yaml": "name: Reef\nrepresentatives:\n  ada: {name: Ada, mail: ada@reef.example}\n",
    "clusters/here.yaml": "name: Here\nengine: local\n",
}


def until(condition, seconds, what, pause=0.02):
    """Waits for a condition, with a deadline; gives what the condition gave."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"after {seconds} s: {what}"
        time.sleep(pause)


def start_time(pid):
    """Field 22 of /proc/<pid>/stat; None where there is no such process, or only what is left of it."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


class ControlPlane:
    def __init__(self):
        self.base = pathlib.Path(tempfile.mkdtemp(prefix="atoll-", dir="/tmp"))
        self.base.chmod(0o711)
        self.state = self.base / "state"
        self.fleet = self.base / "fleet"
        self.state.mkdir(mode=0o711)
        for part in ("environments", "tools"):
            (SHARED / part).mkdir(parents=True, exist_ok=True)
            (self.state / part).symlink_to(SHARED / part)
        self.environment = os.environ | {
            "ATOLL_STATE": str(self.state), "ATOLL_PORT": str(PORT), "ATOLL_GATEWAY_PORT": str(PORT + 1),
            "ATOLL_HUB_PACKAGE": str(ROOT / "hub"), "NO_COLOR": "1",
        }
        self.server = None

    # The folder

    def write(self, variables='TRIAL: "0"', hubs=("reef", "reef-staging")):
        """Writes the fleet folder: a production hub and its staging hub, with these variables in users' servers."""
        shutil.rmtree(self.fleet, ignore_errors=True)
        files = dict(FILES)
        for hub in hubs:
            staging = "staging: reef-staging\n" if hub == "reef" else ""
            files[f"hubs/{hub}.yaml"] = HUB.format(title=hub.title(), staging=staging, variables=variables)
        for name, text in files.items():
            path = self.fleet / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    # The process

    def serve(self):
        log = open(self.base / "serve.log", "a")
        self.server = subprocess.Popen([PROGRAM, "serve"], env=self.environment, stdout=log, stderr=log)
        # Reaped as soon as it ends, as the init process does with what `atoll up` starts.
        threading.Thread(target=self.server.wait, daemon=True).start()
        until(self.is_ready, 30, f"the control plane is not ready; its log: {self.base}/serve.log")

    def is_ready(self):
        assert self.server.poll() is None, (self.base / "serve.log").read_text()[-2000:]
        try:
            # Not the one that was killed, and not one that somebody else runs on the same port.
            if json.loads((self.state / "server.json").read_text())["pid"] != self.server.pid:
                return False
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=2) as answer:
                return answer.status == 200
        except (OSError, ValueError):
            return False

    def kill(self):
        """Ends the control plane, and nothing else, as a loss of power would."""
        self.server.send_signal(signal.SIGKILL)
        self.server.wait(10)

    def run(self, *arguments, seconds=180):
        return subprocess.run(
            [PROGRAM, *arguments], env=self.environment, capture_output=True, text=True, timeout=seconds,
            stdin=subprocess.DEVNULL)

    def end(self):
        """Stops all that runs, and deletes the folders."""
        try:
            self.run("down", seconds=120)
        finally:
            if self.server and self.server.poll() is None:
                self.kill()
            for hub in self.hubs():
                assert self.hub_process(hub) is None, f"{hub} still runs"
            shutil.rmtree(self.base, ignore_errors=True)

    # What it says

    def get(self, path):
        token = (self.state / "token").read_text().strip()
        request = urllib.request.Request(
            f"http://127.0.0.1:{PORT}/api/v1/{path}", headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def deploy(self, *more):
        """Begins a rollout and gives its number."""
        answer = self.run("deploy", "--fleet", str(self.fleet), "--no-wait", "--json", *more)
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)["rollout"]

    def began(self, rollout, hub, step):
        steps = self.get(f"rollouts/{rollout}")["steps"]
        return any(one["hub"] == hub and one["step"] == step for one in steps)

    def ended(self, rollout, seconds=150):
        def state():
            report = self.get(f"rollouts/{rollout}")
            return report if report["state"] != "running" else None
        return until(state, seconds, f"rollout {rollout} has not ended", pause=0.2)

    def failure(self, report, hub):
        for lane in report["rollout"]["lanes"]:
            for wave in lane["waves"]:
                for one in wave["hubs"]:
                    if one["change"]["hub"] == hub:
                        return one.get("failure")
        return None

    # Hubs

    def hubs(self):
        folder = self.state / "hubs"
        return sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []

    def hub_process(self, hub):
        """The pid of the hub's process, where it runs."""
        try:
            record = json.loads((self.state / "hubs" / hub / "process.json").read_text())
        except OSError:
            return None
        return record["pid"] if start_time(record["pid"]) == str(record["start_time"]) else None

    def hub_processes(self, hub):
        """All processes that run this hub's configuration: one, where all is well."""
        wanted = str(self.state / "hubs" / hub / "hub.json")
        found = []
        for folder in pathlib.Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            if wanted in words and "atoll_hub" in words and start_time(folder.name):
                found.append(int(folder.name))
        return found

    def answers(self, hub):
        request = urllib.request.Request(
            f"http://127.0.0.1:{PORT + 1}/hub/health", headers={"Host": f"{hub}.localhost"})
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False
