"""Checked rows laid aside: a hundred thousand of them take a few dozen megabytes."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from crm.bulk.kinds import Row

TOGETHER = 1000
OPEN = 20
"""So many portions lie open, which costs a thousand bytes a row and no time; the rest is packed."""


class Spool:
    """The rows of one file, to be gone through as often as wanted; nobody changes them."""

    def __init__(self, rows: Iterable[Row], watch: Callable[[int], None]) -> None:
        """Take all rows; `watch` hears how many there are so far."""
        self.count = 0
        self._open: list[list[Row]] = []
        self._packs: list[bytes] = []
        left = iter(rows)
        while portion := list(islice(left, TOGETHER)):
            self.count += len(portion)
            self._lay_aside(portion)
            watch(self.count)

    def _lay_aside(self, portion: list[Row]) -> None:
        if len(self._open) < OPEN:
            self._open.append(portion)
        else:
            self._packs.append(pickle.dumps(portion, protocol=pickle.HIGHEST_PROTOCOL))

    def portions(self) -> Iterator[list[Row]]:
        """The rows in their order, a thousand at a time."""
        yield from self._open
        for pack in self._packs:
            portion: list[Row] = pickle.loads(pack)  # noqa: S301 (packed by ourselves above)
            yield portion
