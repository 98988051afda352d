"""Who is invited, in which words, and what they answer."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice

from crm.core import clock
from crm.core.db import db
from crm.core.forms import ChoiceField, Form, at_most, choices, needed, optional
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.gatherings.fields import DayField, InstitutionField, PersonField
from crm.gatherings.letters import InvitationWords
from crm.gatherings.lists import all_members, place_for, places_for
from crm.gatherings.models import Capacity, Gathering, Invitee, Rsvp
from crm.gatherings.planning import Outlook
from crm.gatherings.words import CLASSIFICATIONS, NAMES, Classification, day_of
from crm.network.models import Signatory
from crm.network.queries import signatories

DAYS_TO_REPLY = 5


ANSWERS = {
    Rsvp.ACCEPTED: _l("Yes, we come"),
    Rsvp.TENTATIVE: _l("Perhaps"),
    Rsvp.DECLINED: _l("No, we can't"),
}


class Whom(StrEnum):
    """Whether everybody is added, or one."""

    MEMBERS = "members"
    ONE = "one"


class InviteeForm(Form):
    """Who is added to the list: every member, or one institution or person."""

    whom = RadioField(_l("Whom"), default=Whom.ONE.value)
    institution = InstitutionField(_l("Institution"), [optional(), at_most(255)])
    person = PersonField(
        _l("Person"),
        [optional(), at_most(300)],
        description=_l("Empty: the liaison of the institution, else its head."),
    )
    capacity = ChoiceField(_l("Capacity"), kind=Capacity, labels=NAMES)

    def __init__(self, **kwargs: Any) -> None:
        """Name the two ways."""
        super().__init__(**kwargs)
        self.whom.choices = [
            SelectChoice(Whom.ONE.value, _("One institution or person")),
            SelectChoice(Whom.MEMBERS.value, _("All members, each by its liaison")),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that somebody is named."""
        is_valid = bool(super().validate(extra_validators))
        if self.whom.data != Whom.ONE or self.institution.data or self.person.data:
            return is_valid
        self.say("institution", _("Name an institution, a person, or both."))
        return False

    def places(self) -> list[Invitee]:
        """The places that this adds to the list."""
        if self.whom.data == Whom.MEMBERS:
            return all_members()
        house, person = self.institution.institution, self.person.person
        capacity = Capacity(self.capacity.data)
        if person is None and house is not None:
            return places_for([house], capacity)
        return [place_for(house, person, capacity)]


class InvitationForm(Form):
    """The words of an invitation letter that differ from one to the next."""

    reply_by = DayField(_l("Answer by"), [optional()])
    classification = ChoiceField(_l("Classification"), kind=Classification, labels=CLASSIFICATIONS)
    opening = TextAreaField(
        _l("First sentence"),
        [optional(), at_most(600)],
        description=_l("For instance what it follows from. Empty: none."),
    )
    costs = StringField(_l("Who bears the costs"), [optional(), at_most(300)])
    contact = StringField(
        _l("Answers also to"), [optional(), at_most(200)], description=_l("Name and telephone")
    )
    signatory = SelectField(_l("Signed by"), coerce=int)
    heed = BooleanField(_l("I have seen the warnings and keep the date"))

    def __init__(self, gathering: Gathering, outlook: Outlook, **kwargs: Any) -> None:
        """Fill in what is usual; ask about warnings only where some weigh much."""
        super().__init__(data={"reply_by": usual_reply_day(gathering)}, **kwargs)
        self.people: Sequence[Signatory] = list(db.session.scalars(signatories()))
        self.signatory.choices = [
            SelectChoice(str(one.id), f"{one.name}, {one.office}") for one in self.people
        ] or [SelectChoice("0", _("Nobody yet: add who signs in the settings"))]
        self.gathering = gathering
        if not outlook.is_heavy:
            del self.heed

    def validate_heed(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Tick this, or choose another date."))

    def validate_reply_by(self, field: Field) -> None:
        if field.data and field.data > day_of(self.gathering):
            raise ValidationError(_("Choose a day before the gathering."))

    def words(self) -> InvitationWords:
        """What the letter says."""
        return InvitationWords(
            reply_by=self.reply_by.data,
            classification=str(self.classification.data),
            opening=self.opening.data or "",
            costs=self.costs.data or "",
            contact=self.contact.data or "",
            signatory=next((one for one in self.people if one.id == self.signatory.data), None),
        )


def usual_reply_day(gathering: Gathering) -> date:
    """Five days before, but never in the past."""
    latest = day_of(gathering) - timedelta(days=DAYS_TO_REPLY)
    return max(latest, clock.today(gathering.zone))


class AnswerForm(Form):
    """Yes, perhaps or no, with a word if one likes."""

    answer = RadioField(_l("Will you come?"), [needed()])
    note = TextAreaField(
        _l("Note"), [optional(), at_most(500)], description=_l("For instance who comes instead.")
    )

    def __init__(self, **kwargs: Any) -> None:
        """Offer the three answers."""
        super().__init__(**kwargs)
        self.answer.choices = choices(ANSWERS, ANSWERS)

    def chosen(self) -> Rsvp:
        """The answer given."""
        return Rsvp(self.answer.data)
