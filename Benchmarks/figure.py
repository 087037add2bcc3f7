"""What a measured figure is, and how it is written down."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field


@dataclass
class Figure:
    """One measured thing: its runs, and what was promised."""

    name: str
    unit: str
    runs: list[float]
    #: At most this; None where nothing of the kind was promised.
    promise: float | None = None
    #: At least this.
    at_least: float | None = None
    #: At most so many times what the peer takes.
    at_most_peer: float | None = None
    #: What was done, as a command or a sentence.
    how: str = ""
    #: The same thing done by somebody else in the same run: its name and its runs.
    peer: tuple[str, list[float]] | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    @property
    def kept(self) -> bool | None:
        limits = []
        if self.promise is not None:
            limits.append(self.median <= self.promise)
        if self.at_least is not None:
            limits.append(self.median >= self.at_least)
        if self.at_most_peer is not None and self.peer:
            limits.append(self.median <= self.at_most_peer * statistics.median(self.peer[1]))
        return all(limits) if limits else None

    @property
    def promised(self) -> str:
        if self.promise is not None and self.at_least is not None:
            return f"{number(self.at_least)} to {number(self.promise)} {self.unit}".rstrip()
        if self.promise is not None:
            return f"≤ {number(self.promise)} {self.unit}".rstrip()
        if self.at_least is not None:
            return f"≥ {number(self.at_least)} {self.unit}".rstrip()
        if self.at_most_peer is not None:
            return "≤ the peer" if self.at_most_peer == 1 else f"≤ {number(self.at_most_peer)} times the peer"
        return ""

    def row(self) -> str:
        spread = f"{number(min(self.runs))} to {number(max(self.runs))}" if len(self.runs) > 1 else "one run"
        verdict = {True: "kept", False: "**not kept**", None: ""}[self.kept]
        peer = ""
        if self.peer:
            other = statistics.median(self.peer[1])
            ratio = f", {self.median / other:.2g} times that" if other > 0 else ""
            peer = f"{self.peer[0]}: {number(other)} {self.unit}".rstrip() + ratio
        median = f"{number(self.median)} {self.unit}".rstrip()
        cells = [self.name, f"**{median}**", f"{spread} ({len(self.runs)})", self.promised, verdict, peer]
        return "| " + " | ".join(cells) + " |"


class Skipped(Exception):
    """What cannot be measured here, through no fault of the program: why, for the page."""


HEADER = "| What | Median | Spread (runs) | Promised | | Peer in the same run |\n|---|---|---|---|---|---|"


def number(value: float) -> str:
    """Three significant digits, and none that say nothing."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}"


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least `share` of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * share // 1))
    return ordered[int(rank) - 1]
