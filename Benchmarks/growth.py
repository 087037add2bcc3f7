"""What room Growth promises: hubs ranked by the work that they really make, slots that hold, a what-if without a wait."""

from __future__ import annotations

from collections.abc import Callable

from check import times
from figure import Figure
from measure import measure
from program import ATOLL, EXAMPLE, ROOT

SEEDS = 20
ORGANISATIONS = 200
QUARTERS = 60
BATCH = 20
COMMANDS = 11


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


def slots() -> list[Figure]:
    organisations = measure("organisations", ORGANISATIONS, QUARTERS)
    batches = [organisations[start : start + BATCH] for start in range(0, ORGANISATIONS, BATCH)]

    def share(held: str, of: str, among: list[dict]) -> float:
        return 100 * sum(one[held] for one in among) / sum(one[of] for one in among)

    counted, with_slots = (sum(one[key] for one in organisations) for key in ("quarters", "withSlots"))
    return [
        Figure(
            "Quarters of simulated organisations in which slots hold, filled up to the promised confidence", "%",
            [share("held", "quarters", batch) for batch in batches], at_least=81, promise=89,
            how=f"measure organisations {ORGANISATIONS} {QUARTERS}: so many organisations, so many quarters each; a run is {BATCH} of them",
            notes=[f"{counted} quarters had room to publish; of all together {share('held', 'quarters', organisations):.1f} % held. "
                   "One hub more than is published is taken by the chance that makes the confidence exact. The world is as the "
                   "model assumes, so this tests the arithmetic and not the assumptions."],
        ),
        Figure(
            "The same, filled with the published slots alone", "%",
            [share("heldPublished", "withSlots", batch) for batch in batches], at_least=81, promise=89, how="in the same run",
            notes=[f"{with_slots} quarters had a slot to publish; of all together "
                   f"{share('heldPublished', 'withSlots', organisations):.1f} % held. Published is a whole number of hubs, rounded "
                   "down, so it holds more often than it has to."],
        ),
    ]


def what_if() -> list[Figure]:
    figures = []
    for answered, command, fleet in [
        (measure("what-if", EXAMPLE), f"measure what-if {EXAMPLE.relative_to(ROOT)}", "the example"),
        (measure("what-if-simulated", 200), "measure what-if-simulated 200", "a simulated fleet"),
    ]:
        processor = sorted(run["processor"] for run in answered["runs"])[len(answered["runs"]) // 2]
        figures.append(Figure(
            f"A what-if of 10,000 trials over three horizons, {answered['hubs']} production hubs of {fleet}, on the clock", "ms",
            [run["clock"] for run in answered["runs"]], promise=300,
            how=f"{command}: from the scenario to effort and slots of each kind, in the process; without runway and dates",
            notes=[f"Process time {processor:.0f} ms."],
        ))
    return figures


def plan() -> list[Figure]:
    command = [str(ATOLL), "growth", "--fleet", str(EXAMPLE)]
    times(command)  # the program and the files are read from disk once before
    runs = [times(command) for _ in range(COMMANDS)]
    how = f"atoll growth --fleet {EXAMPLE.relative_to(ROOT)}: phase, gates, slots and limits by the folder alone; nothing runs"
    return [
        Figure("`atoll growth` of the example, process time", "ms", [processor for processor, _ in runs], how=how),
        Figure("`atoll growth` of the example, on the clock", "ms", [clock for _, clock in runs], how="in the same runs"),
    ]


FIGURES: dict[str, Callable[[], list[Figure]]] = {"ranking": ranking, "slots": slots, "what-if": what_if, "plan": plan}
