"""Facts about changes of what was agreed already."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crm.core.words import lazy_gettext as _l
from crm.sharing.events import SharingFact


class Why(StrEnum):
    """How a change ended that did not come about."""

    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    EXPIRED = "expired"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, kw_only=True)
class AmendmentProposed(SharingFact):
    """Home or host asked to change what was agreed; the version in force stays in force."""

    sentence = _l("%(actor)s asked to change what was agreed: version %(number)s")
    icon = "git-compare"


@dataclass(frozen=True, kw_only=True)
class AmendmentAgreed(SharingFact):
    """Home, host and person agreed to a change; the parent body has to approve it."""

    sentence = _l(
        "All parties agreed to the change of version %(number)s; the parent body is asked"
    )
    icon = "checks"


@dataclass(frozen=True, kw_only=True)
class AmendmentTookForce(SharingFact):
    """Everyone needed agreed to a change: from its first day on it holds.

    `left_id` is the person who helped until now.
    """

    sentence = _l("Version %(number)s is in force: %(person)s helps %(host)s")
    icon = "checks"
    left_id: int = 0


@dataclass(frozen=True, kw_only=True)
class AmendmentDropped(SharingFact):
    """A change did not come about; `why` says how, `stays` which version stays in force."""

    sentence = _l(
        "The change of version %(number)s did not come about; version %(stays)s stays in force"
    )
    icon = "arrow-back-up"
    why: str = ""
    stays: int = 0

    def facts(self) -> dict[str, Any]:
        """How it ended, beside the names."""
        return super().facts() | {"why": self.why, "stays": self.stays}
