"""What a measurement says: a value beside its floor from the same run, and the goal it has."""

import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from crm.core.db import db

NOT_COUNTED = ("PRAGMA", "BEGIN")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured thing.

    `cpu` is what the server computed for one answer, in milliseconds: it says the same on a busy
    machine. `floor` is what stands beside it in the same run, `raw` the plain SQL of the same
    question. `goal` is of `product.md` 4, in the figure's own unit.
    """

    name: str
    value: float
    unit: str = "ms"
    cpu: float | None = None
    floor: float | None = None
    raw: float | None = None
    statements: int | None = None
    goal: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times its floor."""
        return self.value / self.floor if self.floor else None

    def as_plain(self) -> dict[str, object]:
        """Give it as JSON takes it."""
        return {**asdict(self), "ratio": self.ratio}

    def as_line(self) -> str:
        """Give it as people read it."""
        told = [f"{self.name:34}{self.value:11,.1f} {self.unit:7}"]
        told += [f"cpu {self.cpu:.1f}"] if self.cpu is not None else []
        told += [f"floor {self.floor:,.2f}, ratio {self.ratio:.2f}"] if self.floor else []
        told += [f"raw SQL {self.raw:.2f}"] if self.raw is not None else []
        told += [f"{self.statements} SQL"] if self.statements is not None else []
        told += [f"goal {self.goal}"] if self.goal else []
        told += [self.note] if self.note else []
        return "  ".join(told)


def growths(large: Sequence[Figure], small: Sequence[Figure]) -> list[Figure]:
    """How much each figure of a full house is of the same figure of a tenth of it.

    Of pages it is the server's own time, which a busy machine disturbs least.
    """
    before = {figure.name: figure for figure in small}
    return [
        Figure(
            name=f"growth of {now.name}",
            value=(now.cpu or now.value) / (before[now.name].cpu or before[now.name].value),
            unit="times",
            goal="at most 1.3",
        )
        for now in large
        if now.name in before and now.unit == "ms"
    ]


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements of the block."""
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(NOT_COUNTED):
            statements.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def median(times: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(times)
