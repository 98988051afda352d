"""What happened: who came, what was said and agreed, what was promised."""

from typing import Any

from flask import request
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange

from crm.core.forms import Form, NotBefore, at_most, choices, needed, optional, plain
from crm.core.stale import Versioned
from crm.core.templating import local
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.gatherings.fields import (
    ClockField,
    DayField,
    InstitutionField,
    PersonField,
    given,
)
from crm.gatherings.forms.plans import LONGEST_TEXT, instant
from crm.gatherings.models import ActionItem, AgendaItem, Attendance, Gathering, Invitee, Minutes
from crm.gatherings.words import NAMES, day_of

LONGEST_DISCUSSION = 20000


class AttendanceForm(Form):
    """Who came, row by row; the names of the fields carry the id of the place on the list."""

    def __init__(self, gathering: Gathering, **kwargs: Any) -> None:
        """Know the list."""
        super().__init__(**kwargs)
        self.gathering = gathering
        self.options = choices(Attendance, NAMES, blank=_l("not noted"))

    def present(self) -> dict[int, Attendance | None]:
        """What was noted for each place, by its id."""
        noted: dict[int, Attendance | None] = {}
        for one in self.gathering.invitees:
            word = request.form.get(f"attendance-{one.id}", "")
            noted[one.id] = Attendance(word) if word in set(Attendance) else None
        return noted

    def proxies(self) -> list[tuple[Invitee, Invitee | None]]:
        """Who speaks for whom by letter."""
        places = {str(one.id): one for one in self.gathering.invitees}
        return [
            (one, places.get(request.form.get(f"proxy-{one.id}", "").partition(" ")[0]))
            for one in self.gathering.invitees
        ]


class MinutesForm(Versioned):
    """The minutes: when it was opened and closed, and what was said on each point."""

    opened = ClockField(_l("Opened at"), [optional()])
    closed = ClockField(_l("Closed at"), [optional()])
    opening = TextAreaField(_l("Opening"), [optional(), at_most(LONGEST_TEXT)])
    earlier_minutes = TextAreaField(
        _l("Corrections of the earlier minutes"), [optional(), at_most(LONGEST_TEXT)]
    )
    open_matters = TextAreaField(_l("Open matters"), [optional(), at_most(LONGEST_TEXT)])

    def __init__(self, minutes: Minutes, **kwargs: Any) -> None:
        """Show what is written already."""
        zone = minutes.gathering.zone
        given = {
            "opened": local(minutes.opened_at, zone).time() if minutes.opened_at else None,
            "closed": local(minutes.closed_at, zone).time() if minutes.closed_at else None,
        }
        super().__init__(obj=minutes, data=given, **kwargs)
        self.minutes = minutes

    def discussion(self, item: AgendaItem) -> str:
        """What was typed for a point of the agenda, else what stands there."""
        name = f"discussion-{item.id}"
        typed = request.form.get(name) if request.method == "POST" else None
        return item.discussion if typed is None else plain(typed)[:LONGEST_DISCUSSION]

    def fill(self) -> None:
        """Write down what was entered."""
        gathering, minutes = self.minutes.gathering, self.minutes
        day, zone = day_of(gathering), gathering.zone
        minutes.opened_at = instant(day, self.opened.data, zone) if self.opened.data else None
        minutes.closed_at = instant(day, self.closed.data, zone) if self.closed.data else None
        for name in ("opening", "earlier_minutes", "open_matters"):
            setattr(minutes, name, self[name].data or "")
        for item in gathering.agenda:
            item.discussion = self.discussion(item)


class AgendaItemForm(Form):
    """One point of the agenda."""

    title = StringField(_l("Point"), [needed(), at_most(300)])
    duration = IntegerField(
        _l("Duration in minutes"),
        [optional(), NumberRange(1, 1440, _l("Write a number from 1 to 1440."))],
    )
    presenter = StringField(_l("Presented by"), [optional(), at_most(200)])
    position = IntegerField(
        _l("Place in the order"),
        [optional(), NumberRange(1, 1000, _l("Write a number from 1 to 1000."))],
    )

    def entered(self) -> dict[str, Any]:
        """The columns of the point but its place."""
        return {
            "title": self.title.data,
            "duration": self.duration.data,
            "presenter": self.presenter.data or "",
        }


class SessionForm(Form):
    """One row of a workshop's programme."""

    title = StringField(_l("Session"), [needed(), at_most(300)])
    day = DayField(_l("Day"), [given()])
    starts = ClockField(_l("Starts"), [given()])
    ends = ClockField(_l("Ends"), [given()])
    speaker = StringField(_l("Speaker"), [optional(), at_most(200)])
    place = StringField(_l("Room"), [optional(), at_most(200)])
    is_taught = BooleanField(_l("Counts as lesson hours"), default=True)

    def validate_ends(self, field: Field) -> None:
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(_("The end lies before the start."))

    def entered(self, zone: str) -> dict[str, Any]:
        """The columns of the session, on the clock of the workshop."""
        return {
            "title": self.title.data,
            "starts_at": instant(self.day.data, self.starts.data, zone),
            "ends_at": instant(self.day.data, self.ends.data, zone),
            "speaker": self.speaker.data or "",
            "place": self.place.data or "",
            "is_taught": self.is_taught.data,
        }


class _AboutPoint(Form):
    agenda_item = SelectField(_l("Point of the agenda"), coerce=int)

    def __init__(self, gathering: Gathering, **kwargs: Any) -> None:
        """Offer the points of the agenda."""
        super().__init__(**kwargs)
        self.agenda_item.choices = [
            SelectChoice("0", _("none")),
            *(SelectChoice(str(item.id), item.title) for item in gathering.agenda),
        ]


class DecisionForm(_AboutPoint):
    """What was decided, and how."""

    text = TextAreaField(_l("Decision"), [needed(), at_most(LONGEST_TEXT)])
    by_consensus = BooleanField(_l("By consensus"), default=True)
    votes_for = IntegerField(_l("Votes for"), [optional(), NumberRange(0, 100000)])
    votes_against = IntegerField(_l("Votes against"), [optional(), NumberRange(0, 100000)])
    abstentions = IntegerField(_l("Abstentions"), [optional(), NumberRange(0, 100000)])

    def entered(self) -> dict[str, Any]:
        """The columns of the decision; votes only where they were counted."""
        votes = ("votes_for", "votes_against", "abstentions")
        counted = {name: None if self.by_consensus.data else self[name].data for name in votes}
        return {
            "text": self.text.data,
            "by_consensus": self.by_consensus.data,
            "agenda_item_id": self.agenda_item.data or None,
            **counted,
        }


class ActionForm(_AboutPoint):
    """What is to be done, by whom, until when."""

    what = StringField(_l("What is to be done"), [needed(), at_most(500)])
    institution = InstitutionField(_l("Institution in charge"), [optional(), at_most(255)])
    person = PersonField(_l("Person in charge"), [optional(), at_most(300)])
    due_on = DayField(_l("Until"), [given()])

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that somebody is in charge."""
        is_valid = bool(super().validate(extra_validators))
        if self.institution.data or self.person.data:
            return is_valid
        self.say("institution", _("Name an institution or a person in charge."))
        return False

    def fill(self, action: ActionItem) -> None:
        """Write down what was entered."""
        action.what, action.due_on = self.what.data, self.due_on.data or action.due_on
        action.institution = self.institution.institution
        action.person = self.person.person
        action.agenda_item_id = self.agenda_item.data or None


class CompletionForm(Form):
    """How one can see that it is done."""

    evidence = TextAreaField(_l("What shows that it is done"), [needed(), at_most(LONGEST_TEXT)])


class CorrectionForm(Form):
    """What a member wants corrected."""

    text = TextAreaField(_l("What should be corrected"), [needed(), at_most(LONGEST_TEXT)])


class ConversationForm(Form):
    """An informal meeting in two minutes: seven fields, three of them needed."""

    on = DayField(_l("Day"), [given()])
    met_with = StringField(
        _l("With whom"), [needed(), at_most(300)], description=_l("Names as you know them")
    )
    topic = StringField(_l("About what"), [needed(), at_most(200)])
    institution = InstitutionField(_l("Of which institution"), [optional(), at_most(255)])
    place = StringField(
        _l("Where"), [optional(), at_most(300)], description=_l("Canteen, telephone, WhatsApp")
    )
    promise = StringField(_l("What was promised"), [optional(), at_most(500)])
    next_step_on = DayField(_l("Until when"), [optional(), NotBefore("on")])

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that a promise has its day."""
        is_valid = bool(super().validate(extra_validators))
        if self.next_step_on.data or not self.promise.data:
            return is_valid
        self.say("next_step_on", _("A promise needs its day."))
        return False
