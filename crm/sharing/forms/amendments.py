"""A change of what was agreed already: another person, hours, dates or costs."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.fields import SelectChoice

from crm.core.forms import Form, at_most, needed
from crm.core.words import lazy_gettext as _l
from crm.people.models import Person
from crm.sharing.forms.drafts import CostForm, filled_costs
from crm.sharing.forms.promises import LONGEST_TEXT
from crm.sharing.models import Assignment


class AmendmentForm(CostForm):
    """The change that home or host asks for, with its reason."""

    person_id = SelectField(_l("Who helps"), coerce=int)
    note = TextAreaField(
        _l("Why the change?"),
        [needed(), at_most(LONGEST_TEXT)],
        description=_l("The others read this with the differences."),
    )
    version = HiddenField()

    def offer(self, people: Iterable[Person]) -> "AmendmentForm":
        """Fill in who may take over."""
        self.person_id.choices = [SelectChoice(str(one.id), one.full_name) for one in people]
        return self

    def changes(self, helper_id: int) -> dict[str, Any]:
        """What the new version says; the same person as now is no change."""
        chosen = self.person_id.data
        named = {} if chosen == helper_id else {"person_id": chosen}
        return self.promise() | {"costs": self.costs()} | named


class TakeBackForm(Form):
    """Why a change is asked for no more."""

    reason = TextAreaField(_l("Why do you take it back?"), [needed(), at_most(LONGEST_TEXT)])


def filled_amendment(assignment: Assignment) -> dict[str, Any]:
    """The version in force as the values of `AmendmentForm`."""
    version = assignment.promise
    return filled_costs(version) | {"person_id": assignment.person_id, "version": version.number}
