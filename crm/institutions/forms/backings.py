"""The form of what a parent body was asked to give."""

from typing import Any

from wtforms import DateField, Field, StringField, ValidationError

from crm.core.forms import ChoiceField, NotBefore, at_most, needed, optional
from crm.core.stale import Versioned
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.models import BackingKind, BackingState
from crm.institutions.queries import today
from crm.institutions.words import BACKING_ANSWERS, BACKING_NAMES


class BackingForm(Versioned):
    """What was asked, until when, and what came of it."""

    kind = ChoiceField(_l("What was asked for"), kind=BackingKind, labels=BACKING_NAMES)
    title = StringField(
        _l("In a few words"),
        [needed(), at_most(200)],
        description=_l("For instance: printing of 2,000 brochures, or a circular to all wards"),
    )
    asked_on = DateField(_l("Asked on"), [needed()])
    reply_by = DateField(_l("Answer by"), [needed(), NotBefore("asked_on")])
    state = ChoiceField(_l("What came of it"), kind=BackingState, labels=BACKING_ANSWERS)
    answered_on = DateField(_l("Answered on"), [optional(), NotBefore("asked_on")])
    said = StringField(_l("In one sentence"), [optional(), at_most(500)])

    def validate_answered_on(self, field: Field) -> None:
        """Refuse the day of an answer that has not come."""
        if field.data and field.data > today():
            raise ValidationError(_("This day has not come yet."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Demand the day of an answer, where there is one."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self._is_answered and not self.answered_on.data:
            self.say("answered_on", _("Say on which day the answer came."))
            return False
        return is_valid

    def facts(self) -> dict[str, Any]:
        """What the verbs of a backing take."""
        return {
            "kind": self.kind.chosen(),
            "title": self.title.data,
            "asked_on": self.asked_on.data,
            "reply_by": self.reply_by.data,
            "state": self.state.chosen(),
            "answered_on": self.answered_on.data if self._is_answered else None,
            "said": self.said.data or "",
        }

    @property
    def _is_answered(self) -> bool:
        return bool(self.state.data != BackingState.OPEN)
