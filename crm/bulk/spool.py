"""Checked rows laid aside in a temporary file, so that a hundred thousand need no more memory."""

import pickle
from collections.abc import Iterable, Iterator
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from crm.bulk.kinds import Row

TOGETHER = 1000
IN_MEMORY = 4 << 20


class Spool:
    """The rows of one file in portions; nobody but this process ever sees the file."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Take all rows."""
        self.count = 0
        self._file: IO[Any] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (kept open)
        left = iter(rows)
        while portion := list(islice(left, TOGETHER)):
            self.count += len(portion)
            pickle.dump(portion, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def portions(self) -> Iterator[list[Row]]:
        """The rows in their order, a thousand at a time, as often as wanted."""
        self._file.seek(0)
        left = self.count
        while left > 0:
            portion: list[Row] = pickle.load(self._file)  # noqa: S301 (we wrote it a moment ago)
            left -= len(portion)
            yield portion
