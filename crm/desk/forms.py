"""The form of a rule: when, through what, to whom, in which words."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from crm.core.forms import at_most, needed
from crm.core.stale import Versioned
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.desk.words import CHANNELS
from crm.reminders.models import Rule
from crm.reminders.sources import Nature, Source
from crm.reminders.terms import Channel, read_steps, written_steps
from crm.reminders.wording import EVERYWHERE, tokens_in

TEXTS = ("subject_id", "body_id", "subject_en", "body_en")


class TicksField(SelectMultipleField):  # type: ignore[misc]
    """Several of a few, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class RuleForm(Versioned):
    """A rule as the secretariat edits it."""

    unsaid = frozenset({"channels", "audiences"})
    moments = StringField(_l("When"), [at_most(120)])
    channels = TicksField(_l("Through"), [needed()])
    audiences = TicksField(_l("Whom"))
    subject_id = StringField(_l("Subject in Indonesian"), [needed(), at_most(200)])
    body_id = TextAreaField(
        _l("Words in Indonesian"), [needed(), at_most(4000)], render_kw={"rows": 9}
    )
    subject_en = StringField(_l("Subject in English"), [needed(), at_most(200)])
    body_en = TextAreaField(
        _l("Words in English"), [needed(), at_most(4000)], render_kw={"rows": 9}
    )

    def __init__(self, rule: Rule, source: Source | None) -> None:
        """Offer the audiences of the rule's source; an announced rule has no moments."""
        super().__init__(obj=rule)
        self.source = source
        groups = source.audiences if source else {}
        self.channels.choices = _choices(CHANNELS.items())
        self.audiences.choices = _choices(groups.items())
        if not self.is_submitted():
            self.moments.data = written_steps(rule.terms.steps)
            self.audiences.data = rule.audiences or list(groups)
        if source is None or source.nature is Nature.EVENT:
            del self.moments
        if not groups:
            del self.audiences

    @property
    def tokens(self) -> dict[str, str]:
        """Each token by its English name, with its Indonesian one."""
        return {**EVERYWHERE, **(self.source.tokens if self.source else {})}

    def validate_moments(self, field: StringField) -> None:
        """Refuse what is no step."""
        try:
            found = read_steps(field.data or "")
        except ValueError as error:
            wrong = str(error)
            raise ValidationError(
                _("“%(wrong)s” is no moment. Write H-7, HK+3 or H+1*7.", wrong=wrong)
            ) from error
        if not found:
            raise ValidationError(_("Name at least one moment, such as H-7."))

    def validate_body_id(self, field: TextAreaField) -> None:
        """Refuse tokens that this rule can't fill."""
        self._known(field)

    validate_subject_id = validate_subject_en = validate_body_en = validate_body_id

    def terms(self) -> dict[str, Any]:
        """What the rule takes over."""
        terms: dict[str, Any] = {name: self[name].data for name in TEXTS}
        terms["channels"] = [channel.value for channel in Channel if channel in self.channels.data]
        if "moments" in self:
            terms["steps"] = [step.as_row() for step in read_steps(self.moments.data)]
        if "audiences" in self:
            everyone = {choice.value for choice in self.audiences.choices}
            chosen = list(self.audiences.data)
            terms["audiences"] = [] if set(chosen) == everyone else chosen
        return terms

    def _known(self, field: TextAreaField) -> None:
        known = {*self.tokens, *self.tokens.values()}
        if unknown := sorted(tokens_in(field.data or "") - known):
            raise ValidationError(
                _("This rule knows no {%(token)s}. Take one of those listed.", token=unknown[0])
            )


def _choices(entries: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(str(value), str(label)) for value, label in entries]
