"""Forms of the way into the network: moves of the membership, and what an application needs."""

from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired

from crm.core.errors import NotUnderstood
from crm.core.filters import member
from crm.core.forms import Form, NotBefore, at_most, needed, optional
from crm.core.stale import Versioned
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.models import MembershipState, Requirement
from crm.institutions.models.memberships import WITH_REASON
from crm.institutions.words import MOVE_NAMES


class MembershipForm(Form):
    """A move of the membership: from which day, and why."""

    to = HiddenField()
    on = DateField(_l("From which day"), [InputRequired(message=_l("Fill this in."))])
    until = DateField(
        _l("Until"),
        [optional(), NotBefore("on")],
        description=_l("Leave it empty if the membership has no end"),
    )
    reason = TextAreaField(
        _l("Reason"), [at_most(2000)], description=_l("It stays in the history of the institution")
    )

    @property
    def state(self) -> MembershipState:
        """Where the membership is to go; what no button of ours says is refused."""
        found = member(MembershipState, self.to.data)
        if found not in MOVE_NAMES:
            raise NotUnderstood(_("There is no such step of a membership."))
        return found

    def facts(self) -> dict[str, Any]:
        """What the move takes."""
        until = self.until.data if self.state is MembershipState.ACTIVE else None
        return {"on": self.on.data, "until": until, "reason": self.reason.data or ""}

    def validate_reason(self, field: Field) -> None:
        """Demand a reason for what takes a membership away."""
        if self.state in WITH_REASON and not field.data:
            raise ValidationError(_("Say why, in one sentence. It stays in the history."))


class TermsForm(Versioned):
    """The days of a membership, and whether the clock may move it."""

    membership_starts_on = DateField(_l("From"), [optional()])
    membership_ends_on = DateField(
        _l("Until"),
        [optional(), NotBefore("membership_starts_on")],
        description=_l("After this day it is in grace for 90 days, then it lapses"),
    )
    membership_is_fixed = BooleanField(
        _l("Leave this membership as it is, whatever the date"),
        description=_l("For instance while the board decides"),
    )

    def facts(self) -> dict[str, Any]:
        """What `Institution.change` takes."""
        skipped = {"csrf_token", "version"}
        return {field.name: field.data for field in self if field.name not in skipped}


class FilingForm(Form):
    """What meets one requirement of an application."""

    requirement = HiddenField()
    said = StringField(
        _l("What was handed in"),
        [needed(), at_most(500)],
        description=_l("Number and date of the paper, where it lies, or the reason"),
    )
    filed_on = DateField(_l("On"), [InputRequired(message=_l("Fill this in."))])
    is_waiver = BooleanField(
        _l("Waive this requirement, for the reason above"),
        description=_l("The history keeps who waived it and why"),
    )

    @property
    def chosen(self) -> Requirement:
        """The requirement that is filed."""
        found = member(Requirement, self.requirement.data)
        if found is None:
            raise NotUnderstood(_("There is no such requirement."))
        return found
