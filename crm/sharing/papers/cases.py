"""What a paper knows of its assignment, in words of the language that is spoken now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.people.models import Affiliation, Person
from crm.sharing.authority import confirmers_at
from crm.sharing.differences import Line, read_aloud
from crm.sharing.models import Assignment, AssignmentVersion
from crm.sharing.papers.kinds import PaperKind, Side


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
    def heads(self) -> Mapping[int | None, list[Affiliation]]:
        """Who may sign for home and host, by rank."""
        return confirmers_at({self.assignment.home_id, self.assignment.host_id})

    @property
    def missing(self) -> list[str]:
        """What the paper still needs before it can be issued."""
        nobody = [place for place in self._signing if not self.heads.get(place.id)]
        return [
            *self.kind.needs(self.assignment),
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
        head = self.heads[place.id][0]
        office = head.position or _("Head of %(place)s", place=place.name)
        return Signer(office, head.person.full_name, head.person.nip or "")

    def _in_person(self) -> Signer:
        return Signer(
            self.person.position or _("The person assigned"),
            self.person.full_name,
            self.person.nip or "",
        )

    def _at(self, side: Side) -> Institution | None:
        return self.assignment.home if side is Side.HOME else self.assignment.host
