"""F18: eighty files made to hurt, each refused within two seconds, none of them at our expense."""

import resource
import time
from collections.abc import Callable, Iterator

import pytest

from crm.bulk.findings import Unreadable
from crm.bulk.reading import read
from tests.bulk import bombs

TIMES = 4
MIB = 1024
MOST_GROWTH = 100 * MIB


def every_bomb() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """What is made to hurt, by name."""
    yield from ((f"workbook, {name}", make) for name, (make, _) in bombs.WORKBOOKS.items())
    yield from ((f"cards, {name}", lambda it=it: it) for name, it in bombs.CARDS.items())
    yield from ((f"calendar, {name}", make) for name, make in bombs.CALENDARS.items())


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_every_bomb_is_refused_in_two_seconds_and_takes_no_memory() -> None:
    read(bombs.workbook(bombs.cell("A1", "nama")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took: dict[str, float] = {}

    for name, make in every_bomb():
        content = make()
        for again in range(TIMES):
            began = time.perf_counter()
            with pytest.raises(Unreadable):
                list(read(content, "x.csv").rows)
            took[f"{name} {again}"] = time.perf_counter() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    slowest = max(took, key=lambda name: took[name])
    print(
        f"F18: {len(took)} bombs refused, slowest {took[slowest]:.2f} s ({slowest}),"
        f" memory grew by {grown / MIB:.0f} MB"
    )
    assert took[slowest] < 2
    assert grown < MOST_GROWTH
