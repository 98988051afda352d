"""The form of one special day."""

from typing import Any

from wtforms import DateField, StringField

from crm.almanac.models import Certainty, DayKind
from crm.almanac.words import CERTAINTY_NAMES, KIND_NAMES
from crm.core.forms import ChoiceField, Form, at_most, needed
from crm.core.words import lazy_gettext as _l

COLUMNS = {"day", "kind", "name_id", "name_en", "certainty", "source"}


class DayForm(Form):
    """A day, what makes it special, and how sure that is."""

    day = DateField(_l("Day"), [needed()])
    kind = ChoiceField(_l("Kind"), kind=DayKind, labels=KIND_NAMES)
    name_id = StringField(_l("Name in Indonesian"), [needed(), at_most(160)])
    name_en = StringField(_l("Name in English"), [needed(), at_most(160)])
    certainty = ChoiceField(_l("Certainty"), kind=Certainty, labels=CERTAINTY_NAMES)
    source = StringField(_l("Source"), [at_most(120)], description=_l("For instance the decree"))

    def entered(self) -> dict[str, Any]:
        """Give what was entered, as the calendar's columns take it."""
        return {name: value for name, value in self.data.items() if name in COLUMNS}
