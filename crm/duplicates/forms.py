"""Forms: what is taken from the one that goes, and how much each sign counts."""

from typing import Any

from wtforms import HiddenField, IntegerField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from crm.core.actors import Actor
from crm.core.forms import Form
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.duplicates.kinds import Kind
from crm.duplicates.merging import Choice
from crm.duplicates.models import DuplicateRule
from crm.duplicates.previews import Preview
from crm.duplicates.words import SIGN_NAMES

KEEP, TAKE = "keep", "take"


class PairForm(Form):
    """Which two records are meant."""

    kind = HiddenField()
    survivor_id = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    gone_id = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class MergeForm(PairForm):
    """Which values stand; a field is added for each in which the two differ."""

    survivor_version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    gone_version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    def choice(self) -> Choice:
        """What was chosen."""
        takes = {
            name.removeprefix("field_")
            for name, field in self._fields.items()
            if name.startswith("field_") and field.data == TAKE
        }
        return Choice(
            survivor_id=self.survivor_id.data,
            gone_id=self.gone_id.data,
            takes=frozenset(takes),
            survivor_version=self.survivor_version.data,
            gone_version=self.gone_version.data,
        )


def merge_form(preview: Preview) -> MergeForm:
    """The form for two records, filled with what is proposed."""
    fields = {
        f"field_{row.name}": RadioField(
            row.label,
            choices=[
                SelectChoice(KEEP, row.mine or _("nothing")),
                SelectChoice(TAKE, row.theirs or _("nothing")),
            ],
            default=TAKE if row.takes else KEEP,
        )
        for row in preview.asked
    }
    kind = type("TwoRecordsForm", (MergeForm,), fields)
    survivor, gone = preview.survivor.record, preview.gone.record
    form: MergeForm = kind(
        data={
            "kind": preview.kind.name,
            "survivor_id": survivor.id,
            "gone_id": gone.id,
            "survivor_version": survivor.version,
            "gone_version": gone.version,
        }
    )
    return form


class RuleForm(Form):
    """From when on two records are told, and how much each sign counts."""

    threshold = IntegerField(
        _l("Shown from"),
        [InputRequired(message=_l("Write a whole number.")), NumberRange(1, 500)],
        description=_l("The sum from which on a pair is proposed."),
    )

    def weights(self) -> list[Any]:
        """The fields of the signs."""
        return [field for name, field in self._fields.items() if name.startswith("sign_")]

    def weigh(self, rule: DuplicateRule, *, by: Actor) -> None:
        """Count so from now on."""
        weights = {field.name.removeprefix("sign_"): field.data for field in self.weights()}
        rule.weigh(threshold=self.threshold.data, weights=weights, by=by)


def rule_form(kind: Kind, rule: DuplicateRule) -> RuleForm:
    """The form for the rule of one kind."""
    fields = {
        f"sign_{sign}": IntegerField(
            SIGN_NAMES[sign],
            [InputRequired(message=_l("Write a whole number.")), NumberRange(-500, 500)],
            default=rule.weights.get(sign, weight),
        )
        for sign, weight in kind.weights.items()
    }
    form: RuleForm = type("WeightsForm", (RuleForm,), fields)(data={"threshold": rule.threshold})
    return form
