"""What is known of an institution beside its identity; read only where somebody looks at it."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.db import Words
from crm.institutions.models.kinds import (
    AccessPolicy,
    Automation,
    Connection,
    Grade,
    LegalType,
    LibrarySystem,
)

GROUP = "profile"


def _seldom(*what: Any, **more: Any) -> Mapped[Any]:
    """A column that lists leave out; whoever writes rows in bulk need not name it."""
    return mapped_column(*what, deferred=True, deferred_group=GROUP, **more)


class Profile:
    """Columns of `institution` of domain 5.2 that lists never show."""

    membership_starts_on: Mapped[date | None] = _seldom()
    membership_ends_on: Mapped[date | None] = _seldom(index=True)
    membership_is_fixed: Mapped[bool] = _seldom(server_default=sa.false())

    legal_type: Mapped[LegalType | None] = _seldom(Words(LegalType))

    grade: Mapped[Grade | None] = _seldom(Words(Grade))
    accreditation_score: Mapped[Decimal | None] = _seldom()
    accreditation_number: Mapped[str] = _seldom(sa.String(80), server_default="")
    accredited_on: Mapped[date | None] = _seldom()
    accreditation_ends_on: Mapped[date | None] = _seldom(index=True)

    access_policy: Mapped[AccessPolicy | None] = _seldom(Words(AccessPolicy))
    access_note: Mapped[str] = _seldom(sa.String(300), server_default="")

    library_system: Mapped[LibrarySystem | None] = _seldom(Words(LibrarySystem))
    library_system_name: Mapped[str] = _seldom(sa.String(80), server_default="")
    automation: Mapped[Automation | None] = _seldom(Words(Automation))
    opac_url: Mapped[str] = _seldom(sa.String(200), server_default="")
    oai_url: Mapped[str] = _seldom(sa.String(200), server_default="")
    digitised_items: Mapped[int | None] = _seldom()

    connection: Mapped[Connection | None] = _seldom(Words(Connection))
    bandwidth_mbps: Mapped[int | None] = _seldom()
    hours_down: Mapped[int | None] = _seldom()

    librarians: Mapped[int | None] = _seldom()
    other_staff: Mapped[int | None] = _seldom()
    lent_minutes: Mapped[int | None] = _seldom()

    printed_books: Mapped[int | None] = _seldom()
    printed_journals: Mapped[int | None] = _seldom()
    electronic_titles: Mapped[int | None] = _seldom()
    theses: Mapped[int | None] = _seldom()

    opening_hours: Mapped[list[dict[str, Any]]] = _seldom(server_default="[]")
    hour_exceptions: Mapped[list[dict[str, Any]]] = _seldom(server_default="[]")
    closed_on_holidays: Mapped[bool] = _seldom(server_default=sa.true())

    social_links: Mapped[list[str]] = _seldom(server_default="[]")
    signatory_office: Mapped[str] = _seldom(sa.String(200), server_default="")
    signatory_name: Mapped[str] = _seldom(sa.String(200), server_default="")
