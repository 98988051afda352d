"""What the machine must hold beside Python, and how to see whether it does."""

import importlib
import importlib.util
import shutil
import sys
from collections.abc import Callable
from ctypes.util import find_library
from dataclasses import dataclass
from functools import partial
from pathlib import Path

BROWSER = "chromium-headless-shell"
"""Chromium without a window: a page opens in a quarter of the time that the whole browser takes."""
BROWSERS = (BROWSER, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
POSTGRESQL_VERSIONS = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Part:
    """One thing that the machine must hold, and the Debian package that brings it.

    Mitra starts without a part that says what is lost `without_it`.
    """

    name: str
    package: str
    is_there: Callable[[], bool]
    without_it: str = ""


def chromium() -> str | None:
    """The browser that the tests drive, or nothing."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def postgresql_programs() -> Path | None:
    """The folder with `initdb` and `postgres` of the newest PostgreSQL here, or nothing."""
    packaged = sorted(POSTGRESQL_VERSIONS.glob("*/bin/initdb"), key=_version)
    found = packaged[-1] if packaged else shutil.which("initdb")
    return Path(found).parent if found else None


def _version(program: Path) -> float:
    name = program.parents[1].name
    return float(name) if name.replace(".", "", 1).isdecimal() else 0.0


def has_library(name: str) -> bool:
    """Whether a shared library can be loaded, `pango-1.0` for instance."""
    return find_library(name) is not None


def can_make_environments() -> bool:
    """Whether this Python can make a virtual environment with pip in it."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def _library(name: str, file: str, package: str, without_it: str = "") -> Part:
    return Part(name, package, partial(has_library, file), without_it)


VENV = Part(
    "Python's venv",
    f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
    can_make_environments,
)
RUNNING = (
    _library("Pango", "pango-1.0", "libpango-1.0-0"),
    _library("Pango for FreeType", "pangoft2-1.0", "libpangoft2-1.0-0"),
    _library("HarfBuzz subsetting", "harfbuzz-subset", "libharfbuzz-subset0"),
)
TESTING = (
    Part("Chromium", BROWSER, lambda: bool(chromium()), "the tests in a browser"),
    _library("libatomic", "atomic", "libatomic1", "the tests in a browser"),
    Part(
        "PostgreSQL",
        "postgresql",
        lambda: postgresql_programs() is not None,
        "the tests on PostgreSQL",
    ),
)


def missing(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Those of the parts that this machine does not hold."""
    return tuple(part for part in parts if not part.is_there())
