"""How a placement goes from stage to stage."""

from collections.abc import Mapping

from crm.campaigns.events.placements import PlacementFact
from crm.core.words import lazy_gettext as _l


class PlacementBriefed(PlacementFact):
    """The makers know what is wanted."""

    sentence = _l("%(actor)s briefed the makers of %(name)s.")
    icon = "message"


class PlacementInDesign(PlacementFact):
    """Someone designs it."""

    sentence = _l("%(actor)s put %(name)s into design.")
    icon = "pencil"


class PlacementInPretest(PlacementFact):
    """It is shown to a few of those whom it addresses."""

    sentence = _l("%(actor)s put %(name)s into pre-test.")
    icon = "users"


class PlacementCleared(PlacementFact):
    """Its design was approved."""

    sentence = _l("%(actor)s approved the design of %(name)s.")
    icon = "check"


class PermitRequested(PlacementFact):
    """Its permit was asked for."""

    sentence = _l("%(actor)s asked for the permit of %(name)s.")
    icon = "send"


class PermitGranted(PlacementFact):
    """Its permit was given."""

    sentence = _l("%(actor)s noted that the permit of %(name)s was granted.")
    icon = "check"


class PermitRefused(PlacementFact):
    """Its permit was not given."""

    sentence = _l("%(actor)s noted that the permit of %(name)s was refused.")
    icon = "x"


class PlacementInProduction(PlacementFact):
    """It is being made."""

    sentence = _l("%(actor)s put %(name)s into production.")
    icon = "package"


class PlacementDelivered(PlacementFact):
    """It is there."""

    sentence = _l("%(actor)s received %(name)s.")
    icon = "package"


class PlacementRejected(PlacementFact):
    """The medium does not take it."""

    sentence = _l("%(actor)s noted that the media rejected %(name)s.")
    icon = "x"


class PlacementWentLive(PlacementFact):
    """People can see it."""

    sentence = _l("%(actor)s noted that %(name)s is live.")
    icon = "speakerphone"


class PlacementEnded(PlacementFact):
    """Its run is over."""

    sentence = _l("%(actor)s ended the run of %(name)s.")
    icon = "flag"


class PlacementVerified(PlacementFact):
    """Its proof was accepted."""

    sentence = _l("%(actor)s accepted the proof of %(name)s.")
    icon = "camera"


class PlacementMeasured(PlacementFact):
    """Its response is known."""

    sentence = _l("%(actor)s measured %(name)s.")
    icon = "chart-bar"


class PlacementMissed(PlacementFact):
    """Its run passed without it."""

    sentence = _l("%(actor)s noted that %(name)s missed its run.")
    icon = "clock"


class PlacementDamaged(PlacementFact):
    """It is broken, torn or gone."""

    sentence = _l("%(actor)s noted that %(name)s is damaged.")
    icon = "alert-circle"


class PlacementCancelled(PlacementFact):
    """It was given up."""

    sentence = _l("%(actor)s cancelled %(name)s.")
    icon = "ban"


MOVED: Mapping[str, type[PlacementFact]] = {
    "briefed": PlacementBriefed,
    "design": PlacementInDesign,
    "pretest": PlacementInPretest,
    "approved": PlacementCleared,
    "permit_requested": PermitRequested,
    "permit_granted": PermitGranted,
    "permit_refused": PermitRefused,
    "producing": PlacementInProduction,
    "delivered": PlacementDelivered,
    "rejected_by_media": PlacementRejected,
    "live": PlacementWentLive,
    "ended": PlacementEnded,
    "verified": PlacementVerified,
    "measured": PlacementMeasured,
    "missed": PlacementMissed,
    "damaged": PlacementDamaged,
    "cancelled": PlacementCancelled,
}
"""The fact that tells a placement's arrival in each state."""
