"""Runs benchmarks, tells the figures, and writes them down: `scripts/bench [--list] [--write] [NAME…]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass

import adopted
import check
import fleet
import forecast
import growth
import page
import restart
import server
from figure import Figure, Skipped
from program import ATOLL, ROOT


@dataclass
class Part:
    """What is measured together, and is a section of the page."""

    title: str
    benchmarks: dict[str, Callable[[], list[Figure]]]


PARTS = {
    "check": Part("Checking a fleet", {"check": check.check}),
    "fleet": Part("Bringing a fleet up, and changing it", {"up": fleet.up, "change": fleet.change}),
    "server": Part("The control plane", {"server": server.server}),
    "restart": Part("Restarting a hub", {"restart": restart.restart}),
    "forecast": Part("Forecasts", forecast.FIGURES),
    "growth": Part("Growth", growth.FIGURES),
    "adopted": Part("A real fleet", adopted.FIGURES),
}


def chosen(names: list[str], parser: argparse.ArgumentParser) -> dict[str, list[str]]:
    """The benchmarks that are named, by part; of a part that is named all of them, and of nothing all there are."""
    known = {name for part, of in PARTS.items() for name in (part, *of.benchmarks)}
    if unknown := [name for name in names if name not in known]:
        parser.error(f"there is no benchmark {', '.join(unknown)}; --list says which there are")
    found = {
        part: [name for name in of.benchmarks if not names or part in names or name in names] for part, of in PARTS.items()
    }
    return {part: benchmarks for part, benchmarks in found.items() if benchmarks}


def run(part: Part, names: list[str]) -> tuple[list[Figure], list[str], bool]:
    """The figures, what could not be measured and why, and whether nothing failed."""
    figures: list[Figure] = []
    problems: list[str] = []
    well = True
    for name in names:
        print(f"{name} …", flush=True)
        try:
            found = part.benchmarks[name]()
        except Skipped as reason:
            print(f"  skipped: {reason}", flush=True)
            problems.append(f"`{name}`: {reason}.")
            continue
        except (RuntimeError, OSError, KeyError, ValueError) as error:
            print(f"  failed: {error}", flush=True)
            problems.append(f"`{name}` failed: {str(error).splitlines()[0]}")
            well = False
            continue
        figures += found
        for figure in found:
            print(f"  {figure.row()}", flush=True)
    return figures, problems, well


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="parts or single benchmarks: see --list; all unless told")
    parser.add_argument("--list", action="store_true", help="only say which there are")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md (whole parts of it)")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{part}: {', '.join(of.benchmarks)}" for part, of in PARTS.items()))
        return 0
    parts = chosen(options.names, parser)
    if options.write and (halves := [part for part, names in parts.items() if len(names) < len(PARTS[part].benchmarks)]):
        parser.error(f"--write writes whole parts of the page; name the part {', '.join(halves)}")
    if not ATOLL.exists() and set(parts) - {"forecast"}:
        print(f"{ATOLL} is not built: scripts/build release", file=sys.stderr)
        return 2

    sections: dict[str, str] = {}
    kept = True
    for part, names in parts.items():
        figures, problems, well = run(PARTS[part], names)
        kept = kept and well and all(figure.kept is not False for figure in figures)
        sections[PARTS[part].title] = page.section(PARTS[part].title, figures, problems)
    if options.write:
        page.write(sections, [part.title for part in PARTS.values()])
        print(f"written to {page.PAGE.relative_to(ROOT)}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
