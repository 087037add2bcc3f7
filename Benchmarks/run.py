"""Runs benchmarks, tells the figures, and writes them down: `scripts/bench [--list] [--write] [NAME…]`."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

import check
import fleet
import restart
import server
from figure import HEADER, Figure
from program import ATOLL, ROOT

BENCHMARKS = {
    "check": check.check,
    "up": fleet.up,
    "change": fleet.change,
    "server": server.server,
    "restart": restart.restart,
}

PAGE = ROOT / "docs/benchmarks.md"


def machine() -> str:
    processor = next(
        (line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024 / 1024
    system = next(
        (line.split("=", 1)[1].strip('"') for line in Path("/etc/os-release").read_text().splitlines()
         if line.startswith("PRETTY_NAME=")),
        platform.system(),
    )
    return f"{os.cpu_count()} cores ({processor}), {memory:.0f} GB, {system}, Linux {platform.release()}"


def page(figures: list[Figure], problems: list[str]) -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    now = datetime.datetime.now(datetime.timezone.utc)
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`; [how each is measured](../Benchmarks/README.md).",
        "",
        f"{now:%Y-%m-%d %H:%M} UTC, commit {commit or 'none'}, release build, {machine()}.",
        "",
        HEADER,
        *(figure.row() for figure in figures),
        "",
        "## How",
        "",
    ]
    for figure in figures:
        lines.append(f"- **{figure.name}**: {figure.how}. {' '.join(figure.notes)}".rstrip())
    if problems:
        lines += ["", "## Not measured", "", *(f"- {problem}" for problem in problems)]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which: " + ", ".join(BENCHMARKS))
    parser.add_argument("--list", action="store_true", help="only say which there are")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md (all of them)")
    options = parser.parse_args()
    if options.list:
        print("\n".join(BENCHMARKS))
        return 0
    if unknown := [name for name in options.names if name not in BENCHMARKS]:
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    if options.write and options.names:
        parser.error("--write writes the page of all of them; leave the names away")
    if not ATOLL.exists():
        print(f"{ATOLL} is not built: scripts/build release", file=sys.stderr)
        return 2

    figures: list[Figure] = []
    problems: list[str] = []
    for name in options.names or BENCHMARKS:
        print(f"{name} …", flush=True)
        try:
            found = BENCHMARKS[name]()
        except (RuntimeError, OSError, KeyError, ValueError) as error:
            print(f"  failed: {error}", flush=True)
            problems.append(f"`{name}`: {str(error).splitlines()[0]}")
            continue
        figures += found
        for figure in found:
            print(f"  {figure.row()}", flush=True)
    if options.write:
        PAGE.write_text(page(figures, problems), encoding="utf-8")
        print(f"written to {PAGE.relative_to(ROOT)}")
    return 1 if problems or any(figure.kept is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
