"""The program `measure` (Benchmarks/Measure): figures of the pure libraries, as JSON."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from program import ROOT

MEASURE = Path(os.environ.get("ATOLL_MEASURE", ROOT / ".build/release/measure"))


def measure(*arguments: object) -> Any:
    """What `measure ARGUMENT…` says."""
    if not MEASURE.exists():
        raise RuntimeError(f"{MEASURE} is not built: scripts/build measure")
    return run([str(MEASURE), *map(str, arguments)])


def run(command: list[str]) -> Any:
    """The JSON that a command writes."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)
