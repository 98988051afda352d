"""What stands between the parties: the version in force, the one asked about, every answer."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from crm.core.db import Words
from crm.people.models import Person
from crm.sharing.models.signoffs import SignOff
from crm.sharing.models.versions import AssignmentVersion
from crm.sharing.models.vocabulary import AMENDABLE, AWAITING, Party, State


class Negotiated:
    """A promise that is agreed on in versions.

    `state` says where the promise itself stands. A change of what was agreed already is asked about
    beside it: `amendment` says how far that is, and the version in force stays in force until the
    new one takes its place (domain 3.3).
    """

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    home_id: Mapped[int | None] = mapped_column(sa.ForeignKey("institution.id"))
    state: Mapped[State] = mapped_column(Words(State), default=State.DRAFT)
    amendment: Mapped[State | None] = mapped_column(Words(State))
    current_number: Mapped[int] = mapped_column(default=1)
    number_in_force: Mapped[int | None]
    documented_number: Mapped[int | None]

    @declared_attr
    def person(cls) -> Mapped[Person]:  # noqa: N805
        """Who helps."""
        return relationship(Person)

    @declared_attr
    def versions(cls) -> Mapped[list[AssignmentVersion]]:  # noqa: N805
        """Every version, in the order of asking."""
        return relationship(AssignmentVersion, order_by=AssignmentVersion.number)

    @declared_attr
    def sign_offs(cls) -> Mapped[list[SignOff]]:  # noqa: N805
        """Every answer, in the order given."""
        return relationship(SignOff, order_by=SignOff.id)

    @property
    def question(self) -> State:
        """Where the version stands that is drafted, asked about or agreed."""
        return self.amendment or self.state

    @property
    def current(self) -> AssignmentVersion:
        """The version that is drafted, asked about or agreed."""
        return self.version(self.current_number)

    @property
    def in_force(self) -> AssignmentVersion | None:
        """The version that all parties agreed to last."""
        return self.version(self.number_in_force) if self.number_in_force else None

    @property
    def promise(self) -> AssignmentVersion:
        """The version by which people work: the one in force, else the one asked about."""
        return self.in_force or self.current

    @property
    def before(self) -> AssignmentVersion | None:
        """The version that the current one was made from."""
        return self.origin_of(self.current)

    @property
    def helper(self) -> Person:
        """Whose help the current version asks for."""
        return self.current.person or self.person

    @property
    def first_day(self) -> date:
        """The first day of the promise, whatever changed since."""
        return min([one.starts_on for one in self.held_versions] or [self.promise.starts_on])

    @property
    def held_versions(self) -> list[AssignmentVersion]:
        """The versions that were or are in force on some day, in order."""
        return [one for one in self.versions if one.holds]

    def version(self, number: int) -> AssignmentVersion:
        """The version with a number."""
        return next(version for version in self.versions if version.number == number)

    def origin_of(self, version: AssignmentVersion) -> AssignmentVersion | None:
        """The version that another was made from."""
        return self.version(version.made_from) if version.made_from else None

    def answers_to(self, number: int) -> list[SignOff]:
        """Every answer to a version, in the order given."""
        return [answer for answer in self.sign_offs if answer.version == number]

    @property
    def agreed(self) -> set[Party]:
        """The parties whose yes stands for the current version."""
        return {answer.party for answer in self.answers_to(self.current_number) if answer.is_yes}

    @property
    def approving(self) -> Party:
        """Whose parent body approves: the home's, or the host's where there is no home."""
        return Party.HOME_PARENT if self.home_id is not None else Party.HOST_PARENT

    @property
    def awaited(self) -> list[Party]:
        """The parties whose answer is awaited now; the parent body only after all others."""
        if self.question in AWAITING:
            return [party for party in self.current.parties if party not in self.agreed]
        if self.question is State.CONFIRMED and self.current.needs_parent:
            return [self.approving]
        return []

    def is_asked(self, party: Party) -> bool:
        """Tell whether this party may answer the current version, for the first time or again."""
        if self.question in AWAITING:
            return party in self.current.parties
        return party in self.awaited

    def may_void(self, answer: SignOff) -> bool:
        """Tell whether an answer written down for a party may be voided: a yes, until all agreed.

        Later what was agreed is only changed or withdrawn; a no has ended it.
        """
        written = bool(answer.recorded_by) and answer.is_yes
        return written and answer.version == self.current_number and self.question in AWAITING

    def is_at_work(self) -> bool:
        """Tell whether work is under way."""
        return self.state is State.ACTIVE

    def is_amendable(self) -> bool:
        """Tell whether a change of what was agreed may be asked for now: one at a time."""
        return self.state in AMENDABLE and self.amendment is None

    def is_ready_for_papers(self) -> bool:
        """Tell whether the duty letter may be issued, or issued anew after a change."""
        if self.state in {State.DOCUMENTED, State.ACTIVE}:
            known = self.documented_number
            return known is not None and known < (self.number_in_force or 0)
        approved = self.state is State.APPROVED
        return approved or (self.state is State.CONFIRMED and not self.promise.needs_parent)
