"""What happens to campaigns."""

from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


class CampaignPlanned(Event):
    """A draft was begun."""

    sentence = _l("%(actor)s began to plan this campaign.")
    icon = "plus"


class CampaignChanged(Event):
    """The plan's words or dates changed."""

    sentence = _l("%(actor)s changed the plan.")
    icon = "pencil"


class CampaignSubmitted(Event):
    """The plan was handed to the secretariat."""

    sentence = _l("%(actor)s sent the plan for review.")
    icon = "send"


class CampaignTakenBack(Event):
    """The manager goes on writing."""

    sentence = _l("%(actor)s took the plan back.")
    icon = "arrow-back-up"


class CampaignReturned(Event):
    """The plan came back."""

    sentence = _l("%(actor)s sent the plan back.")
    icon = "arrow-back-up"


class CampaignApproved(Event):
    """The plan was agreed to."""

    sentence = _l("%(actor)s approved the plan.")
    icon = "check"


class CampaignReady(Event):
    """Everything is prepared."""

    sentence = _l("%(actor)s says that everything is ready.")
    icon = "flag"


class CampaignStarted(Event):
    """The first placement is live."""

    sentence = _l("The campaign is running: its first placement is live.")
    icon = "speakerphone"


class CampaignClosing(Event):
    """The window is over."""

    sentence = _l("The window is over; the campaign is closing.")
    icon = "clock"


class CampaignHeld(Event):
    """The campaign rests."""

    sentence = _l("%(actor)s put the campaign on hold.")
    icon = "player-pause"


class CampaignResumed(Event):
    """The campaign goes on."""

    sentence = _l("%(actor)s let the campaign go on.")
    icon = "player-play"


class CampaignCancelled(Event):
    """The campaign was given up."""

    sentence = _l("%(actor)s cancelled the campaign.")
    icon = "ban"


class WindowAskedFor(Event):
    """Another window waits for approval."""

    sentence = _l("%(actor)s asked for another window.")
    icon = "calendar-time"


class WindowChanged(Event):
    """Another window holds."""

    sentence = _l("%(actor)s set another window; the plan has a new version.")
    icon = "calendar-event"


class WindowRefused(Event):
    """The old window stands."""

    sentence = _l("%(actor)s refused another window; the old one stands.")
    icon = "x"
