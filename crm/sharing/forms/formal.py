"""One step of a formal assignment, as people note it."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from crm.core.forms import Form, at_most, needed, optional
from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import today
from crm.sharing.fields import DayField
from crm.sharing.forms.promises import LONGEST_TEXT
from crm.sharing.models.formal import Step


class FormalStepForm(Form):
    """What happened, when, by which paper."""

    step = RadioField(_l("What happened"))
    day = DayField(_l("On which day"), [needed()], default=today)
    paper = StringField(
        _l("Number of the letter"),
        [optional(), at_most(200)],
        description=_l("Needed for consent, consideration and order."),
    )
    note = TextAreaField(
        _l("Note"),
        [optional(), at_most(LONGEST_TEXT)],
        description=_l("For a refusal: its reasons."),
    )

    def offer(self, steps: Iterable[tuple[Step, Any]]) -> "FormalStepForm":
        """Fill in what may come next; the first one is chosen."""
        self.step.choices = [SelectChoice(step.value, str(words)) for step, words in steps]
        if self.step.choices and not self.step.raw_data:
            self.step.data = self.step.choices[0].value
        return self
