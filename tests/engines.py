"""On which database a test stands: on both where SQL or races matter, else on one of the two."""

import zlib

import pytest

ENGINES = ("sqlite", "postgresql")
MARK = "both_engines"


def engines_of(test: pytest.Item | pytest.Function, asked: str) -> tuple[str, ...]:
    """Both for a test or module that is marked so; for another the one that its name falls on.

    `asked` is the choice of whoever runs the tests: "both" for every test, or one engine's name.
    """
    if asked in ENGINES:
        return (asked,)
    if asked == "both" or test.get_closest_marker(MARK):
        return ENGINES
    return (ENGINES[zlib.crc32(test.nodeid.encode()) % 2],)


def told_by_engine(names: list[str]) -> str:
    """Say how many of the tests of these names ran where, in one line for the summary."""
    places = {"SQLite": "[sqlite", "PostgreSQL": "[postgresql", "Chromium": "tests/browser/"}
    told = [f"{place} {sum(part in name for name in names)}" for place, part in places.items()]
    return f"{len(names)} tests passed, of them on {', '.join(told)}"
