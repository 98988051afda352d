"""What addresses and forms ask for: a kind, two records; what nobody of ours wrote is refused."""

from collections.abc import Mapping

from crm.accounts.models import User
from crm.core.errors import NotUnderstood
from crm.core.words import gettext as _
from crm.duplicates.kinds import KINDS, Kind
from crm.duplicates.previews import Preview, preview_of

LARGEST = 2**31


def kind_named(word: str | None, *, default: str = "institution") -> Kind:
    """The kind that a word names."""
    kind = KINDS.get(word or default)
    if kind is None:
        raise NotUnderstood(_("Records of this kind can't be compared."))
    return kind


def preview_asked_for(given: Mapping[str, str], user: User) -> Preview:
    """The comparison of the two records that an address or a form names."""
    kind = kind_named(given.get("kind"))
    survivor_id, gone_id = (_number(given.get(name)) for name in ("survivor_id", "gone_id"))
    if survivor_id == gone_id:
        raise NotUnderstood(_("Name two records by their numbers."))
    return preview_of(kind, survivor_id, gone_id, user)


def _number(text: str | None) -> int:
    if not text or not (text.isascii() and text.isdecimal()) or int(text) >= LARGEST:
        raise NotUnderstood(_("Name two records by their numbers."))
    return int(text)
