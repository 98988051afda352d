"""Turns for a scarce thing, first come, first served.

A semaphore lets him who gives back take again before those who wait have woken: a long register
would keep a letter from its turn until the last page.
"""

import threading
from collections import deque


class Turns:
    """So many may go at once; the others wait in line."""

    def __init__(self, at_once: int) -> None:
        """Open that many."""
        self._free = at_once
        self._line: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    def take(self, *, within_s: float) -> bool:
        """Wait in line, and tell whether a turn came in time."""
        mine = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            self._line.append(mine)
        return mine.wait(within_s) or self._leave(mine)

    def _leave(self, mine: threading.Event) -> bool:
        with self._lock:
            if not mine.is_set():
                self._line.remove(mine)
            return mine.is_set()

    def give_back(self) -> None:
        """Let the first in line go."""
        with self._lock:
            if self._line:
                self._line.popleft().set()
            else:
                self._free += 1
