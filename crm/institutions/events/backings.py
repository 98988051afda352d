"""Facts about what a parent body was asked to give."""

from dataclasses import dataclass
from typing import Any

from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class _AboutBacking(Event):
    icon = "heart-handshake"

    backing: str

    def facts(self) -> dict[str, Any]:
        """What was asked, and of whom."""
        return {"name": self.subject.name, "backing": self.backing}  # type: ignore[attr-defined]


class BackingAsked(_AboutBacking):
    """A parent body was asked for money or for its word."""

    sentence = _l("%(actor)s noted what %(name)s was asked for: %(backing)s")


class BackingChanged(_AboutBacking):
    """What was asked is said in other words."""

    sentence = _l("%(actor)s changed what %(name)s was asked for: %(backing)s")


class BackingGiven(_AboutBacking):
    """The parent body gave it."""

    sentence = _l("%(actor)s noted that %(name)s gave: %(backing)s")
    icon = "circle-check"


class BackingRefused(_AboutBacking):
    """The parent body did not give it."""

    sentence = _l("%(actor)s noted that %(name)s refused: %(backing)s")
    icon = "circle-minus"
