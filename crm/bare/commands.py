"""The words after `python3 -m crm`: prepare the machine, then hand over to the environment."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from crm.bare import locks, machine, packages
from crm.bare.environment import Environment, Lock
from crm.bare.progress import StepFailed, say

ROOT = Path(__file__).resolve().parents[2]
USAGE = """\
python3 -m crm demo            prepare this machine, then serve the demo network
python3 -m crm test [...]      prepare this machine, then run the tests; the rest goes to pytest
python3 -m crm prepare [test]  prepare only, for the demo or for the tests
python3 -m crm lock [...]      write requirements/*.lock anew from pyproject.toml;
                               the rest goes to uv, --upgrade for instance
"""
DEMO = (
    "MITRA_MODE=demo",
    f"DATABASE_URL=sqlite:{'/' * 3}{ROOT / 'instance' / 'demo.db'}",
    f"MITRA_INSTANCE_PATH={ROOT / 'instance'}",
    f"MAIL_URL=file:{ROOT / 'instance' / 'mail'}",
    "MAIL_FROM=sekretariat@jpk.example",
    "BASE_URL=",
)
"""What the demo is told; it looks at nothing else, so that no real data meet it."""
KEEPING_COMPILED = "PYTHONDONTWRITEBYTECODE="
"""The tests are compiled once for all who run them, whatever the caller's Python was told."""
PYTEST = ("-m", "pytest", "-n", "3", "--dist=loadgroup")
"""Three at a time on two cores: a third of the time goes in waiting for databases and browsers."""


def main(words: Sequence[str]) -> int:
    """Do what the words ask and return the exit code; `demo` and `test` become another program."""
    try:
        return _follow(words)
    except StepFailed as failure:
        say(f"\n{failure}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130


def _follow(words: Sequence[str]) -> int:
    match words:
        case ["demo", *rest]:
            _become(*DEMO, prepared(Lock.APP), "-m", "crm.cli", "open-demo", *rest)
        case ["test", *rest]:
            _become(KEEPING_COMPILED, prepared(Lock.TEST), *PYTEST, *rest)
        case ["prepare"] | ["prepare", "demo" | "test"]:
            prepared(Lock.TEST if "test" in words else Lock.APP)
        case ["lock", *rest]:
            locks.write(Environment(ROOT), rest)
        case ["-h" | "--help" | "help", *_]:
            say(USAGE, end="")
        case _:
            sys.stderr.write(USAGE)
            return 2
    return 0


def prepared(lock: Lock) -> Path:
    """Make machine and checkout ready and return the Python to use; if they are, only look."""
    began = time.monotonic()
    environment = Environment(ROOT)
    with environment.claimed():
        is_filled = environment.serves(lock)
        packages.require(machine.RUNNING if is_filled else (*machine.RUNNING, machine.VENV))
        packages.attempt(machine.TESTING if lock is Lock.TEST else ())
        if not is_filled:
            environment.fill(lock)
        environment.compile()
    say(f"Ready after {time.monotonic() - began:.1f} s.")
    return environment.python.relative_to(ROOT)


def _become(*words: object) -> None:
    os.chdir(ROOT)
    os.execvp("env", ["env", *map(str, words)])
