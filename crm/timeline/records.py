"""Notes, as other rooms name them: files hang on them."""

from collections.abc import Sequence

from crm.core.records import RecordKind
from crm.core.words import lazy_gettext as _l
from crm.timeline.queries import NOTE, notes_known_to

RECORDS: Sequence[RecordKind] = (
    RecordKind(
        kind=NOTE,
        label=_l("Notes"),
        icon="note",
        endpoint="notes.show",
        argument="note_id",
        known=notes_known_to,
        title="beginning",
    ),
)
