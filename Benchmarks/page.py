"""docs/benchmarks.md: a section for each part, with the day, the commit and the machine that it was measured on."""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
from pathlib import Path

from figure import HEADER, Figure
from program import ROOT

PAGE = ROOT / "docs/benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench`; [how each is measured](../Benchmarks/README.md). One part can be measured anew by itself, so each says
when and with what it was.
"""


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


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True).stdout.strip()


def commit() -> str:
    """The commit that was measured; says so where files differ from it."""
    changed = git("status", "--porcelain", "--", ".", f":!{PAGE.relative_to(ROOT)}")
    return (git("rev-parse", "--short", "HEAD") or "none") + (" and changes to it" if changed else "")


def section(title: str, figures: list[Figure], problems: list[str]) -> str:
    now = datetime.datetime.now(datetime.timezone.utc)
    lines = [f"## {title}", "", f"{now:%Y-%m-%d %H:%M} UTC, commit {commit()}, release build, {machine()}.", ""]
    if figures:
        lines += [HEADER, *(figure.row() for figure in figures), ""]
    lines += [f"- **{figure.name}**: {figure.how}. {' '.join(figure.notes)}".rstrip() for figure in figures]
    lines += [f"- Not measured: {problem}" for problem in problems]
    return "\n".join(lines) + "\n"


def write(new: dict[str, str], titles: list[str]) -> None:
    """Writes the page with these sections, by title; of the other titles it keeps what it says."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    old = {match[1]: match[0].rstrip() + "\n" for match in re.finditer(r"^## (.+)\n(?:(?!## ).*\n?)*", text, re.MULTILINE)}
    sections = [found for title in titles if (found := new.get(title) or old.get(title))]
    PAGE.write_text("\n".join([HEAD, *sections]), encoding="utf-8")
