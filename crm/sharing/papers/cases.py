"""What a paper knows of its assignment, in words of the language that is spoken now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from crm.core.db import db
from crm.core.words import gettext as _
from crm.documents.models import Document
from crm.documents.queries import documents_about
from crm.institutions.models import Institution
from crm.people.models import Affiliation, Person
from crm.sharing.authority import confirmers_at
from crm.sharing.differences import Line, read_aloud
from crm.sharing.models import Assignment, AssignmentVersion, Evaluation
from crm.sharing.papers.kinds import DUTY, PaperKind, Side
from crm.sharing.queries.work import evaluations_of
from crm.sharing.work.hours import Worked, entries, worked_by

FILLED = "filled"
"""A form of evaluation with the marks that were given, not blank."""
UNKNOWN = "…"
"""Stands in a draft for what nobody has said yet; an issued paper has none."""


def listed_in(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True)
class Signer:
    """Who signs: office, name, number of the civil servant."""

    office: str
    name: str
    number: str = ""


@dataclass(frozen=True)
class Case:
    """One assignment as one kind of paper tells it, with what was given in its form."""

    assignment: Assignment
    kind: PaperKind
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def promise(self) -> AssignmentVersion:
        """The version that the paper is about."""
        return self.assignment.promise

    @property
    def person(self) -> Person:
        """Who helps by that version."""
        return self.promise.person or self.assignment.person

    @property
    def lines(self) -> dict[str, Line]:
        """The version, field by field."""
        return read_aloud(self.promise)

    @property
    def writer(self) -> Institution | None:
        """The institution whose letter it is; None where the person writes."""
        return self._at(self.kind.writer(self.assignment))

    @property
    def receiver(self) -> Institution | None:
        """The other side of a letter; None where it is the person."""
        writes = self.kind.writer(self.assignment)
        return self._at(Side.HOST if writes is Side.HOME else Side.HOME)

    @property
    def addressee(self) -> str:
        """To whom a letter is addressed."""
        place = self.receiver
        return _("Head of %(place)s", place=place.name) if place else self.person.full_name

    @property
    def unit(self) -> str:
        """What stands in the number for the writer: its code; empty where it has none."""
        return self.writer.code or "" if self.writer else ""

    @property
    def city(self) -> str:
        """Where the writer is."""
        place = self.writer
        return place.regency.name if place and place.regency else ""

    @property
    def signers(self) -> list[Signer]:
        """Everyone who signs, in order."""
        return [self._signer(who) for who in self.kind.signers]

    @cached_property
    def worked(self) -> Worked:
        """The hours planned, noted and confirmed."""
        return worked_by(self.assignment, entries(self.assignment))

    @cached_property
    def duty_letter(self) -> str:
        """The number of the duty letter; empty where there is none."""
        letters = documents_about(self.assignment).where(Document.kind == DUTY.name)
        found = db.session.scalars(letters.limit(1)).first()
        return found.number if found else ""

    @cached_property
    def evaluations(self) -> list[Evaluation]:
        """What the sides said of the help, where the form is to be filled."""
        if self.given.get("form") != FILLED:
            return []
        return list(db.session.scalars(evaluations_of(self.assignment)))

    def day(self, name: str) -> date:
        """A date that was given in the form."""
        return date.fromisoformat(self.given[name])

    @property
    def days_away(self) -> int:
        """How many days a journey takes, both ends counted."""
        return (self.day("returns_on") - self.day("departs_on")).days + 1

    @property
    def followers(self) -> list[str]:
        """Who travels along, a line for each."""
        return listed_in(self.given.get("followers", ""))

    @cached_property
    def heads(self) -> Mapping[int | None, list[Affiliation]]:
        """Who may sign for home and host, by rank."""
        return confirmers_at({self.assignment.home_id, self.assignment.host_id})

    def office_of(self, head: Affiliation) -> str:
        """The office of who signs for an institution."""
        place = head.institution.name if head.institution else ""
        return head.position or str(_("Head of %(place)s", place=place))

    @property
    def missing(self) -> list[str]:
        """What the paper still needs before it can be issued."""
        unfilled = self.given.get("form") == FILLED and not self.evaluations
        nobody = [place for place in self._signing if not self.heads.get(place.id)]
        return [
            *self.kind.needs(self.assignment),
            *([_("an evaluation by the host or the person")] if unfilled else []),
            *(_("somebody who may confirm for %(place)s", place=place.name) for place in nobody),
        ]

    @property
    def _signing(self) -> list[Institution]:
        places = {"home": self.assignment.home, "host": self.assignment.host, "writer": self.writer}
        found = (places.get(who) for who in self.kind.signers)
        return [place for place in found if place is not None]

    def _signer(self, who: str) -> Signer:
        if who == "person":
            return self._in_person()
        sides = {"home": self.assignment.home, "host": self.assignment.host, "writer": self.writer}
        place = sides[who]
        if place is None:
            return self._in_person()
        heads = self.heads.get(place.id)
        if not heads:
            return Signer(_("Head of %(place)s", place=place.name), UNKNOWN)
        return Signer(
            self.office_of(heads[0]), heads[0].person.full_name, heads[0].person.nip or ""
        )

    def _in_person(self) -> Signer:
        return Signer(
            self.person.position or _("The person assigned"),
            self.person.full_name,
            self.person.nip or "",
        )

    def _at(self, side: Side) -> Institution | None:
        return self.assignment.home if side is Side.HOME else self.assignment.host
