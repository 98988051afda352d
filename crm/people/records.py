"""People, as lower rooms name them."""

from collections.abc import Sequence

from crm.core.records import RecordKind
from crm.core.words import lazy_gettext as _l
from crm.people.queries import is_choosable_person, people_with_history_for

RECORDS: Sequence[RecordKind] = (
    RecordKind(
        kind="person",
        label=_l("People"),
        icon="users",
        endpoint="people.show",
        argument="person_id",
        known=people_with_history_for,
        sought="sort_name",
        offered=is_choosable_person,
        title="full_name",
    ),
)
