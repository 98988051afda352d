"""Tasks that a child is asked to do in the tests: well-behaved ones and every kind of trouble."""

import ctypes
import os
import socket
import sys
import tempfile
import time
from pathlib import Path

from crm.core.limits import MIB, ChildRefused

_done: list[int] = []


def echo(value: object) -> object:
    """Say it again."""
    return value


def count() -> int:
    """How many tasks this very process has counted."""
    _done.append(1)
    return len(_done)


def who_am_i() -> list[int]:
    """This process and the one that it came from."""
    return [os.getpid(), os.getppid()]


def refuse(key: str) -> None:
    """Say no."""
    raise ChildRefused(key)


def stumble() -> None:
    """Raise what nobody foresaw."""
    raise ZeroDivisionError("by nought")


def leave() -> None:
    """Raise what is not even an Exception."""
    raise KeyboardInterrupt("leaving")


def spin() -> None:
    """Burn the processor."""
    while True:
        pass


def sleep(seconds: float) -> str:
    """Wait without using anything."""
    time.sleep(seconds)
    return "woke"


def hoard() -> int:
    """Ask for more and more memory."""
    kept = []
    while True:
        kept.append(bytearray(16 * MIB))


def crash() -> None:
    """Read where nothing is."""
    ctypes.string_at(0)


def vanish() -> None:
    """End the process without a word."""
    os._exit(3)


def gabble(size: int) -> bytes:
    """Answer at length."""
    return b"x" * size


def speak_in_riddles() -> object:
    """Answer with what JSON cannot say."""
    return {1, 2}


def write_file(size: int) -> str:
    """Leave a file in the temporary folder, and tell where that is."""
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"x" * size)
    return file.name


def open_many(number: int) -> int:
    """Open so many files at once."""
    files = [os.open(os.devnull, os.O_RDONLY) for _ in range(number)]
    return len(files)


def call_home(port: int) -> None:
    """Try to reach somebody."""
    socket.create_connection(("127.0.0.1", port), timeout=1)


def run_a_program() -> None:
    """Try to start another program."""
    os.system("true")


def surroundings() -> dict[str, object]:
    """What this process could see of ours."""
    return {
        "environment": sorted(os.environ),
        "folder": str(Path.cwd()),
        "loaded": sorted(name for name in sys.modules if name.startswith(("flask", "sqlalchemy"))),
    }
