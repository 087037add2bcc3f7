from __future__ import annotations

from atoll_hub.throttle import HUB, NAME, REMEMBERED, Throttle


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_few_mistakes_cost_nothing_and_many_cost_time() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    for _ in range(NAME.burst):
        assert throttle.wait("ada") == 0
        throttle.failed("ada")
    assert throttle.wait("ada") == NAME.every
    assert throttle.wait("bob") == 0, "others do not wait"
    clock.now += NAME.every
    assert throttle.wait("ada") == 0
    throttle.failed("ada")
    assert throttle.wait("ada") > 0


def test_guessing_many_names_is_slow_too() -> None:
    throttle = Throttle(Clock())
    for number in range(HUB.burst):
        throttle.failed(f"name{number}")
    assert throttle.wait("another") > 0


def test_only_so_many_names_are_remembered() -> None:
    throttle = Throttle(Clock())
    for number in range(REMEMBERED + 10):
        throttle.failed(f"name{number}")
    assert len(throttle._free_at) == REMEMBERED
    assert None in throttle._free_at
