"""Choosing the parties of an agreement, and what its page shows to one reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from flask import abort

from crm.accounts.models import User
from crm.core.db import db, save
from crm.core.errors import NotPossible, NotValid
from crm.core.words import gettext as _
from crm.documents.models import Document
from crm.documents.queries import documents_about
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.permissions import Permission, Role
from crm.sharing.agreements.periods import has_room, own_line, sides_of
from crm.sharing.forms import AgreementForm
from crm.sharing.models import Assignment, SharingAgreement, Standing, new_agreement
from crm.sharing.queries import (
    assignments_under,
    assignments_visible_to,
    hosts_to_help,
    may_visit,
)


@dataclass(frozen=True, kw_only=True)
class Parties:
    """The two sides chosen so far, and what there is to choose from next."""

    first: Institution | None = None
    second: Institution | None = None
    where: str = ""
    found: list[Institution] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Tell whether both sides are known."""
        return self.first is not None and self.second is not None


@dataclass(frozen=True)
class Pact:
    """An agreement as one reader sees it."""

    agreement: SharingAgreement
    user: User

    @property
    def standing(self) -> Standing:
        """Where it stands today."""
        return self.agreement.standing(on=today())

    @property
    def may_edit(self) -> bool:
        """Tell whether the reader may change it now."""
        return may_change(self.user, self.agreement) and self.agreement.is_open()

    @property
    def may_withdraw(self) -> bool:
        """Tell whether the reader may take the draft back: nothing that goes on names it."""
        allowed = may_change(self.user, self.agreement) and self.agreement.is_draft()
        return allowed and all(one.is_over() for one in self.assignments)

    @property
    def may_issue(self) -> bool:
        """Tell whether the reader issues its paper."""
        allowed = self.user.can(Permission.ISSUE_SHARING_PAPERS)
        return allowed and self.user.role is Role.SECRETARIAT

    def may_visit(self, institution: Institution) -> bool:
        """Tell whether the reader can open the page of an institution."""
        return may_visit(self.user, institution)

    @property
    def needs_paper(self) -> bool:
        """Tell whether this version has no paper yet; what its clause renewed needs none."""
        return (
            not self.agreement.by_clause
            and self.agreement.withdrawn_at is None
            and self.agreement.issued_version != self.agreement.document_version
        )

    @cached_property
    def documents(self) -> Sequence[Document]:
        """Its papers, newest first."""
        return db.session.scalars(documents_about(self.agreement)).all()

    @cached_property
    def assignments(self) -> Sequence[Assignment]:
        """The assignments under it that the reader may see."""
        visible = assignments_visible_to(self.user, on=today())
        return db.session.scalars(assignments_under(visible, self.agreement)).unique().all()

    @property
    def outlived_by(self) -> list[Assignment]:
        """Those of them that are not over and run longer than it holds."""
        ends_before = self.agreement.ends_before
        return [
            one
            for one in self.assignments
            if not one.is_over() and ends_before(one.promise.ends_on)
        ]


def parties_chosen(user: User, given: Mapping[str, str]) -> Parties:
    """The sides that an address or a form names; a member is always one of them."""
    first = user.institution if user.role is Role.PARTNER else _named(given, "first")
    second = _named(given, "second")
    second = None if second is first else second
    where = given.get("where", "").strip()
    but = first.id if first else None
    found = list(db.session.scalars(hosts_to_help(user, where, but=but))) if where else []
    return Parties(first=first, second=second, where=where, found=found)


def entered(
    parties: Parties, form: AgreementForm, *, by: User, **more: Any
) -> SharingAgreement | None:
    """Enter an agreement of the two sides; None, said in the form, where its days are taken.

    What it follows is no hindrance: that ends once the new one is signed.
    """
    first, second = parties.first, parties.second
    if second is None or (first is None and "renews" not in more):
        raise NotValid(_("Choose both parties first."))
    followed = {more["renews"].id} if "renews" in more else set()
    if not has_room(form, (first.id if first else None, second.id), but=followed):
        return None
    agreement = new_agreement(home=first, host=second, **form.content(), **more)
    agreement.name_signatories(form.signatories())
    save(agreement).write(by=by.as_actor())
    return agreement


def rewritten(agreement: SharingAgreement, form: AgreementForm, *, by: User) -> bool:
    """Take the form's content; False, said in the form, where its days are taken."""
    if not has_room(form, sides_of(agreement), but=own_line(agreement)):
        return False
    content = form.content() | {"signatories": form.signatories()}
    agreement.rewrite(by=by.as_actor(), **content)
    return True


def withdraw(agreement: SharingAgreement, *, by: User, reason: str) -> None:
    """Take a draft back; refused while an assignment that goes on names it."""
    named = db.session.scalars(assignments_under(sa.select(Assignment), agreement)).unique()
    if codes := [one.code for one in named if not one.is_over()]:
        raise NotPossible(_("These assignments name it: %(codes)s.", codes=", ".join(codes)))
    agreement.withdraw(by=by.as_actor(), reason=reason)


def may_change(user: User, agreement: SharingAgreement) -> bool:
    """Tell whether this user may change an agreement: the secretariat, or one of its parties."""
    if not user.can(Permission.PROPOSE_SHARING):
        return False
    return user.role is Role.SECRETARIAT or user.belongs_to(*agreement.institutions)


def refuse_paper_unless_allowed(user: User, agreement: SharingAgreement) -> None:
    """Only the secretariat gives a paper its number."""
    if not Pact(agreement, user).may_issue:
        abort(403)


def _named(given: Mapping[str, str], name: str) -> Institution | None:
    text = given.get(name, "")
    is_number = text.isascii() and text.isdecimal() and len(text) < 10  # noqa: PLR2004
    return db.session.get(Institution, int(text)) if is_number else None
