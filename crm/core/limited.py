"""Heavy or hostile input is read by children that may use only so much, and may die.

A task is a module-level function, named by its path; its module is loaded by the child only. It
receives anything that can be pickled and answers with bytes or with what JSON can say: nothing
that a child says is ever unpickled here, because a child may have been turned by what it read.
"""

import json
import pickle
import signal

from crm.core.limits import ChildDied, ChildFailed, ChildRefused, Death, Limits, Usage
from crm.core.nursery import Nursery, Report, nursery_of

__all__ = [
    "ChildDied",
    "ChildFailed",
    "ChildRefused",
    "Death",
    "Limits",
    "Usage",
    "measure_limited",
    "run_limited",
]

DEADLY_SIGNALS: dict[int, Death] = {
    signal.SIGALRM: Death.TIME,
    signal.SIGXCPU: Death.PROCESSOR,
}


def run_limited(function_path: str, *args: object, limits: Limits) -> object:
    """Do one task in a child and return its answer. Raises only ChildRefused and ChildDied."""
    return measure_limited(function_path, *args, limits=limits)[0]


def measure_limited(
    function_path: str, *args: object, limits: Limits
) -> tuple[object, Usage | None]:
    """Do one task in a child; return its answer and what it used."""
    nursery: Nursery = nursery_of(function_path.rpartition(".")[0], stays=limits.tasks > 1)
    report = nursery.do(pickle.dumps((function_path, args, limits)), limits)
    return _answer(report, limits), report.usage


def _answer(report: Report, limits: Limits) -> object:
    if len(report.answer) > limits.answer_bytes:
        raise ChildDied(Death.ANSWER, f"more than {limits.answer_bytes} bytes", report.usage)
    if report.killed_by or not report.answer:
        reason = DEADLY_SIGNALS.get(report.killed_by, Death.CRASH)
        raise ChildDied(reason, f"signal {report.killed_by}", report.usage)
    kind, content = report.answer[:1], report.answer[1:]
    return content if kind == b"B" else _said(kind, content.decode(errors="replace"), report.usage)


def _said(kind: bytes, text: str, usage: Usage | None) -> object:
    if kind == b"R":
        raise ChildRefused(text[:200])
    if kind == b"J":
        return _parsed(text, usage)
    raise ChildDied(Death.MEMORY if kind == b"M" else Death.FAILURE, text[:500], usage)


def _parsed(text: str, usage: Usage | None) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ChildDied(Death.ANSWER, str(error), usage) from error
