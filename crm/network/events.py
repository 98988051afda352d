"""What happens to the network's own record."""

from dataclasses import dataclass

from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class NetworkChanged(Event):
    """Names, address or letterhead changed."""

    sentence = _l("%(actor)s changed the settings of the network.")
    icon = "settings"
