"""What happens to the parts of a campaign: audiences, objectives, partners."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.db import Model
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class NamedFact(Event):
    """A fact that names the part of the campaign that it is about."""

    name: str

    def facts(self) -> dict[str, Any]:
        """Give the name for the sentence."""
        return {"name": self.name}


class PartFact(NamedFact):
    """A fact about a part, told on the timeline of its campaign."""

    def about(self) -> Iterable[Model]:
        """Give the campaign alone: the part has no page of its own."""
        part: Any = self.subject
        return (part.campaign,)


class AudienceAdded(NamedFact):
    """The campaign speaks to an audience."""

    sentence = _l("%(actor)s added the audience %(name)s.")
    icon = "users-group"


class AudienceRemoved(NamedFact):
    """The campaign speaks to an audience no longer."""

    sentence = _l("%(actor)s removed the audience %(name)s.")
    icon = "users-group"


class ObjectiveSet(PartFact):
    """A change was promised."""

    sentence = _l("%(actor)s set an objective: %(name)s.")
    icon = "target"


class ObjectiveChanged(PartFact):
    """A promise was written differently, or its baseline was taken."""

    sentence = _l("%(actor)s changed an objective: %(name)s.")
    icon = "target"


class ObjectiveRemoved(NamedFact):
    """A promise was taken back."""

    sentence = _l("%(actor)s removed an objective: %(name)s.")
    icon = "target"


class PartnerJoined(PartFact):
    """An institution carries the campaign."""

    sentence = _l("%(actor)s added %(name)s as a partner of the campaign.")
    icon = "heart"

    def about(self) -> Iterable[Model]:
        """Give the campaign and the institution."""
        partner: Any = self.subject
        return (partner.campaign, partner.institution)


@dataclass(frozen=True, kw_only=True)
class PartnerLeft(NamedFact):
    """An institution carries the campaign no longer."""

    sentence = _l("%(actor)s removed %(name)s from the partners of the campaign.")
    icon = "heart"
    institution: Model

    def about(self) -> Iterable[Model]:
        """Give the campaign and the institution."""
        return (self.subject, self.institution)
