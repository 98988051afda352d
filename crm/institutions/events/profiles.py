"""Facts about what an institution is good at, lacks, is related to, and says of its own data."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.db import Model
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l
from crm.institutions.events.register import Named


class RequirementFiled(Named):
    """Something that an application needs was filed."""

    sentence = _l("%(actor)s filed a paper of the application of %(name)s")
    icon = "clipboard-check"


class RequirementWaived(Named):
    """Something that an application needs was waived, with a reason."""

    sentence = _l("%(actor)s waived a requirement for %(name)s")
    icon = "clipboard-list"


@dataclass(frozen=True, kw_only=True)
class _AboutStrength(Event):
    icon = "star"

    strength: str

    def facts(self) -> dict[str, Any]:
        """The subject's code and the institution."""
        return {"name": self.subject.name, "strength": self.strength}  # type: ignore[attr-defined]


class StrengthNoted(_AboutStrength):
    """An institution is strong in a subject."""

    sentence = _l("%(actor)s noted the strength %(strength)s of %(name)s")


class StrengthChanged(_AboutStrength):
    """Something else is said of a strength."""

    sentence = _l("%(actor)s changed the strength %(strength)s of %(name)s")


class StrengthRemoved(_AboutStrength):
    """A strength is said no more."""

    sentence = _l("%(actor)s removed the strength %(strength)s of %(name)s")


@dataclass(frozen=True, kw_only=True)
class _AboutNeed(Event):
    icon = "lifebuoy"

    need: str

    def facts(self) -> dict[str, Any]:
        """The need in its own words, and the institution."""
        return {"name": self.subject.name, "need": self.need}  # type: ignore[attr-defined]


class NeedNoted(_AboutNeed):
    """An institution lacks something."""

    sentence = _l("%(actor)s noted that %(name)s needs: %(need)s")


class NeedChanged(_AboutNeed):
    """The need is said in other words."""

    sentence = _l("%(actor)s changed the need of %(name)s: %(need)s")


@dataclass(frozen=True, kw_only=True)
class NeedMet(_AboutNeed):
    """The need was met; whoever met it remembers it too."""

    sentence = _l("%(actor)s noted that a need of %(name)s was met: %(need)s")
    icon = "circle-check"

    helper: Model | None = None

    def about(self) -> Iterable[Model]:
        """The institution in need and the one that helped."""
        return (self.subject, self.helper) if self.helper is not None else (self.subject,)


class NeedClosed(_AboutNeed):
    """The need lapsed unmet."""

    sentence = _l("%(actor)s closed a need of %(name)s: %(need)s")
    icon = "circle-minus"


@dataclass(frozen=True, kw_only=True)
class _Related(Event):
    icon = "link"

    other: Model
    kind: str

    def facts(self) -> dict[str, Any]:
        """Both names."""
        return {"name": self.subject.name, "other": self.other.name}  # type: ignore[attr-defined]

    def about(self) -> Iterable[Model]:
        """Both institutions."""
        return (self.subject, self.other)


class RelationBegun(_Related):
    """Two institutions stand in a relation."""

    sentence = _l("%(actor)s noted a relation between %(name)s and %(other)s")


class RelationEnded(_Related):
    """The relation ended."""

    sentence = _l("%(actor)s ended a relation between %(name)s and %(other)s")


class RelationUnsaid(_Related):
    """The relation had been entered by mistake and never held."""

    sentence = _l("%(actor)s removed a mistaken relation between %(name)s and %(other)s")


class DataCheckAsked(Named):
    """The secretariat asked an institution to check its data, now and not in a year."""

    sentence = _l("%(actor)s asked %(name)s to check its data")
    icon = "mail-forward"


@dataclass(frozen=True, kw_only=True)
class CorrectionsReceived(Event):
    """An institution said that some of its data are not right."""

    sentence = _l("%(actor)s sent corrections for %(name)s: %(count)s")
    icon = "edit"

    count: int

    def facts(self) -> dict[str, Any]:
        """The institution, and how many corrections."""
        return {"name": self.subject.name, "count": self.count}  # type: ignore[attr-defined]


@dataclass(frozen=True, kw_only=True)
class CorrectionsSettled(Event):
    """The secretariat has judged every correction."""

    sentence = _l(
        "%(actor)s went through the corrections for %(name)s: %(accepted)s accepted, %(kept)s not"
    )
    icon = "clipboard-check"

    check: Model
    accepted: int
    kept: int

    def facts(self) -> dict[str, Any]:
        """The institution, and how many corrections were accepted and not."""
        name = self.subject.name  # type: ignore[attr-defined]
        return {"name": name, "accepted": self.accepted, "kept": self.kept}
