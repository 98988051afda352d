"""What the readers of a note are called."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from crm.core.audiences import Audience

AUDIENCE_NAMES: dict[Audience, Any] = {
    Audience.NETWORK: _l("those who work for the network"),
    Audience.SHARED: _l("those, and the institution's own people"),
    Audience.PERSONAL: _l("the secretariat, the board and administrators"),
}

ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "readers_of": lambda audience: str(AUDIENCE_NAMES[audience]),
}
"""What templates may call."""
