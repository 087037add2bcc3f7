"""What room Forecast promises: queues against theory, forecasts against what came, trials against numpy."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from figure import Figure, Skipped, number
from measure import measure, run
from program import ROOT

SEEDS = 5
ITEMS = 2_000_000
RUNS = 5
WORK = ROOT.parent / "shared/data/cycle-times-2020-2023.csv"


def chain(servers: int, utilisation: float) -> tuple[float, float]:
    """Mean wait and probability of a wait in M/M/c with a service time of 1, by the probability of each state of its
    birth–death chain, added up. By Little's law the mean wait is the mean number that waits, per arrival."""
    load = utilisation * servers
    # Beyond the servers each state is `utilisation` times as likely as the one before: 1,500 such steps leave nothing.
    weights = [1.0]
    for state in range(1, servers + 1500):
        weights.append(weights[-1] * load / min(state, servers))
    total = math.fsum(weights)
    waiting = math.fsum(weights[servers:]) / total
    queue = math.fsum((state - servers) * weights[state] for state in range(servers, len(weights))) / total
    return queue / load, waiting


def turnaround(servers: int, utilisation: float, confidence: float) -> float:
    """The time within which this share of items is finished in M/M/c with a service time of 1: a wait of 0 or of an
    exponential time, and an exponential time of service."""
    waiting = chain(servers, utilisation)[1]
    pace = servers * (1 - utilisation)

    def longer(time: float) -> float:
        both = (1 + time) * math.exp(-time) if abs(pace - 1) < 1e-9 else (
            (pace * math.exp(-time) - math.exp(-pace * time)) / (pace - 1))
        return (1 - waiting) * math.exp(-time) + waiting * both

    low, high = 0.0, 1000.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if longer(middle) > 1 - confidence else (low, middle)
    return high


def error(found: float, true: float) -> float:
    """In per cent of what is true."""
    return 100 * abs(found - true) / true


def queue() -> list[Figure]:
    waits, chances = [], []
    for cell in measure("queue"):
        wait, chance = chain(cell["servers"], cell["utilisation"])
        waits.append(error(cell["meanWait"], wait))
        chances.append(error(cell["probabilityOfWait"], chance))
    how = f"measure queue: {len(waits)} queues of 1 to 20 servers at a utilisation of .1 to .95, each against the sum over its birth–death chain"
    return [
        Figure("Queue formulas against exact M/M/c, mean wait: the largest error", "%", [max(waits)], promise=1, how=how),
        Figure("Queue formulas against exact M/M/c, probability of a wait: the largest error", "%", [max(chances)], promise=1,
               how="in the same run"),
    ]


def simulator() -> list[Figure]:
    waits, turnarounds = [], []
    for seed in range(1, SEEDS + 1):
        cells = measure("simulator", seed, ITEMS)
        waits.append(max(error(cell["meanWait"], chain(cell["servers"], cell["utilisation"])[0]) for cell in cells))
        turnarounds.append(max(
            error(cell["turnaround85"], turnaround(cell["servers"], cell["utilisation"], 0.85)) for cell in cells))
    how = (f"measure simulator SEED {ITEMS}: so many items through each of {len(cells)} queues of 1 to 10 servers at a "
           "utilisation of .5 to .9, against the theory of M/M/c; a run is a seed")
    return [
        Figure("Simulated queues against theory, mean wait: the largest error", "%", waits, promise=5, how=how),
        Figure("Simulated queues against theory, the time that 85 % keep: the largest error", "%", turnarounds, promise=5,
               how="in the same runs"),
    ]


def work() -> list[Figure]:
    """Each figure is a mean over quarters, from the same data each time: one run."""
    if not WORK.exists():
        raise Skipped(f"the record of work {WORK.name} is not there; it is not part of the project and is expected in "
                      "shared/data beside the project's folder")
    groups = {group["name"]: group["quarters"] for group in measure("work", WORK)}
    how = (f"measure work {WORK.name}: finished work of a public fleet, 2021 to 2023, each quarter by the days before it, with a "
           "half-life of 60 days; the figure is the mean of |count − forecast| / count")
    titles = {
        "local": "on one cluster", "all": "all of it", "none": "on no cluster", "several": "on several clusters",
    }
    figures = [miss(groups[name], f"Work of a quarter, forecast before it begins, {title}", how if name == "local" else "in the same way")
               for name, title in titles.items()]
    local, _, _, several = figures
    local.promise = 12
    local.notes.append(
        "Not kept, because work comes in bursts: even where the true level were known, it would be missed by about 14 % "
        "([what a forecast of work can do](design/forecast.md#what-a-forecast-of-work-can-and-cannot-do)).")
    held = [quarter["held"] for quarter in groups["local"] if quarter.get("held") is not None]
    local.notes.append(f"The range that should hold 80 % held {sum(held)} of {len(held)} quarters.")
    several.notes.append("By their number: " + ", ".join(
        f"{name}: {number(mean_miss(groups[name]))} %" for name in ("2", "3 to 5", "6 or more")) + ".")
    nowcast = Figure(
        "Work of a quarter on one cluster, with two of its three months counted", "%",
        [mean_miss(groups["local"], "withTwoMonths")], how="in the same way; no forecast, as two thirds are known by then")
    return [*figures, nowcast]


def mean_miss(quarters: list[dict], method: str = "forecast", since: str = "") -> float:
    """Mean of |count − forecast| / count in per cent, over the quarters with work of which there was a forecast."""
    misses = [
        error(quarter[method], quarter["count"]) for quarter in quarters
        if quarter["count"] > 0 and quarter.get("forecast") is not None and quarter["quarter"] >= since
    ]
    return sum(misses) / len(misses)


def miss(quarters: list[dict], name: str, how: str) -> Figure:
    recent = "2022-01-01"
    return Figure(
        name, "%", [mean_miss(quarters)], how=how, peer=("the last quarter's count", [mean_miss(quarters, "lastQuarter")]),
        notes=[f"By the mean of four quarters {number(mean_miss(quarters, 'meanOfFour'))} %. 2022 and 2023 alone: "
               f"{number(mean_miss(quarters, since=recent))} %, by the last quarter "
               f"{number(mean_miss(quarters, 'lastQuarter', recent))} %, by four {number(mean_miss(quarters, 'meanOfFour', recent))} %."],
    )


def trials() -> list[Figure]:
    python = python_with_numpy()
    peer = ROOT / "Benchmarks/peer_trials.py"
    figures = []
    for kind, count, items, title in [
        ("log-normal", 1_000_000, 200, "A million trials of 200 log-normal times"),
        ("gamma", 10_000, 200, "10,000 trials of 200 gamma rates"),
    ]:
        ours, theirs = [], []
        for _ in range(RUNS):
            ours.append(measure(kind, count, items))
            theirs.append(run([python, str(peer), kind, str(count), str(items)]))
        if error(ours[0]["mean"], theirs[0]["mean"]) > 1:
            raise RuntimeError(f"{kind}: the two programs do not draw the same: {ours[0]['mean']} and {theirs[0]['mean']}")
        version = theirs[0]["version"]
        for clock, words in ("clock", "on the clock"), ("processor", "process time"):
            figures.append(Figure(
                f"{title}, {words}", "ms", [took[clock] for took in ours],
                at_most_peer=1 if clock == "clock" else None, peer=(f"numpy {version}", [took[clock] for took in theirs]),
                how=f"measure {kind} {count} {items}; peer_trials.py with the same" if clock == "clock" else "in the same runs",
                notes=["Ours takes all cores, numpy one."] if clock == "clock" else [],
            ))
    return figures


def python_with_numpy() -> str:
    """This Python, or the one that the machine calls python3."""
    for python in (sys.executable, shutil.which("python3")):
        if python and subprocess.run([python, "-c", "import numpy"], capture_output=True).returncode == 0:
            return python
    raise Skipped("numpy, which trials are compared with, is not installed for python3")


FIGURES: dict[str, Callable[[], list[Figure]]] = {"queue": queue, "simulator": simulator, "work": work, "trials": trials}
