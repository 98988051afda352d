"""Hours, pauses, early ends and evaluations."""

from typing import Any

from wtforms import BooleanField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from crm.core.errors import NotValid
from crm.core.forms import Form, at_most, needed, optional
from crm.core.hours import HoursField
from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import today
from crm.sharing.fields import DayField
from crm.sharing.forms.promises import LONGEST_TEXT
from crm.sharing.models import Assignment, Voice
from crm.sharing.models.work import Mark
from crm.sharing.work.hours import note_hours
from crm.sharing.work.words import DEGREES, MARKS


class HoursForm(Form):
    """Time that was worked on one day."""

    day = DayField(_l("Day of work"), [needed()], default=today)
    minutes = HoursField(_l("Hours worked"), [needed()])
    task = StringField(_l("What was done"), [needed(), at_most(300)])

    def is_noted(self, assignment: Assignment, voice: Voice) -> bool:
        """Note the hours; what stands against them is said beside the day."""
        given = {"day": self.day.data, "minutes": self.minutes.data, "task": self.task.data}
        try:
            note_hours(assignment, voice, **given)
        except NotValid as refusal:
            self.say("day", str(refusal.message))
            return False
        return True


class PauseForm(Form):
    """Why work rests."""

    reason = TextAreaField(
        _l("Why does the work rest?"),
        [needed(), at_most(LONGEST_TEXT)],
        description=_l("Leave, an exam, a disaster. The others read this."),
    )


class EarlyEndForm(Form):
    """Why work ends before its last day, and what is handed over."""

    reason = TextAreaField(_l("Why does it end early?"), [needed(), at_most(LONGEST_TEXT)])
    handover = TextAreaField(
        _l("What is handed over, and to whom"),
        [needed(), at_most(LONGEST_TEXT)],
        description=_l("Work in progress, keys, accounts, borrowed things."),
    )

    def told(self) -> str:
        """Both as one text."""
        return f"{self.reason.data}\n\n{self.handover.data}"


def _degrees() -> list[SelectChoice]:
    return [SelectChoice(str(degree), f"{degree} · {name}") for degree, name in DEGREES.items()]


class EvaluationForm(Form):
    """What one side thinks of the help."""

    skill = RadioField(MARKS[Mark.SKILL], choices=_degrees)
    reliability = RadioField(MARKS[Mark.RELIABILITY], choices=_degrees)
    cooperation = RadioField(MARKS[Mark.COOPERATION], choices=_degrees)
    support = RadioField(MARKS[Mark.SUPPORT], choices=_degrees)
    result = RadioField(MARKS[Mark.RESULT], choices=_degrees)
    reached = IntegerField(
        _l("How much of the goal was reached, in percent"),
        [InputRequired(_l("Fill this in.")), NumberRange(0, 100)],
    )
    again = BooleanField(_l("I would do this again"))
    words = TextAreaField(_l("In your words"), [optional(), at_most(LONGEST_TEXT)])

    def content(self) -> dict[str, Any]:
        """What an evaluation keeps."""
        return {
            "marks": {mark.value: int(self[mark.value].data) for mark in Mark},
            "reached": self.reached.data,
            "again": self.again.data,
            "words": self.words.data,
        }
