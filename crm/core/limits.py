"""What a child may use, what it used, and why there may be no answer."""

from dataclasses import dataclass
from enum import StrEnum

MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one task may use: seconds, bytes, open files. None means no such limit.

    `tasks` above 1 keeps one child for so many tasks, one at a time, instead of a fork for each.
    """

    wall_s: float = 10
    cpu_s: int = 8
    address_bytes: int | None = 700 * MIB
    data_bytes: int | None = None
    file_bytes: int = 32 * MIB
    open_files: int = 64
    answer_bytes: int = 64 * MIB
    tasks: int = 1


@dataclass(frozen=True)
class Usage:
    """What one task used: processor seconds, and the most memory that it held, in bytes."""

    cpu_s: float
    peak_bytes: int


class Death(StrEnum):
    """Why there is no answer."""

    TIME = "time"
    PROCESSOR = "processor"
    MEMORY = "memory"
    CRASH = "crash"
    FAILURE = "failure"
    ANSWER = "answer"
    BUSY = "busy"


class ChildFailed(Exception):
    """There is no result. Nothing else happened: the caller and its other work are whole."""


class ChildRefused(ChildFailed):
    """The child looked and said no. `key` is its word for the reason, for the caller to phrase.

    Functions that run in a child raise it themselves.
    """

    def __init__(self, key: str) -> None:
        """Keep the word for the reason."""
        super().__init__(key)
        self.key = key


class ChildDied(ChildFailed):
    """The child was stopped at a limit, fell, or raised what nobody foresaw.

    `detail` is for the log, never for the page: it may quote what the child was reading.
    """

    def __init__(self, reason: Death, detail: str = "", usage: Usage | None = None) -> None:
        """Keep the reason, and what was used until then where it is known."""
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
        self.usage = usage
