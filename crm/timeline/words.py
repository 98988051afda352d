"""What the readers of a note are called."""

from collections.abc import Callable, Mapping
from typing import Any

from crm.core.audiences import Audience
from crm.core.words import lazy_gettext as _l

AUDIENCE_NAMES: dict[Audience, Any] = {
    Audience.NETWORK: _l("the network only"),
    Audience.SHARED: _l("the network and its own people"),
    Audience.PERSONAL: _l("secretariat and board only"),
}

ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "readers_of": lambda audience: str(AUDIENCE_NAMES[audience]),
}
"""What templates may call."""
