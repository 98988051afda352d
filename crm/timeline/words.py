"""What the readers of a note are called."""

from collections.abc import Callable, Mapping
from typing import Any

from crm.core.audiences import Audience
from crm.core.records import kind_named
from crm.core.words import lazy_gettext as _l

BETWEEN = _l("everyone who may open this page")
AUDIENCE_NAMES: dict[Audience, Any] = {
    Audience.NETWORK: _l("the network only"),
    Audience.SHARED: _l("the network and its own people"),
    Audience.PERSONAL: _l("secretariat and board only"),
}


def audience_name(audience: Audience, kind: str) -> str:
    """Who reads a note on a record of a kind: what is shared between several is read by all."""
    is_for_all = audience is Audience.SHARED and kind_named(kind).between
    return str(BETWEEN if is_for_all else AUDIENCE_NAMES[audience])


ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "readers_of": lambda note: audience_name(note.audience, note.record_kind),
}
"""What templates may call."""
