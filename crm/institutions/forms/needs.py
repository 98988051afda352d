"""Forms of needs, and of how a need was settled."""

from typing import Any

from wtforms import Field, HiddenField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice

from crm.core.forms import ChoiceField, at_most, needed, optional
from crm.core.stale import Versioned
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.forms.relations import OtherForm
from crm.institutions.models import NeedKind
from crm.institutions.words import NEED_NAMES

BY_ANOTHER, OTHERWISE, UNMET = "another", "otherwise", "unmet"


class NeedForm(Versioned):
    """What an institution lacks."""

    kind = ChoiceField(_l("What is lacking"), kind=NeedKind, labels=NEED_NAMES)
    title = StringField(
        _l("In a few words"),
        [needed(), at_most(200)],
        description=_l("For instance: somebody to catalogue 400 titles"),
    )
    detail = TextAreaField(_l("What would help"), [optional(), at_most(2000)])

    def facts(self) -> dict[str, Any]:
        """What the verbs of a need take."""
        return {"kind": self.kind.chosen(), "title": self.title.data, "detail": self.detail.data}


class SettlementForm(OtherForm):
    """How a need was settled: by another institution, by other means, or not at all."""

    q = HiddenField()
    outcome = RadioField(
        _l("How it ended"),
        choices=lambda: [
            SelectChoice(OTHERWISE, _("It was met by other means")),
            SelectChoice(UNMET, _("It was not met, and is no longer needed")),
        ],
        validate_choice=False,
        default=OTHERWISE,
    )
    how = StringField(_l("In one sentence"), [at_most(500)])

    def validate_other_id(self, field: Field) -> None:
        """Demand one of those found only where somebody was looked for."""
        if self.found:
            super().validate_other_id(field)

    def validate_how(self, field: Field) -> None:
        """Demand a reason where nobody met it."""
        if self.is_unmet and not field.data:
            raise ValidationError(_("Say why, in one sentence. It stays in the history."))

    @property
    def is_unmet(self) -> bool:
        """Tell whether it lapsed."""
        return not self.found and self.outcome.data == UNMET
