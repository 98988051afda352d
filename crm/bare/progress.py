"""One line a step, so that whoever waits knows what for and how long it took."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import DEVNULL, PIPE, STDOUT

SHOWN_LINES = 25


class StepFailed(Exception):
    """A step could not be done; the message says which and what the machine answered."""


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what is being done, and afterwards how many seconds it took."""
    say(f"{text} ... ", end="")
    began = time.monotonic()
    try:
        yield
    except BaseException:
        say(f"failed after {time.monotonic() - began:.1f} s")
        raise
    say(f"{time.monotonic() - began:.1f} s")


def run(*command: object) -> str:
    """Run a command quietly and return what it printed; its last lines are told when it fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT, check=False)
    except OSError as cause:
        raise StepFailed(f"{' '.join(words)}\ncould not start: {cause}") from cause
    printed = done.stdout.decode(errors="replace")
    if done.returncode:
        told = "\n".join(printed.splitlines()[-SHOWN_LINES:])
        raise StepFailed(f"{' '.join(words)}\nended with {done.returncode}:\n{told}")
    return printed


def say(text: str, *, end: str = "\n") -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(text + end)
    sys.stdout.flush()
