"""Facts about promises that are renewed, replaced, or reviewed before they go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.db import Model
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l
from crm.sharing.events import AgreementFact, SharingFact


@dataclass(frozen=True, kw_only=True)
class RenewalDrafted(SharingFact):
    """The renewal of an assignment was drafted; only its own timeline says so."""

    sentence = _l("%(actor)s drafted the renewal of %(code)s: %(person)s helps %(host)s")
    icon = "repeat"
    code: str = ""

    def facts(self) -> dict[str, Any]:
        """What it renews, beside the names."""
        return super().facts() | {"code": self.code}


@dataclass(frozen=True, kw_only=True)
class AgreementRenewed(AgreementFact):
    """An agreement that follows another was entered."""

    sentence = _l("%(actor)s entered “%(title)s”, which follows %(number)s")
    icon = "repeat"


@dataclass(frozen=True, kw_only=True)
class AgreementRenewedItself(AgreementFact):
    """The next period of an agreement began by its own clause; nobody had objected."""

    sentence = _l("“%(title)s” renewed itself: it follows %(number)s, as its clause says")
    icon = "repeat"


@dataclass(frozen=True, kw_only=True)
class AgreementReplaced(AgreementFact):
    """An agreement ends earlier because another one took its place."""

    sentence = _l("“%(title)s” ends earlier: %(number)s takes its place")
    icon = "arrow-right"


@dataclass(frozen=True, kw_only=True)
class AgreementWithdrawn(AgreementFact):
    """A draft was taken back; what it was to follow stays as it is."""

    sentence = _l("%(actor)s withdrew the draft “%(title)s”")
    icon = "arrow-back-up"


@dataclass(frozen=True, kw_only=True)
class RenewalObjected(AgreementFact):
    """A party objected to the next period: the clause is off."""

    sentence = _l("%(actor)s noted an objection: “%(title)s” does not renew itself")
    icon = "ban"


@dataclass(frozen=True, kw_only=True)
class RenewalsReviewed(Event):
    """The secretariat looked at what was renewed so often, and let it go on."""

    sentence = _l("%(actor)s reviewed the renewals of %(code)s: %(note)s")
    icon = "eye"
    code: str
    around: tuple[Model, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Which promise, and what was found."""
        return {"code": self.code, "note": self.reason}

    def about(self) -> Iterable[Model]:
        """The promise, and those who made it."""
        return (self.subject, *self.around)
