"""Questions about provinces and regencies."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.places.models import Province, Regency, Replacement


def provinces() -> sa.Select[Province]:
    """Every province, by name."""
    return sa.select(Province).order_by(Province.name)


def in_force() -> sa.ColumnElement[bool]:
    """Whether a regency or city bears its code still: nothing has replaced it."""
    return Regency.code.not_in(sa.select(Replacement.old_code))


def replacements() -> sa.Select[Replacement]:
    """Every regency and city that was replaced, the latest first."""
    return sa.select(Replacement).order_by(Replacement.starts_on.desc(), Replacement.id.desc())


def regencies() -> sa.Select[Regency]:
    """Every regency and city in force with its province, by the names of both."""
    return (
        sa.select(Regency)
        .join(Regency.province)
        .options(joinedload(Regency.province, innerjoin=True))
        .where(in_force())
        .order_by(Province.name, Regency.is_city, Regency.name)
    )


def regency_in_force(code: str) -> sa.Select[Regency]:
    """The regency or city that bears a code still."""
    return sa.select(Regency).where(Regency.code == code, in_force())


def regency_names() -> sa.Select[str, str, str]:
    """Province, code and name of every regency and city in force, for lists to choose from."""
    return (
        sa.select(Province.name, Regency.code, Regency.name)
        .join(Province, Province.code == Regency.province_code)
        .where(in_force())
        .order_by(Province.name, Regency.is_city, Regency.name)
    )
