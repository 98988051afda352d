"""What happens to placements, their permits and links."""

from collections.abc import Iterable
from typing import Any

from crm.campaigns.events.parts import NamedFact
from crm.core.db import Model
from crm.core.words import lazy_gettext as _l


class PlacementFact(NamedFact):
    """A fact about a placement, told on its own timeline and its campaign's."""

    def about(self) -> Iterable[Model]:
        """Give the placement and its campaign."""
        placement: Any = self.subject
        return (placement, placement.campaign)


class PlacementAdded(PlacementFact):
    """A piece was planned."""

    sentence = _l("%(actor)s planned the placement %(name)s.")
    icon = "plus"


class PlacementChanged(PlacementFact):
    """A piece was planned differently."""

    sentence = _l("%(actor)s changed the placement %(name)s.")
    icon = "pencil"


class PlacementRemoved(NamedFact):
    """A piece was taken out of the plan."""

    sentence = _l("%(actor)s removed the placement %(name)s.")
    icon = "trash"


class TeaserApproved(PlacementFact):
    """A piece may run before the window."""

    sentence = _l("%(actor)s agreed that %(name)s runs before the window.")
    icon = "check"


class PermitFiled(PlacementFact):
    """A permit was written down."""

    sentence = _l("%(actor)s filed a permit for %(name)s.")
    icon = "file-certificate"


class PermitRemoved(PlacementFact):
    """A permit was struck out."""

    sentence = _l("%(actor)s removed a permit of %(name)s.")
    icon = "trash"


class LinkLaid(PlacementFact):
    """A placement has its own short address."""

    sentence = _l("%(actor)s made a tracked link for %(name)s.")
    icon = "qrcode"


class LinkTurned(PlacementFact):
    """A short address leads somewhere else."""

    sentence = _l("%(actor)s changed where the link of %(name)s leads.")
    icon = "link"
