"""A real fleet, understood: checking and planning the public fleet, repeated to 171, 1,000 and 10,000 hubs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import adopted_fleet
import server
from figure import Figure
from program import ATOLL, Fleet, answer, signed_in

SIZES = (171, 1_000, 10_000)
RUNS = {171: 11, 1_000: 5, 10_000: 3}
SECONDS = 20  # of a run of requests

# Only composes: what any reader of these files must do once. With libyaml, as ours does.
COMPOSE = """
import pathlib, sys, time, yaml
texts = [file.read_bytes() for file in sorted(pathlib.Path(sys.argv[1]).rglob('*.y*ml'))]
began = time.perf_counter()
for text in texts: yaml.compose(text, Loader=yaml.CSafeLoader)
print(time.perf_counter() - began)
"""


def timed(command: list[str], expect: tuple[int, ...] = (0, 1)) -> tuple[float, float]:
    """Seconds on the clock, and the most memory held in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in expect:
        raise RuntimeError(f"{' '.join(command[:2])} ended with {process.returncode}")
    return took, usage.ru_maxrss * 1024 / 1e6


def composed(folder: Path) -> float:
    done = subprocess.run([sys.executable, "-c", COMPOSE, str(folder)], capture_output=True, text=True, check=True)
    return float(done.stdout)


class Folder:
    """A repeated fleet that is there while it is measured."""

    def __init__(self, hubs: int) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="atoll-bench-"))
        self.fleet = self.place / "fleet"
        self.files = adopted_fleet.write(self.fleet, hubs)

    def __enter__(self) -> "Folder":
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.place, ignore_errors=True)


def check() -> list[Figure]:
    figures = []
    for hubs in SIZES:
        with Folder(hubs) as folder:
            command = [str(ATOLL), "check", str(folder.fleet)]
            timed(command)
            ours, memory, theirs = [], [], []
            for _ in range(RUNS[hubs]):
                took, most = timed(command)
                ours.append(took)
                memory.append(most)
                theirs.append(composed(folder.fleet))
        figures.append(
            Figure(
                f"`atoll check` of {hubs:,} hubs", "s", ours, promise={171: 1.0, 10_000: 60}.get(hubs),
                at_most_peer=5 if hubs == 171 else None, how=f"atoll check, the public fleet repeated to {folder.files:,} files",
                peer=("PyYAML with libyaml, which composes the same YAML files once", theirs),
            )
        )
        figures.append(
            Figure(
                f"Memory of `atoll check`, {hubs:,} hubs", "MB", memory, promise=2_000 if hubs == 10_000 else None,
                how="the largest resident size of the process",
            )
        )
    return figures


def plan() -> list[Figure]:
    figures = []
    for hubs in SIZES:
        with Folder(hubs) as folder:
            adopted_fleet.commit(folder.fleet)
            command = [str(ATOLL), "plan", "--fleet", str(folder.fleet), "--base", "HEAD"]
            timed(command)
            runs, memory = [], []
            file = folder.fleet / "config/clusters/2i2c/demo.values.yaml"
            for number in range(RUNS[hubs]):
                text = file.read_text(encoding="utf-8")
                file.write_text(text + f"\n# run {number}\nnfs: {{pv: {{serverIP: 10.0.0.{number + 1}}}}}\n" if number == 0
                                else text.replace(f"10.0.0.{number}", f"10.0.0.{number + 1}"), encoding="utf-8")
                took, most = timed(command)
                runs.append(took)
                memory.append(most)
        figures.append(
            Figure(
                f"`atoll plan --base` of one changed file, {hubs:,} hubs", "s", runs,
                promise=2.0 if hubs == 10_000 else None, how="atoll plan --base HEAD after one values file changed",
                notes=[f"At most {max(memory):.0f} MB."],
            )
        )
    return figures


def overview() -> list[Figure]:
    """The control plane that follows the fleet: its overview page."""
    figures = []
    for hubs in SIZES:
        with Fleet(lambda folder: adopted_fleet.write(folder, hubs)) as fleet:
            came = fleet.up()
            cookie = signed_in(fleet)
            status, _, body = answer("/", headers=cookie)
            if status != 200:
                raise RuntimeError(f"the overview answered {status}")
            pages, health = [], []
            for _ in range(server.ROUNDS):
                pages.append(server.p99("/", cookie, b"Overview", SECONDS))
            health.append(server.p99("/healthz", {}, b"", SECONDS))
            memory = server.resident(fleet.server()["pid"])
        figures.append(
            Figure(
                f"Overview page of {hubs:,} hubs, p99 at {server.RATE} requests/s", "ms", pages,
                promise=50 if hubs == 1_000 else None,
                how=f"signed in, {SECONDS} s a run, at a constant rate, timed from when each request was due",
                peer=("/healthz of the same server", health),
                notes=[f"{memory:.0f} MB resident after it; followed {came:.1f} s after `atoll up` began."],
            )
        )
        figures.append(
            Figure(
                f"Overview page of {hubs:,} hubs, its size", "kB", [len(body) / 1e3], promise=150 if hubs == 1_000 else None,
                how="the first page, uncompressed",
            )
        )
    return figures


FIGURES = {"adopted-check": check, "adopted-plan": plan, "adopted-overview": overview}
