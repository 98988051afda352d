"""The program of a nursery's process: load one module, then do each task inside its fence.

The kernel keeps the fence: a clock that kills, limits of processor, memory, files. No handler of
ours has to run for a task to end, and none is needed in the process that asked.
"""

import contextlib
import gc
import json
import os
import pickle
import resource
import signal
import socket
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from crm.core.limits import ChildRefused, Limits

IDLE_S = 900
CLOSED_ACTS = (
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "subprocess.Popen",
)


def main() -> None:
    """Serve whoever holds the other end of standard input, until they leave or forget us."""
    module, folder, *stay = sys.argv[1:]
    _live_in(folder)
    with contextlib.suppress(Exception):  # the task will fail the same way, and say so
        import_module(module)
    _settle_memory()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=0) as control:
        control.settimeout(IDLE_S)
        while doors := _next_doors(control):
            if stay:
                _do_here(*doors)
            else:
                _do_in_fork(control, *doors)


def _settle_memory() -> None:
    """Leave what is loaded alone: a fork copies each page that the collector touches."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _next_doors(control: socket.socket) -> list[socket.socket]:
    try:
        _, handed, _, _ = socket.recv_fds(control, 1, 2)
    except TimeoutError:
        return []
    return [socket.socket(fileno=number) for number in handed]


def _do_in_fork(control: socket.socket, link: socket.socket, status: socket.socket) -> None:
    """Fork a guard, who forks the worker and outlives it."""
    with link, status:
        if os.fork() == 0:
            control.close()
            _guard(link, status)


def _guard(link: socket.socket, status: socket.socket) -> NoReturn:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        status.sendall(b"!")
        with tempfile.TemporaryDirectory() as folder:
            worker = os.fork()
            if worker == 0:
                _work(link, status, folder)
            link.close()
            _, code, used = os.wait4(worker, 0)
        status.sendall(_ending(used, os.WTERMSIG(code) if os.WIFSIGNALED(code) else 0))
    finally:
        os._exit(0)


def _work(link: socket.socket, status: socket.socket, folder: str) -> NoReturn:
    try:
        status.close()
        _live_in(folder)
        _answer(link)
    finally:
        os._exit(0)


def _do_here(link: socket.socket, status: socket.socket) -> None:
    """Do the task in this very process: for libraries that do not survive a fork."""
    with link, status:
        status.sendall(b"!")
        _answer(link)
        signal.setitimer(signal.ITIMER_REAL, 0)
        link.close()
        status.sendall(_ending(resource.getrusage(resource.RUSAGE_SELF), 0))


def _answer(link: socket.socket) -> None:
    with link.makefile("rb") as received:
        function_path, args, limits = pickle.load(received)  # noqa: S301 - from our own parent
    _fence(limits)
    answer = _result(function_path, args)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        link.sendall(answer)


def _result(function_path: str, args: tuple[object, ...]) -> bytes:
    module, _, name = function_path.rpartition(".")
    try:
        result = getattr(import_module(module), name)(*args)
        return b"B" + result if isinstance(result, bytes) else b"J" + json.dumps(result).encode()
    except ChildRefused as refusal:
        return b"R" + refusal.key.encode()
    except MemoryError:
        return b"M"
    except BaseException as error:  # noqa: BLE001 - nothing may pass: some libraries raise these
        return b"F" + f"{type(error).__name__}: {error}"[:500].encode(errors="replace")


def _fence(limits: Limits) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + limits.cpu_s
    _allow(resource.RLIMIT_CPU, seconds, resource.getrlimit(resource.RLIMIT_CPU)[1])
    _allow(resource.RLIMIT_CORE, 0)
    _allow(resource.RLIMIT_FSIZE, limits.file_bytes)
    _allow(resource.RLIMIT_NOFILE, limits.open_files)
    _allow(resource.RLIMIT_AS, limits.address_bytes)
    _allow(resource.RLIMIT_DATA, limits.data_bytes)
    signal.setitimer(signal.ITIMER_REAL, limits.wall_s)
    _be_the_first_to_go()
    _stay_inside()


def _allow(what: int, soft: int | None, hard: int | None = None) -> None:
    if soft is not None:
        resource.setrlimit(what, (soft, soft if hard is None else hard))


def _be_the_first_to_go() -> None:
    """Let the kernel take this process before any other when the machine runs out of memory."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


_inside: list[bool] = []


def _stay_inside() -> None:
    """Refuse the network and other programs to everything in Python, once and for ever."""
    if not _inside:
        _inside.append(True)
        sys.addaudithook(_refuse)


def _refuse(event: str, _: object) -> None:
    if event in CLOSED_ACTS:
        raise PermissionError(event)


def _live_in(folder: str) -> None:
    os.chdir(folder)
    tempfile.tempdir = folder


def _ending(used: "resource.struct_rusage", killed_by: int) -> bytes:
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    cpu_s = round(used.ru_utime + used.ru_stime, 3)
    return json.dumps({"signal": killed_by, "cpu_s": cpu_s, "peak_bytes": peak}).encode()


if __name__ == "__main__":
    main()
