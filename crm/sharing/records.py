"""Agreements and assignments, as lower rooms name them: notes, papers and letters hang on them."""

from collections.abc import Sequence

from crm.core.records import RecordKind
from crm.core.words import lazy_gettext as _l
from crm.sharing.queries.agreements import agreements_known_to
from crm.sharing.queries.assignments import assignments_known_to

RECORDS: Sequence[RecordKind] = (
    RecordKind(
        kind="sharing_agreement",
        label=_l("Agreements"),
        icon="file-text",
        endpoint="agreements.show",
        argument="agreement_id",
        known=agreements_known_to,
        title="title",
        sought="title",
        between=True,
    ),
    RecordKind(
        kind="assignment",
        label=_l("Staff sharing"),
        icon="arrows-exchange",
        endpoint="assignments.show",
        argument="assignment_id",
        known=assignments_known_to,
        title="code",
        between=True,
    ),
)
