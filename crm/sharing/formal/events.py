"""Facts about formal assignments of civil servants."""

from dataclasses import dataclass
from typing import Any

from crm.core.words import lazy_gettext as _l
from crm.sharing.events import SharingFact


@dataclass(frozen=True, kw_only=True)
class FormalTrackingBegan(SharingFact):
    """Its steps are kept track of from now on."""

    sentence = _l("%(actor)s keeps track of the formal assignment of %(person)s to %(host)s")
    icon = "list-check"


@dataclass(frozen=True, kw_only=True)
class FormalStepNoted(SharingFact):
    """A step that happened; the classes below say which."""

    sentence = _l("%(actor)s noted a step of the formal assignment")
    icon = "check"
    paper: str = ""

    def facts(self) -> dict[str, Any]:
        """The paper, beside the names."""
        return super().facts() | {"paper": self.paper or "–"}


@dataclass(frozen=True, kw_only=True)
class HostConsented(FormalStepNoted):
    """The receiving institution consents."""

    sentence = _l("%(actor)s noted the consent of the host: %(paper)s")


@dataclass(frozen=True, kw_only=True)
class HostRefused(FormalStepNoted):
    """The receiving institution refuses, with reasons."""

    sentence = _l("%(actor)s noted the refusal of the host: %(paper)s")
    icon = "x"


@dataclass(frozen=True, kw_only=True)
class ConsiderationGiven(FormalStepNoted):
    """The civil service agency gave its technical consideration."""

    sentence = _l("%(actor)s noted the technical consideration of BKN: %(paper)s")


@dataclass(frozen=True, kw_only=True)
class OrderGiven(FormalStepNoted):
    """The home's authority ordered the assignment."""

    sentence = _l("%(actor)s noted the order of the home's authority: %(paper)s")


@dataclass(frozen=True, kw_only=True)
class PostReleased(FormalStepNoted):
    """The person was released from the post at home."""

    sentence = _l("%(actor)s noted that %(person)s was released from the post at home")


@dataclass(frozen=True, kw_only=True)
class PersonReturned(FormalStepNoted):
    """The person came back to the home."""

    sentence = _l("%(actor)s noted that %(person)s returned to the home")


@dataclass(frozen=True, kw_only=True)
class FormalStepTakenBack(SharingFact):
    """A step that was noted by mistake was taken away again."""

    sentence = _l("%(actor)s took back the last step of the formal assignment")
    icon = "arrow-back-up"
