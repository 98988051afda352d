"""Institutions and parent bodies, as lower rooms name them."""

from collections.abc import Sequence

from crm.core.records import RecordKind
from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import (
    institutions_with_history_for,
    is_choosable,
    is_choosable_body,
    parent_bodies_with_history_for,
)

RECORDS: Sequence[RecordKind] = (
    RecordKind(
        kind="institution",
        label=_l("Institutions"),
        icon="building-bank",
        endpoint="institutions.show",
        argument="institution_id",
        known=institutions_with_history_for,
        sought="sort_name",
        offered=is_choosable,
    ),
    RecordKind(
        kind="parent_body",
        label=_l("Parent bodies"),
        icon="sitemap",
        endpoint="parent_bodies.show",
        argument="parent_body_id",
        known=parent_bodies_with_history_for,
        sought="sort_name",
        offered=is_choosable_body,
        query={"part": "timeline"},
    ),
)
