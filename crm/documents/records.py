"""Letters that came in, as other rooms name them: their scans hang on them."""

from collections.abc import Sequence

from crm.core.records import RecordKind
from crm.core.words import lazy_gettext as _l
from crm.documents.queries import letters_visible_to

RECORDS: Sequence[RecordKind] = (
    RecordKind(
        kind="incoming_letter",
        label=_l("Incoming letters"),
        icon="mail-opened",
        endpoint="incoming_letters.show",
        argument="letter_id",
        known=letters_visible_to,
        title="entry",
    ),
)
