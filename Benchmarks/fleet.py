"""The example fleet as a whole: how long it takes to come up, and a change to reach one community."""

from __future__ import annotations

from figure import Figure
from program import AWAKE, Fleet

CHANGES = 5


def up() -> list[Figure]:
    """A state folder that has nothing in it, and then the same again after `atoll down`."""
    first, again = [], []
    for _ in range(2):
        with Fleet() as fleet:
            first.append(fleet.up())
            expect_all(fleet)
            fleet.run("down")
            again.append(fleet.up())
            expect_all(fleet)
    command = "atoll up examples/alpha"
    return [
        Figure(
            "All six hubs tested and healthy, from an empty state folder", "s", first, promise=90, how=command,
            notes=["The program is built and packages are in uv's cache; tools, environments, hubs and homes are made anew."],
        ),
        Figure("The same after `atoll down`", "s", again, how=f"{command}, atoll down, {command}"),
    ]


def change() -> list[Figure]:
    """One value of one community: deployed and tested on staging, then on production."""
    runs = []
    with Fleet() as fleet:
        fleet.up()
        memory = "memory: 1G"
        for number in range(CHANGES):
            other = f"memory: {1100 + number}M"
            for hub in ("bluelamp-staging", "bluelamp"):
                fleet.edit(f"hubs/{hub}.yaml", memory, other)
            memory = other
            runs.append(fleet.timed("deploy", "--fleet", str(fleet.folder), "--why", "Measure a change"))
            expect_all(fleet)
    return [
        Figure(
            "A change to one community, deployed and tested on staging and production", "s", runs, promise=30,
            how="atoll deploy, after another limit of memory for Blue Lamp",
        )
    ]


def expect_all(fleet: Fleet) -> None:
    healthy = fleet.healthy()
    if len(healthy) != AWAKE:
        raise RuntimeError(f"{len(healthy)} of {AWAKE} hubs are tested and well: {', '.join(healthy)}")
