"""How institutions and parent bodies read in the rows of a list: plain words, made at once."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from crm.core.cells import badge
from crm.institutions.models import Institution, MembershipState, ParentBody
from crm.institutions.words import standing_of, type_name

BETWEEN = " · "


def region_line(record: Institution | ParentBody) -> str:
    """Regency and province, or what is known of them."""
    if record.regency is not None:
        return f"{record.regency.name}, {record.regency.province.name}"
    return record.province.name if record.province is not None else ""


def under_name(institution: Institution) -> str:
    """What kind of institution it is, and where."""
    where = region_line(institution)
    kind = type_name(institution.type)
    return f"{kind}{BETWEEN}{where}" if where else kind


def standing_badge(state: MembershipState) -> Markup:
    """How an institution stands with the network."""
    said = standing_of(state)
    return badge(said.label, said.tone)


def parents_line(parents: list[tuple[int, str]]) -> str:
    """The names of the parent bodies directly above an institution."""
    return ", ".join(name for _id, name in parents)


ON_PAGES: dict[str, Callable[..., Any]] = {
    "parents_line": parents_line,
    "region_line": region_line,
    "standing_badge": standing_badge,
    "under_name": under_name,
}
"""What templates may call."""
