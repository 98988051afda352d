"""Forms about letters that came in."""

from typing import Any

from wtforms import DateField, Field, SelectField, StringField, TextAreaField, ValidationError

from crm.core.colleagues import colleague_choices, name_of_colleague
from crm.core.forms import Form, at_most, needed, optional
from crm.core.stale import Versioned
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l


class LetterForm(Versioned):
    """What the book says of a letter."""

    sender = StringField(
        _l("From"),
        [needed(), at_most(255)],
        description=_l(
            "An institution or parent body written as it is called in the register is linked."
        ),
    )
    subject = StringField(_l("About"), [needed(), at_most(300)])
    number = StringField(_l("Its own number"), [optional(), at_most(120)])
    dated_on = DateField(_l("Its date"), [optional()])
    received_on = DateField(_l("Received on"), [needed()])
    follower_id = SelectField(_l("Who follows up"), choices=colleague_choices)
    due_on = DateField(_l("Until when"), [optional()])
    summary = TextAreaField(_l("What it asks for"), [optional(), at_most(4000)])

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Show nobody as such."""
        super().process(*args, **kwargs)
        self.follower_id.data = str(self.follower_id.data or "").replace("None", "")

    def validate_dated_on(self, field: Field) -> None:
        """Refuse a letter that was written after it came."""
        if field.data and self.received_on.data and field.data > self.received_on.data:
            raise ValidationError(_("A letter is not written after it came. Check both days."))

    def facts(self) -> dict[str, Any]:
        """What the verbs of a letter take."""
        skipped = {"csrf_token", "version", "follower_id"}
        given = {field.name: field.data for field in self if field.name not in skipped}
        number = int(self.follower_id.data) if self.follower_id.data else None
        return {**given, "follower_id": number, "follower": name_of_colleague(number)}


class FollowUpForm(Form):
    """How a letter was followed up."""

    outcome = TextAreaField(
        _l("What was done"),
        [needed(), at_most(2000)],
        description=_l("One sentence: answered with which letter, told to whom, or laid aside."),
    )
