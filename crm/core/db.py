"""The database: one registry, one session for each request, read-only where only reading is due."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

import sqlalchemy as sa
from flask import abort, g, has_app_context
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database, on both engines."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What pages by key read from an address."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its zone.")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the instant back with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[StrEnum]):
    """An enumeration stored as its plain word."""

    impl = sa.String(40)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        """Remember the enumeration to give back."""
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | str | None, _dialect: Dialect) -> str | None:
        """Refuse a word that is not in the enumeration."""
        return None if value is None else str(self.kind(value))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> StrEnum | None:
        """Give the enumeration's member back."""
        return None if value is None else self.kind(value)


class Session(FlaskSession):
    """The request's session; while the house only reads, its connection cannot write."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Any:
        """Choose the reading twin of the engine where only reading is due."""
        engine = super().get_bind(*args, **kwargs)
        if isinstance(engine, sa.Engine) and is_reading():
            return reading_twin(engine)
        return engine


class Model(DeclarativeBase):
    """A record of the house. The table is named after the class, in the singular."""

    registry: ClassVar[registry] = registry(
        metadata=sa.MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: Moment(),
            date: sa.Date(),
            Decimal: sa.Numeric(12, 2),
            dict[str, Any]: sa.JSON(),
            list[str]: sa.JSON(),
            list[dict[str, Any]]: sa.JSON(),
        },
    )

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Name the table after the class where it does not name itself."""
        if "__tablename__" not in cls.__dict__ and not cls.__dict__.get("__abstract__"):
            cls.__tablename__ = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        super().__init_subclass__(**kwargs)


db = SQLAlchemy(
    metadata=Model.metadata,
    session_options={"class_": Session, "autoflush": True, "expire_on_commit": False},
)


SomeModel = TypeVar("SomeModel", bound=Model)
Some = TypeVar("Some")


def is_reading() -> bool:
    """Tell whether the work at hand may only read."""
    return has_app_context() and bool(g.get("reading", False))


@contextmanager
def reading() -> Iterator[None]:
    """Let the database itself refuse every write until the end of the block."""
    before = g.get("reading", False)
    db.session.rollback()
    g.reading = True
    try:
        yield
    finally:
        db.session.rollback()
        g.reading = before


def reading_twin(engine: sa.Engine) -> sa.Engine:
    """The same pool, in transactions that the database opens as read-only."""
    twin = engine.__dict__.get("reading_twin")
    if twin is None:
        twin = engine.execution_options(mitra_ro=True, postgresql_readonly=True)
        engine.__dict__["reading_twin"] = twin
    return twin


@dataclass(frozen=True)
class Reference:
    """A record that is only named: by the word of its kind and its id."""

    kind: str
    id: int


def record_kind(record: Model | Reference) -> str:
    """The word under which a record of this kind is referred to: its table's name."""
    return record.kind if isinstance(record, Reference) else str(record.__tablename__)


def reference_to(record: Model) -> Reference:
    """The record as it is named elsewhere."""
    return Reference(record_kind(record), record.id)  # type: ignore[attr-defined]


def save(record: SomeModel) -> SomeModel:
    """Add a record to the work at hand and give it its id."""
    db.session.add(record)
    db.session.flush()
    return record


def get_or_404(query: sa.Select[Some], record_id: int) -> Some:
    """The one record of a visible set with this id; what is not visible does not exist."""
    found = get_or_none(query, record_id)
    if found is None:
        abort(404)
    return found


def get_or_none(query: sa.Select[Some], record_id: int) -> Some | None:
    """The one record of a set with this id, where it is in it."""
    entity = query.column_descriptions[0]["entity"]
    if not -(2**31) <= record_id < 2**31:
        return None
    return db.session.scalars(query.where(entity.id == record_id)).unique().one_or_none()
