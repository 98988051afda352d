"""What the readers of a note are called."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from crm.core.audiences import Audience

AUDIENCE_NAMES: dict[Audience, Any] = {
    Audience.NETWORK: _l("the network only"),
    Audience.SHARED: _l("the network and its own people"),
    Audience.PERSONAL: _l("secretariat and board only"),
}

ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "readers_of": lambda audience: str(AUDIENCE_NAMES[audience]),
}
"""What templates may call."""
