"""The control plane: how soon it is ready, what it weighs, and how fast its first page is, with six hubs running."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

from figure import Figure, percentile
from load import Target, constant_rate
from program import PORT, Fleet, answer, is_ready, signed_in

STARTS = 11
RATE = 50  # requests a second
SECONDS = 30
ROUNDS = 3


def server() -> list[Figure]:
    with Fleet() as fleet:
        fleet.up()
        ready = [start_again(fleet) for _ in range(STARTS)]
        time.sleep(30)
        idle = []
        for _ in range(6):
            idle.append(resident(fleet.server()["pid"]))
            time.sleep(5)
        pages, health, sent = [], [], 0
        cookie = signed_in(fleet)
        for _ in range(ROUNDS):
            pages.append(p99("/", cookie, b"Blue Lamp"))
            health.append(p99("/healthz", {}, b""))
            sent += RATE * SECONDS
        busy = resident(fleet.server()["pid"])
    return [
        Figure(
            "Control plane ready after its start", "s", ready, promise=0.3,
            how="atoll serve, asking /readyz every 2 ms; six hubs run on",
        ),
        Figure(
            "Control plane, resident memory, idle with six hubs", "MB", idle, promise=60,
            how="VmRSS of atoll serve, from 30 s after its start, each 5 s",
            notes=[f"{busy:.0f} MB after {sent} requests for the overview page."],
        ),
        Figure(
            f"Overview page, p99 at {RATE} requests/s", "ms", pages, promise=20,
            how=f"signed in, {SECONDS} s a run, at a constant rate, timed from when each request was due",
            peer=("/healthz of the same server", health),
        ),
    ]


def start_again(fleet: Fleet) -> float:
    """Ends the control plane, and measures from its start until it is ready. The hubs are not touched."""
    pid = fleet.server()["pid"]
    os.kill(pid, signal.SIGTERM)
    wait(lambda: not Path(f"/proc/{pid}").exists(), "the control plane did not end")
    began = time.perf_counter()
    process = fleet.start_server()
    while not is_ready():
        if process.poll() is not None or time.perf_counter() - began > 30:
            raise RuntimeError("the control plane did not become ready")
        time.sleep(0.002)
    return time.perf_counter() - began


def p99(path: str, headers: dict[str, str], expect: bytes, seconds: int = SECONDS) -> float:
    status, _, body = answer(path, headers=headers)
    if status != 200 or expect not in body:
        raise RuntimeError(f"{path} answered {status} and not what a person would see")
    outcome = asyncio.run(constant_rate(Target("127.0.0.1", PORT, path, headers), RATE, seconds, expect))
    if outcome.failures:
        raise RuntimeError(f"{len(outcome.failures)} requests for {path} failed: {outcome.failures[0]}")
    return percentile(outcome.latencies, 0.99)


def resident(pid: int) -> float:
    """Megabytes of memory that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError(f"process {pid} says nothing of its memory")


def wait(condition, otherwise: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(otherwise)
        time.sleep(0.02)
