"""A nursery: a process of our own program that has loaded one module and does its tasks.

It has no secrets: an environment of its own, no file of ours open, an empty folder. Nothing of it
starts before the first task, so that it may be used in waitress's threads, in gunicorn's forks
and in tests; it ends when idle for long, and when the process that opened it ends.
"""

import atexit
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from crm.core.limits import MIB, ChildDied, Death, Limits, Usage
from crm.core.turns import Turns

ROOT = Path(__file__).parents[2]
START_S = 30.0
GRACE_S = 2.0
PATIENCE_S = 30.0
AT_ONCE = 2
ENVIRONMENT = {
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",  # the same input shall give the same bytes
    "MALLOC_ARENA_MAX": "2",
}

_NURSERIES: dict[tuple[str, bool], "Nursery"] = {}
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Report:
    """What is known of a task's end: the answer as it was sent, what killed it, what it used."""

    answer: bytes
    killed_by: int
    usage: Usage | None


@dataclass(frozen=True)
class _Home:
    """The process, the socket by which it is given tasks, and its folder."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket
    folder: str

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        """Kill the process with all its children and leave nothing of them behind."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.control.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class _Left(Exception):
    """The process was ending while we knocked; another one has to be opened."""


@dataclass
class Nursery:
    """The tasks of one module. `stays`: one child does them all, one at a time."""

    module: str
    stays: bool
    home: _Home | None = None
    done: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    turns: Turns = field(init=False)

    def __post_init__(self) -> None:
        """Let a few tasks run at once, or one into a child that stays."""
        self.turns = Turns(1 if self.stays else AT_ONCE)

    def do(self, task: bytes, limits: Limits) -> Report:
        """Wait for a turn, have the task done, and tell how it ended."""
        if not self.turns.take(within_s=PATIENCE_S):
            raise ChildDied(Death.BUSY, self.module)
        try:
            return self._attempt_twice(task, limits)
        except OSError as error:  # no room for a folder, a socket or a process
            raise ChildDied(Death.CRASH, str(error)) from error
        finally:
            self.turns.give_back()

    def _attempt_twice(self, task: bytes, limits: Limits) -> Report:
        with contextlib.suppress(_Left):
            return self._attempt(task, limits)
        self.close()
        try:
            return self._attempt(task, limits)
        except _Left as left:
            raise ChildDied(Death.CRASH, f"{self.module} does not start") from left

    def _attempt(self, task: bytes, limits: Limits) -> Report:
        if self.done >= limits.tasks and self.stays:
            self.close()
        link, its_link = socket.socketpair()
        status, its_status = socket.socketpair()
        with link, status:
            with its_link, its_status:
                home = self._knock(its_link, its_status)
            return self._watch(home, link, status, task, limits)

    def _knock(self, *doors: socket.socket) -> _Home:
        with self.lock:
            home = self.home = self._someone_home()
            self.done += 1
            try:
                socket.send_fds(home.control, [b"t"], [door.fileno() for door in doors])
            except OSError as error:
                raise _Left from error
            return home

    def _someone_home(self) -> _Home:
        if self.home is not None and self.home.alive:
            return self.home
        if self.home is not None:
            self.home.end()
        self.home, self.done = None, 0
        return _opened(self.module, stays=self.stays)

    def _watch(
        self, home: _Home, link: socket.socket, status: socket.socket, task: bytes, limits: Limits
    ) -> Report:
        try:
            if not _begins(link, status, task):
                raise _Left
            deadline = time.monotonic() + limits.wall_s + GRACE_S
            answer = _everything(link, deadline, limits.answer_bytes + 1)
            link.close()  # who still has more to say will notice
            ending = _everything(status, deadline, MIB)
        except TimeoutError:
            self.close(home)
            return Report(b"", signal.SIGALRM, None)
        if ending:
            told = json.loads(ending)
            return Report(answer, told["signal"], Usage(told["cpu_s"], told["peak_bytes"]))
        return Report(b"", self._fall_of(home) if self.stays else signal.SIGABRT, None)

    def _fall_of(self, home: _Home) -> int:
        """The signal that ended the process itself."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            home.process.wait(GRACE_S)
        self.close(home)
        return max(-home.process.returncode, 0) or signal.SIGABRT

    def close(self, home: _Home | None = None) -> None:
        """End the process and its children; when one is given, only if it is still that one."""
        with self.lock:
            if self.home is not None and home in {None, self.home}:
                self.home.end()
                self.home = None


def nursery_of(module: str, *, stays: bool) -> Nursery:
    """The nursery of a module in this process."""
    with _LOCK:
        return _NURSERIES.setdefault((module, stays), Nursery(module, stays))


def close_nurseries() -> None:
    """End every process that was opened for tasks. The next task opens a new one."""
    for nursery in list(_NURSERIES.values()):
        nursery.close()


def _forget_nurseries() -> None:
    """After a fork the processes belong to whom we were forked from; ours are still to open."""
    global _LOCK  # noqa: PLW0603 - it may have been held by a thread that is not here
    _LOCK = threading.Lock()
    for nursery in _NURSERIES.values():
        if nursery.home is not None:
            nursery.home.control.close()
            nursery.home.process.returncode = 0
    _NURSERIES.clear()


def _opened(module: str, *, stays: bool) -> _Home:
    folder = tempfile.mkdtemp(prefix="mitra-")
    control, its_control = socket.socketpair()
    with its_control:
        process = subprocess.Popen(  # noqa: S603 - our own program, names from our own code
            [sys.executable, "-m", "crm.core.child", module, folder, *["stay"] * stays],
            stdin=its_control.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={**ENVIRONMENT, "HOME": folder, "XDG_CACHE_HOME": folder},
            start_new_session=True,
        )
    return _Home(process, control, folder)


def _begins(link: socket.socket, status: socket.socket, task: bytes) -> bool:
    """Hand the task over, and tell whether somebody has begun with it."""
    status.settimeout(START_S)
    link.settimeout(START_S)
    try:
        link.sendall(task)
        link.shutdown(socket.SHUT_WR)
        return status.recv(1) == b"!"
    except (BrokenPipeError, ConnectionResetError):
        return False


def _everything(source: socket.socket, deadline: float, most: int) -> bytes:
    """All that comes until the other side closes, but hardly more than so many bytes."""
    received = bytearray()
    with contextlib.suppress(ConnectionResetError):
        while len(received) < most:
            source.settimeout(max(deadline - time.monotonic(), 0.001))
            piece = source.recv(MIB)
            if not piece:
                break
            received += piece
    return bytes(received)


atexit.register(close_nurseries)
os.register_at_fork(after_in_child=_forget_nurseries)
