"""The only clock of the house: everything that asks for the time asks here."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  (the one place)


def today(zone: str) -> date:
    """The civil date at this instant in the IANA zone named."""
    return now().astimezone(ZoneInfo(zone)).date()
