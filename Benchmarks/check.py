"""`atoll check` of the example fleet: its process time, beside what Python needs to read the same files."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from figure import Figure
from program import ATOLL, EXAMPLE, ROOT

RUNS = 21

# Only reads: no model, no checks. Python's own start is part of it, as the program's is of the program.
COMPOSE = (
    "import pathlib, yaml\n"
    f"for file in sorted(pathlib.Path({str(EXAMPLE)!r}).rglob('*.yaml')): yaml.compose(file.read_text(), Loader=yaml.CSafeLoader)\n"
)


def times(command: list[str]) -> tuple[float, float]:
    """Process time (user and system) and wall time of a command, in milliseconds."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = (time.perf_counter() - began) * 1000
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command[:2])} ended with {process.returncode}")
    return (usage.ru_utime + usage.ru_stime) * 1000, wall


def check() -> list[Figure]:
    command = [str(ATOLL), "check", str(EXAMPLE)]
    ours, theirs = [], []
    times(command)  # the program and the files are read from disk once before
    for _ in range(RUNS):
        ours.append(times(command))
        theirs.append(times([sys.executable, "-c", COMPOSE]))
    how = f"atoll check {EXAMPLE.relative_to(ROOT)}"
    return [
        Figure(
            "`atoll check` of the example, process time", "ms", [cpu for cpu, _ in ours], promise=30, how=how,
            peer=("PyYAML with libyaml, which only reads the files", [cpu for cpu, _ in theirs]),
        ),
        Figure(
            "`atoll check` of the example, on the clock", "ms", [wall for _, wall in ours], how=how,
            peer=("PyYAML with libyaml, which only reads the files", [wall for _, wall in theirs]),
        ),
    ]
