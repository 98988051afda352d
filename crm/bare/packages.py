"""System packages, by the machine's own apt-get and only where this user may install them."""

import os
import shutil
from contextlib import suppress
from functools import cache

from crm.bare.machine import Part, missing
from crm.bare.progress import StepFailed, run, say, step

QUIETLY = ("env", "DEBIAN_FRONTEND=noninteractive")
WAITING = ("-o", "DPkg::Lock::Timeout=120")


def require(parts: tuple[Part, ...]) -> None:
    """Install what the machine lacks of these; refuse, with the line to run, where that fails."""
    _install(missing(parts))
    if lacking := missing(parts):
        names = ", ".join(part.name for part in lacking)
        raise StepFailed(f"This machine lacks {names}. {line_to_run(lacking)}\nThen start again.")


def attempt(parts: tuple[Part, ...]) -> None:
    """Install what the machine lacks of these, or say what is lost without it."""
    _install(missing(parts))
    if lacking := missing(parts):
        for part in lacking:
            say(f"Without {part.name}, {part.without_it} are not run.")
        say(line_to_run(lacking))


def line_to_run(parts: tuple[Part, ...]) -> str:
    """How an administrator installs these parts: one line, to copy."""
    packages = " ".join(part.package for part in parts)
    if shutil.which("apt-get") is None:
        return f"Install what your system calls these packages of Debian: {packages}"
    return f"Run: sudo apt-get install --yes {packages}"


def _install(parts: tuple[Part, ...]) -> None:
    if not parts or way_to_install() is None:
        return
    _refresh()
    packages = [part.package for part in parts]
    try:
        with step(f"Installing {' '.join(packages)}"):
            _apt_get("install", "--yes", "--no-install-recommends", *packages)
    except StepFailed as failure:
        say(str(failure))


@cache
def _refresh() -> None:
    with suppress(StepFailed), step("Refreshing the list of system packages"):
        _apt_get("update")


def _apt_get(*words: str) -> None:
    run(*(way_to_install() or ()), *QUIETLY, "apt-get", *WAITING, *words)


@cache
def way_to_install() -> tuple[str, ...] | None:
    """What to put before apt-get: nothing as root, a sudo that asks nothing, or None: no way."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ()
    return ("sudo", "-n") if _sudo_asks_nothing() else None


def _sudo_asks_nothing() -> bool:
    if shutil.which("sudo") is None:
        return False
    try:
        run("sudo", "-n", "true")
    except StepFailed:
        return False
    return True
