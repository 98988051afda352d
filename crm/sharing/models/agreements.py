"""Agreements between institutions under which staff is shared: MoU and PKS (domain 3.2)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible, NotValid
from crm.core.events import record
from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.documents.models import Document
from crm.institutions.models import Institution
from crm.sharing.events import AgreementFact, AgreementIssued, AgreementRewritten, AgreementWritten
from crm.sharing.renewals import events as renewals

DAY = timedelta(days=1)


class AgreementKind(StrEnum):
    """A memorandum of understanding, or the cooperation agreement under it."""

    PKS = "pks"
    MOU = "mou"


class Standing(StrEnum):
    """Where an agreement stands on a day."""

    DRAFT = "draft"
    ISSUED = "issued"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class AgreementParty(Model):
    """One side of an agreement, first or second; without an institution it is the network.

    `name` is what a list of the past calls a partner that the register does not know.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("sharing_agreement.id"))
    place: Mapped[int]
    institution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(255), default="")
    number: Mapped[str] = mapped_column(sa.String(120), default="")
    signatory_name: Mapped[str] = mapped_column(sa.String(200), default="")
    signatory_post: Mapped[str] = mapped_column(sa.String(200), default="")
    signatory_basis: Mapped[str] = mapped_column(sa.String(300), default="")

    agreement: Mapped["SharingAgreement"] = relationship(back_populates="parties")
    institution: Mapped[Institution | None] = relationship()

    __table_args__ = (sa.UniqueConstraint("agreement_id", "place"),)


class SharingAgreement(Model):
    """What two institutions promise each other for a span of days, inclusive at both ends."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[AgreementKind] = mapped_column(Words(AgreementKind))
    title: Mapped[str] = mapped_column(sa.String(255))
    legal_basis: Mapped[str] = mapped_column(sa.String(300), default="")
    scope: Mapped[list[str]] = mapped_column(default=list)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None] = mapped_column(index=True)
    signed_on: Mapped[date | None]
    weekly_minutes_cap: Mapped[int | None]
    persons_cap: Mapped[int | None]
    cost_principle: Mapped[str] = mapped_column(sa.Text, default="")
    terms: Mapped[dict[str, Any]] = mapped_column(default=dict)
    auto_renew: Mapped[bool] = mapped_column(default=False)
    by_clause: Mapped[bool] = mapped_column(default=False)
    times_renewed: Mapped[int] = mapped_column(default=0)
    renews_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sharing_agreement.id"), index=True)
    document_version: Mapped[int] = mapped_column(default=1)
    issued_version: Mapped[int | None]
    withdrawn_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)

    parties: Mapped[list[AgreementParty]] = relationship(
        back_populates="agreement", order_by=AgreementParty.place, cascade="all, delete-orphan"
    )

    renews: Mapped["SharingAgreement | None"] = relationship(
        remote_side="SharingAgreement.id", back_populates="renewals"
    )
    renewals: Mapped[list["SharingAgreement"]] = relationship(
        back_populates="renews", order_by="SharingAgreement.id"
    )

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012
    __table_args__ = (
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="span"),
        sa.Index("ix_sharing_agreement_valid_from", "valid_from", "id"),
    )

    @property
    def code(self) -> str:
        """The short name that never changes: PKS-2027-3."""
        return f"{self.kind.value.upper()}-{self.created_at.year}-{self.id}"

    @property
    def institutions(self) -> list[Institution]:
        """The institutions that promise; the network itself is none."""
        return [party.institution for party in self.parties if party.institution]

    def standing(self, *, on: date) -> Standing:
        """Where it stands on a day."""
        if self.withdrawn_at is not None:
            return Standing.WITHDRAWN
        if self.valid_to is not None and self.valid_to < on:
            return Standing.ENDED
        if self.signed_on is not None:
            return Standing.IN_FORCE if self.valid_from <= on else Standing.SIGNED
        is_current = self.issued_version == self.document_version
        return Standing.ISSUED if is_current else Standing.DRAFT

    def covers(self, first: date, last: date) -> bool:
        """Tell whether a span of days lies within it and what continues it without a gap."""
        return self.valid_from <= first and not self.ends_before(last)

    def ends_before(self, day: date) -> bool:
        """Tell whether it ends before a day, and nothing signed continues it until then."""
        if self.valid_to is None or day <= self.valid_to:
            return False
        after = self.valid_to + DAY
        following = (one for one in self.renewals if one.signed_on and one.valid_from <= after)
        return all(one.ends_before(day) for one in following)

    def is_open(self) -> bool:
        """Tell whether its content may still be changed: nobody has signed or withdrawn it."""
        return self.signed_on is None and self.withdrawn_at is None

    def is_draft(self) -> bool:
        """Tell whether it is open and no paper of it was ever issued."""
        return self.is_open() and self.issued_version is None

    def write(self, *, by: Actor) -> None:
        """Enter it."""
        self._refuse_same_parties()
        if self.renews is None:
            self._record(AgreementWritten, by)
        else:
            itself = renewals.AgreementRenewedItself
            fact = itself if self.by_clause else renewals.AgreementRenewed
            self._record(fact, by, self.renews.code)
        self._take_over(by)

    def rewrite(self, *, by: Actor, **content: Any) -> None:
        """Change its content; a paper already issued is then of the version before."""
        if not self.is_open():
            raise NotPossible(_("This agreement is signed or withdrawn and stays as it is."))
        self.name_signatories(content.pop("signatories", ()))
        for name, value in content.items():
            setattr(self, name, value)
        self._refuse_same_parties()
        if self.issued_version == self.document_version:
            self.document_version += 1
        self._record(AgreementRewritten, by)
        self._take_over(by)

    def withdraw(self, *, by: Actor, reason: str) -> None:
        """Take a draft back. What it was to follow may be followed anew, or renew itself."""
        if not self.is_draft():
            raise NotPossible(_("Only a draft without a paper can be withdrawn."))
        self._record(renewals.AgreementWithdrawn, by, reason=reason)
        self.withdrawn_at, self.renews = clock.now(), None

    def end_on(self, day: date, *, by: Actor, successor: "SharingAgreement") -> None:
        """End it earlier, because another one takes its place (domain 3.3)."""
        if day < self.valid_from:
            raise NotValid(
                _(
                    "What takes its place begins after %(day)s, the first day of %(code)s.",
                    day=plain_date(self.valid_from),
                    code=self.code,
                )
            )
        before, self.valid_to = self.valid_to, day
        self._record(
            renewals.AgreementReplaced,
            by,
            successor.code,
            before={"valid_to": before.isoformat() if before else ""},
            after={"valid_to": day.isoformat()},
        )

    def object_to_renewal(self, *, by: Actor, reason: str) -> None:
        """Take note that a party does not want it to renew itself."""
        if not self.auto_renew:
            raise NotPossible(_("This agreement does not renew itself."))
        self.auto_renew = False
        self._record(renewals.RenewalObjected, by, reason=reason)

    def name_signatories(self, signatories: Iterable[Mapping[str, str]]) -> None:
        """Say who signs for each party, in the order of the parties."""
        for party, signatory in zip(self.parties, signatories, strict=False):
            for name, value in signatory.items():
                setattr(party, name, value)

    def issue(self, document: Document, *, by: Actor) -> None:
        """Take the number of its paper."""
        if self.withdrawn_at is not None:
            raise NotPossible(_("This agreement is signed or withdrawn and stays as it is."))
        if self.issued_version == self.document_version:
            raise NotPossible(_("The paper of this version is issued already."))
        self.issued_version = self.document_version
        self._record(AgreementIssued, by, document.number)

    def missing(self) -> list[str]:
        """What the paper still needs, in words."""
        wanted = [
            (_("the last day of validity"), self.valid_to),
            *(
                (_("who signs for %(party)s", party=_name_of(party)), party.signatory_name)
                for party in self.parties
            ),
        ]
        return [words for words, value in wanted if not value]

    def _take_over(self, by: Actor) -> None:
        """Once signed, it ends what it takes the place of on the eve of its own first day."""
        old = self.renews
        if self.signed_on is None or old is None:
            return
        if old.valid_to is None or self.valid_from <= old.valid_to:
            old.end_on(self.valid_from - DAY, by=by, successor=self)

    def _refuse_same_parties(self) -> None:
        named = [party.institution_id for party in self.parties]
        if len(named) != len(set(named)):
            raise NotValid(_("An agreement needs two different parties."))

    def _record(self, fact: type[AgreementFact], by: Actor, number: str = "", **more: Any) -> None:
        old = (self.renews,) if self.renews else ()
        record(
            fact(
                subject=self,
                by=by,
                title=self.title,
                number=number,
                around=(*self.institutions, *old),
                version=self.document_version,
                **more,
            )
        )


def new_agreement(
    *, home: Institution | None, host: Institution, **content: Any
) -> SharingAgreement:
    """An agreement of two parties, not yet entered: home first, host second."""
    return SharingAgreement(
        **{
            "created_at": clock.now(),
            "document_version": 1,
            "terms": {},
            "scope": [],
            **content,
            "parties": [
                AgreementParty(place=1, institution=home, institution_id=home.id if home else None),
                AgreementParty(place=2, institution=host, institution_id=host.id),
            ],
        }
    )


def past_agreement(  # noqa: PLR0913 (what a list tells of an agreement)
    *,
    kind: AgreementKind,
    title: str,
    valid_from: date,
    valid_to: date | None,
    signed_on: date | None = None,
    scope: str = "",
) -> dict[str, Any]:
    """The columns of an agreement that a list of the past tells of: it was signed, on paper."""
    return {
        "kind": kind,
        "title": title,
        "scope": [line for line in scope.split("\n") if line.strip()],
        "valid_from": valid_from,
        "valid_to": valid_to,
        "signed_on": signed_on or valid_from,
    }


def _name_of(party: AgreementParty) -> str:
    return party.institution.name if party.institution else party.name or _("the network")
