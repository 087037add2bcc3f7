"""How often someone may try a wrong password."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True)
class Allowance:
    """So many failures at once, and one more every so many seconds."""

    burst: int
    every: float


NAME = Allowance(burst=10, every=15)
"""For one name: a guesser gets 5,760 tries a day, someone who mistypes notices nothing."""

HUB = Allowance(burst=60, every=1)
"""For the whole hub: bounds what guessing many names costs the machine.

Not per address: behind the gateway a whole course may share one.
"""

REMEMBERED = 10_000
"""How many names are kept in mind at most."""


class Throttle:
    """Counts failures only: people who know their password never wait for each other."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._free_at: OrderedDict[str | None, float] = OrderedDict()

    def wait(self, name: str) -> int:
        """Seconds until ``name`` may try again; 0 is now."""
        return max(self._wait(name, NAME), self._wait(None, HUB))

    def failed(self, name: str) -> None:
        """Note a wrong password for ``name``."""
        self._count(name, NAME)
        self._count(None, HUB)
        while len(self._free_at) > REMEMBERED:
            self._free_at.popitem(last=False)

    # A bucket is one number: the time at which it will be full again.

    def _wait(self, key: str | None, allowance: Allowance) -> int:
        behind = self._free_at.get(key, 0.0) - self._clock()
        return max(0, math.ceil(behind - (allowance.burst - 1) * allowance.every))

    def _count(self, key: str | None, allowance: Allowance) -> None:
        self._free_at[key] = max(self._free_at.get(key, 0.0), self._clock()) + allowance.every
        self._free_at.move_to_end(key)
