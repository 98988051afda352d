"""Facts about people and expert partners."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.audiences import Audience
from crm.core.db import Model
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l

PURPOSES = {
    "operational": {"id": "surat kerja", "en": "letters about work"},
    "promotional": {"id": "promosi", "en": "promotion"},
    "photo": {"id": "pemuatan potret", "en": "publication of the photo"},
    "contact": {"id": "pemuatan kontak", "en": "publication of contact details"},
}
"""What each purpose is called in a history, in both languages."""


@dataclass(frozen=True, kw_only=True)
class _OfPerson(Event):
    """A fact whose sentence names the person."""

    def facts(self) -> dict[str, Any]:
        """The person's name with titles."""
        return {"name": self.subject.full_name}  # type: ignore[attr-defined]


class PersonRegistered(_OfPerson):
    """A person entered the register."""

    sentence = _l("%(actor)s registered %(name)s")
    icon = "user-plus"


class PersonChanged(_OfPerson):
    """What is known of a person changed."""

    sentence = _l("%(actor)s changed the data of %(name)s")
    icon = "pencil"


class ExpertNamed(_OfPerson):
    """A person became an expert partner, or is one of another kind or field."""

    sentence = _l("%(actor)s noted %(name)s as an expert partner")
    icon = "stethoscope"


class ExpertUnnamed(_OfPerson):
    """A person is no expert partner any more."""

    sentence = _l("%(actor)s ended the expert partnership of %(name)s")
    icon = "user-x"


class SkillsChanged(_OfPerson):
    """What a person can do, or how well, changed."""

    sentence = _l("%(actor)s changed the skills of %(name)s")
    icon = "list-check"


class TimesChanged(_OfPerson):
    """Hours that a person has to give were noted or taken back."""

    sentence = _l("%(actor)s changed the free hours of %(name)s")
    icon = "clock"


class AbsenceNoted(_OfPerson):
    """Days on which a person is away were noted."""

    sentence = _l("%(actor)s noted days on which %(name)s is away")
    icon = "calendar-off"


class PersonContacted(_OfPerson):
    """Somebody of the network was in touch with a person."""

    sentence = _l("%(actor)s was in touch with %(name)s")
    icon = "message"


@dataclass(frozen=True, kw_only=True)
class _Consented(_OfPerson):
    """A fact about one purpose of consent."""

    purpose: str

    def audience(self) -> Audience:
        """Those who keep the log."""
        return Audience.PERSONAL

    def facts(self) -> dict[str, Any]:
        """The name, and the purpose in both languages."""
        return {**super().facts(), "purpose": PURPOSES[self.purpose]}


class ConsentGiven(_Consented):
    """A person allowed the use of data for a purpose."""

    sentence = _l("%(actor)s noted that %(name)s consents: %(purpose)s")
    icon = "check"


class ConsentWithdrawn(_Consented):
    """A person allows it no more."""

    sentence = _l("%(actor)s noted that %(name)s withdrew consent: %(purpose)s")
    icon = "ban"


class PersonTold(_OfPerson):
    """A person was given a copy of everything that is kept about them."""

    sentence = _l("%(actor)s made the copy of all data about %(name)s")
    icon = "download"


@dataclass(frozen=True, kw_only=True)
class _Nameless(Event):
    """A fact about a person who is to be forgotten: told by number, never by name."""

    def audience(self) -> Audience:
        """Those who decide and those who keep the log."""
        return Audience.PERSONAL

    def facts(self) -> dict[str, Any]:
        """The number alone."""
        return {"number": self.subject.id}  # type: ignore[attr-defined]


class ErasureAsked(_Nameless):
    """A person wishes to be forgotten; three days are left."""

    sentence = _l("%(actor)s noted the wish to be erased of person %(number)s")
    icon = "shield-lock"


class PersonErased(_Nameless):
    """A person was made nameless; what the law keeps, stays."""

    sentence = _l("%(actor)s erased person %(number)s")
    icon = "shield-lock"


class ErasureLaidAside(_Nameless):
    """A wish to be forgotten was decided otherwise, with the reason."""

    sentence = _l("%(actor)s laid the wish to be erased of person %(number)s aside")
    icon = "shield-lock"


@dataclass(frozen=True, kw_only=True)
class PersonHandedOver(_OfPerson):
    """What was open in a person's hands passed to a successor; both remember it."""

    successor: Model
    place: str
    count: int

    sentence = _l("%(actor)s passed %(count)s open things of %(name)s at %(place)s to %(to)s")
    icon = "arrows-exchange"

    def facts(self) -> dict[str, Any]:
        """Both names, the place, and how much passed."""
        passed = {"place": self.place, "count": self.count}
        return {**super().facts(), **passed, "to": self.successor.full_name}  # type: ignore[attr-defined]

    def about(self) -> Iterable[Model]:
        """Both people."""
        return (self.subject, self.successor)


@dataclass(frozen=True, kw_only=True)
class _Affiliated(_OfPerson):
    """A fact about a person at an institution or parent body; both remember it."""

    place: Model

    def facts(self) -> dict[str, Any]:
        """Both names."""
        return {**super().facts(), "place": self.place.name}  # type: ignore[attr-defined]

    def about(self) -> Iterable[Model]:
        """Both records."""
        return (self.subject, self.place)


class AffiliationBegun(_Affiliated):
    """A person works for an institution or parent body."""

    sentence = _l("%(actor)s noted %(name)s at %(place)s")
    icon = "user-check"


class AffiliationChanged(_Affiliated):
    """A person's role, office or right to confirm changed."""

    sentence = _l("%(actor)s changed what %(name)s is at %(place)s")
    icon = "pencil"


class AffiliationEnded(_Affiliated):
    """A person no longer works there."""

    sentence = _l("%(actor)s noted that %(name)s left %(place)s")
    icon = "user-x"
