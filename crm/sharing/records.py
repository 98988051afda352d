"""Assignments, as lower rooms name them: the papers hang on them that prove an answer."""

from collections.abc import Sequence

from crm.core.records import RecordKind
from crm.core.words import lazy_gettext as _l
from crm.sharing.queries.assignments import assignments_known_to

RECORDS: Sequence[RecordKind] = (
    RecordKind(
        kind="assignment",
        label=_l("Staff sharing"),
        icon="users-group",
        endpoint="assignments.show",
        argument="assignment_id",
        known=assignments_known_to,
        title="code",
    ),
)
