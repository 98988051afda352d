"""What happens to the official list of regions."""

from dataclasses import dataclass
from typing import Any

from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class RegencyReplaced(Event):
    """A regency or city bears another code from a day on; whatever lies in it follows (E8)."""

    sentence = _l("%(actor)s recorded that %(old)s became %(new)s.")
    icon = "map-pin"

    def facts(self) -> dict[str, Any]:
        change: Any = self.subject
        return {"old": change.old.title, "new": change.new.title}
