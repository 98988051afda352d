"""The folder `.venv`: made once, filled from hash-locked wheels, left alone while they stand."""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from fcntl import LOCK_EX, flock
from pathlib import Path

from crm.bare.progress import StepFailed, run, step

PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
COMPILE = ("-m", "compileall", "-q")
OWN_CODE = ("config.py", "wsgi.py", "crm", "migrations", "bench")


class Lock(StrEnum):
    """What an environment is for: to run Mitra, or to test it as well."""

    APP = "app"
    TEST = "test"


@dataclass(frozen=True)
class Environment:
    """The virtual environment of one checkout."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """The file that says what it was filled from."""
        return self.folder / "mitra-prepared"

    def lock_file(self, name: str) -> Path:
        """The list of exact versions and their hashes."""
        return self.root / "requirements" / f"{name}.lock"

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Let one start at a time work on it; a second one waits here."""
        with (self.root / "pyproject.toml").open() as held:
            flock(held, LOCK_EX)
            yield

    def serves(self, lock: Lock) -> bool:
        """Whether it already holds what this lock asks for; the test lock includes the app's."""
        stamps = {self._stamp_for(enough) for enough in {lock, Lock.TEST}}
        return self._stamped() in stamps and self._is_whole()

    def fill(self, lock: Lock) -> None:
        """Make it if need be, install what the lock names, and mark it as filled."""
        self.stand()
        self.stamp.unlink(missing_ok=True)
        self._install_wheels(self.lock_file(lock))
        self._install_mitra()
        self.stamp.write_text(self._stamp_for(lock))

    def compile(self) -> None:
        """Compile Mitra's own modules that changed, also where Python was told to keep nothing.

        A checkout that may not be written to only starts slower.
        """
        with suppress(StepFailed):
            run(self.python, *COMPILE, *(self.root / name for name in OWN_CODE))

    def stand(self) -> None:
        """Make the bare environment, unless there is one whose Python works."""
        if self._python_can("import pip, sys; sys.exit(sys.version_info < (3, 11))"):
            return
        base = getattr(sys, "_base_executable", sys.executable)
        with step("Making .venv"):
            run(base, "-m", "venv", "--clear", self.folder)

    def _install_wheels(self, lock: Path) -> None:
        try:
            self.install_uv()
            with step(f"Installing {lock.name} with uv"):
                self.uv("install", "--compile-bytecode", "--require-hashes", "-r", lock)
        except StepFailed:
            with step(f"Installing {lock.name} with pip instead"):
                self._pip("-r", lock)

    def install_uv(self) -> None:
        """Install the fast installer, where a wheel of it fits this machine."""
        with step("Installing uv"):
            self._pip("--only-binary", ":all:", "-r", self.lock_file("installer"))

    def _install_mitra(self) -> None:
        with step("Installing Mitra itself"):
            run(self.python, *PIP, "--no-deps", "--no-build-isolation", "--editable", self.root)
            if not (self.folder / "bin" / "mitra").exists():
                raise StepFailed("The command .venv/bin/mitra is missing after the installation.")

    def _pip(self, *words: object) -> None:
        run(self.python, *PIP, "--require-hashes", *words)

    def uv(self, verb: str, *words: object) -> None:
        """Let the environment's own uv install into it, or compile a lock for it."""
        program = self.folder / "bin" / "uv"
        run(program, "pip", verb, "--quiet", "--python", self.python, *words)

    def _is_whole(self) -> bool:
        return self._python_can("import importlib.metadata as m; m.version('mitra')")

    def _python_can(self, statement: str) -> bool:
        try:
            run(self.python, "-Ic", statement)
        except StepFailed:
            return False
        return True

    def _stamped(self) -> str:
        return self.stamp.read_text() if self.stamp.exists() else ""

    def _stamp_for(self, lock: Lock) -> str:
        digest = hashlib.sha256(str(self.root).encode())
        for file in (self.root / "pyproject.toml", self.lock_file(lock)):
            digest.update(file.read_bytes())
        return f"{lock} {digest.hexdigest()}\n"
