"""Facts about people and expert partners."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from crm.core.db import Model
from crm.core.events import Event


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
