"""The oldest versions without a known hole or a known loss of data; audited, and counted."""

import re
from pathlib import Path

import pysqlite3.dbapi2 as lite
import pytest
from packaging.version import Version

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
LOCKED = re.compile(r"^([a-z0-9.-]+)==([^\s;\\]+)", re.MULTILINE)
MINIMUM = {
    "gunicorn": "22",
    "icalendar": "7.1.3",
    "pysqlite3": "0.6.1",
    "weasyprint": "70",
    "werkzeug": "3.1.5",
}
SQLITE_MINIMUM = (3, 51, 3)


def too_old(lock: str) -> tuple[int, list[str]]:
    """How many versions of the table a lock names, and those that are older than they may be."""
    locked = LOCKED.findall(lock)
    audited = [(name, version) for name, version in locked if name in MINIMUM]
    old = [f"{name} {v}" for name, v in audited if Version(v) < Version(MINIMUM[name])]
    return len(audited), old


@pytest.mark.parametrize("name", ["app", "test"])
def test_no_lock_names_a_version_with_a_known_hole(name: str) -> None:
    audited, old = too_old((REQUIREMENTS / f"{name}.lock").read_text())

    print(f"{name}.lock: audited {audited} of {len(MINIMUM)} minimum versions")
    assert audited >= len(MINIMUM)
    assert old == []


def test_the_audit_sees_a_version_that_is_too_old() -> None:
    lock = "icalendar==7.1.2 \\\n    --hash=sha256:00\nweasyprint==70.0 ; python_version > '3'\n"

    assert too_old(lock) == (2, ["icalendar 7.1.2"])


def test_the_bundled_sqlite_does_not_corrupt_its_log() -> None:
    print(f"SQLite {lite.sqlite_version}")

    assert lite.sqlite_version_info >= SQLITE_MINIMUM
