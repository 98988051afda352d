"""The next number of a register: given out once, in the transaction that issues the paper."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.documents.models import Counter, Register

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def register_of(code: str) -> Register:
    """The register with this code; a refusal that names it when it is not set up."""
    found = db.session.scalar(sa.select(Register).where(Register.code == code))
    if found is None:
        raise NotPossible(_("The register %(code)s is not set up yet.", code=code))
    return found


def next_sequence(register: Register, year: int) -> int:
    """One more than the last number of the year, without gap or double (domain 4.2)."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = (
        insert(Counter)
        .values(register_id=register.id, year=year, last=1)
        .on_conflict_do_update(
            index_elements=["register_id", "year"], set_={"last": Counter.__table__.c.last + 1}
        )
        .returning(Counter.__table__.c.last)
    )
    return int(db.session.execute(statement).scalar_one())


def written(register: Register, sequence: int, on: date, *, unit: str) -> str:
    """The number as it stands on the paper: 007/UND/SEK-JPK/I/2027."""
    return register.pattern.format(
        seq=sequence,
        type=register.code,
        unit=unit,
        month=on.month,
        roman_month=ROMAN[on.month - 1],
        year=on.year,
    )
