"""The only clock of the house: everything that asks for the time asks here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_STANDING: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present instant, in UTC."""
    return _STANDING.get() or datetime.now(UTC)  # noqa: TID251  (the one place)


def today(zone: str) -> date:
    """The civil date at this instant in the IANA zone named."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand until the end of the block: the demo lives through its year this way."""
    before = _STANDING.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _STANDING.reset(before)
