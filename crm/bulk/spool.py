"""Checked rows laid aside, packed: a hundred thousand of them take a few dozen megabytes."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from crm.bulk.kinds import Row

TOGETHER = 1000


class Spool:
    """The rows of one file, to be gone through as often as wanted."""

    def __init__(self, rows: Iterable[Row], watch: Callable[[int], None]) -> None:
        """Take all rows; `watch` hears how many there are so far."""
        self.count = 0
        self._packs: list[bytes] = []
        left = iter(rows)
        while portion := list(islice(left, TOGETHER)):
            self.count += len(portion)
            self._packs.append(pickle.dumps(portion, protocol=pickle.HIGHEST_PROTOCOL))
            watch(self.count)

    def portions(self) -> Iterator[list[Row]]:
        """The rows in their order, a thousand at a time."""
        for pack in self._packs:
            portion: list[Row] = pickle.loads(pack)  # noqa: S301 (packed by ourselves above)
            yield portion
