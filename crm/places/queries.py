"""Questions about provinces and regencies."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.places.models import Province, Regency


def provinces() -> sa.Select[Province]:
    """Every province, by name."""
    return sa.select(Province).order_by(Province.name)


def regencies() -> sa.Select[Regency]:
    """Every regency and city with its province, by the names of both."""
    return (
        sa.select(Regency)
        .join(Regency.province)
        .options(joinedload(Regency.province, innerjoin=True))
        .order_by(Province.name, Regency.is_city, Regency.name)
    )


def regency_names() -> sa.Select[str, str, str]:
    """Province, code and name of every regency and city, as lists to choose from want them."""
    return (
        sa.select(Province.name, Regency.code, Regency.name)
        .join(Province, Province.code == Regency.province_code)
        .order_by(Province.name, Regency.is_city, Regency.name)
    )
