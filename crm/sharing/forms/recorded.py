"""An answer that came by phone or on paper."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_wtf.file import FileField
from wtforms import DateField, Field, HiddenField, SelectField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice

from crm.core.forms import ChoiceField, Form, at_most, needed
from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import today
from crm.sharing.forms.promises import LONGEST_TEXT
from crm.sharing.models import APPROVING, Decision, DeclineReason, Party, Way
from crm.sharing.wording import DECISIONS, DECLINE_REASONS, WAYS


class RecordedAnswerForm(Form):
    """Who said what, when and how; a paper for an approval, a note for a phone call."""

    speaker = SelectField(_l("Who answered"))
    decision = SelectField(
        _l("Yes or no"),
        choices=lambda: [
            SelectChoice(one.value, str(DECISIONS[one][0])) for one in (Decision.YES, Decision.NO)
        ],
    )
    reason = ChoiceField(
        _l("Reason of a no"), kind=DeclineReason, labels=DECLINE_REASONS, blank=_l("Not a no")
    )
    way = ChoiceField(_l("How it came"), kind=Way, labels=WAYS)
    said_on = DateField(_l("Day of the answer"), [needed()], default=today)
    note = TextAreaField(
        _l("Note"),
        [at_most(LONGEST_TEXT)],
        description=_l("What was said, and on which number you spoke. Needed after a phone call."),
    )
    paper = FileField(
        _l("Paper"),
        description=_l("PDF or picture of what was signed. Needed for a paper and any approval."),
    )
    version = HiddenField()
    since: date

    def offer(self, speakers: Mapping[str, str], *, since: date) -> "RecordedAnswerForm":
        """Offer the names of those whose answer is awaited, since the day they were asked."""
        self.speaker.choices = [SelectChoice(key, words) for key, words in speakers.items()]
        self.since = since
        return self

    @property
    def is_no(self) -> bool:
        """Tell whether it is a no."""
        return bool(self.decision.data == Decision.NO)

    @property
    def papers(self) -> list[Any]:
        """The file that was chosen, if one was."""
        chosen = self.paper.data
        return [chosen] if getattr(chosen, "filename", "") else []

    def validate_reason(self, field: Field) -> None:
        """A no has a reason."""
        if self.is_no and not field.data:
            raise ValidationError(_("Choose why they said no."))

    def validate_way(self, field: Field) -> None:
        """A parent body approves on paper."""
        if self._is_approval and field.data != Way.PAPER:
            raise ValidationError(_("An approval needs its letter: choose “on paper”."))

    def validate_said_on(self, field: Field) -> None:
        """Nobody answers what was not asked yet, or tomorrow."""
        if field.data and not self.since <= field.data <= today():
            raise ValidationError(
                _("Choose a day from %(first)s until today.", first=plain_date(self.since))
            )

    def validate_note(self, field: Field) -> None:
        """A phone call leaves nothing but a note."""
        if self.way.data == Way.PHONE and not field.data:
            raise ValidationError(_("Write down what was said on the phone."))

    def validate_paper(self, _field: Field) -> None:
        """What came on paper is kept."""
        if (self.way.data == Way.PAPER or self._is_approval) and not self.papers:
            raise ValidationError(_("Choose the file of the paper."))

    @property
    def _is_approval(self) -> bool:
        return str(self.speaker.data or "").split(":")[0] in {str(Party(one)) for one in APPROVING}
