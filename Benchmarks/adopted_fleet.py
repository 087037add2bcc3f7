"""A public fleet, repeated to any number of hubs: its clusters again and again, each under a name of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from figure import Skipped
from program import ROOT

SHARED = ROOT.parent / "shared/data"
SOURCE = SHARED / "fleet-2023-10"
CHARTS = SHARED / "charts"
HUB = re.compile(r"^  - name: ", re.MULTILINE)


def write(folder: Path, hubs: int) -> int:
    """Writes a fleet of that many hubs into a new folder, with the charts that it nests; how many files it has."""
    if not SOURCE.exists():
        raise Skipped("the data of a public fleet is not at hand (../shared/data/fleet-2023-10)")
    folder.mkdir(parents=True)
    shutil.copytree(SOURCE / "helm-charts", folder / "helm-charts")
    shutil.copytree(CHARTS, folder / "charts")
    clusters = sorted(path for path in (SOURCE / "config/clusters").iterdir() if path.is_dir())
    made, round_ = 0, 0
    while made < hubs:
        for cluster in clusters:
            if made >= hubs:
                break
            name = cluster.name if round_ == 0 else f"{cluster.name}-{round_ + 1}"
            made += copy(cluster, folder / "config/clusters" / name, hubs - made)
        round_ += 1
    return sum(1 for path in folder.rglob("*") if path.is_file())


def copy(source: Path, target: Path, most: int) -> int:
    """A cluster under another name, with its first hubs; how many of them."""
    shutil.copytree(source, target)
    file = target / "cluster.yaml"
    text = re.sub(r"^name: .*$", f"name: {target.name}", file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    starts = [match.start() for match in HUB.finditer(text)]
    if len(starts) > most:
        text = text[: starts[most]]
    file.write_text(text, encoding="utf-8")
    return min(len(starts), most)


def commit(folder: Path, message: str = "A fleet") -> None:
    """Puts the folder as it is under git."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=Bench", "-c", "user.email=bench@alpha.example", "commit", "--quiet", "-m", message)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)
