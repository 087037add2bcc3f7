"""What room Growth promises: that hubs are ranked by the work that they really make."""

from __future__ import annotations

from collections.abc import Callable

from figure import Figure
from measure import measure

SEEDS = 20


def ranking() -> list[Figure]:
    ranked = measure("ranking", SEEDS)
    return [
        Figure(
            "100 simulated hubs ranked by work after three quarters, Spearman's correlation with the truth", "",
            [seed["withHistory"] for seed in ranked], at_least=0.8,
            peer=("by their declaration alone", [seed["withoutHistory"] for seed in ranked]),
            how=f"measure ranking {SEEDS}: true rates drawn from the prior of each declaration, and quarters from the rates; a run is a seed",
        )
    ]


FIGURES: dict[str, Callable[[], list[Figure]]] = {"ranking": ranking}
