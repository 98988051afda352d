"""Forms about acts on many records, saved views and the network's own fields."""

import re
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice

from crm.core.colleagues import colleague_choices, name_of_colleague
from crm.core.forms import ChoiceField, Form, at_most, needed
from crm.core.lists import list_kinds
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.labels.choosing import Choice
from crm.labels.models import Act, CustomField, FieldType
from crm.labels.words import ACT_NAMES, FIELD_TYPES

WORDED = frozenset({Act.TAG, Act.UNTAG})


class ActForm(Form):
    """What to do, to which records."""

    which = RadioField(_l("For which records"))
    act = ChoiceField(_l("What to do"), kind=Act, labels=ACT_NAMES, validators=[needed()])
    tag = StringField(_l("Tag"), [at_most(60)], description=_l("For adding or taking away a tag"))
    user_id = SelectField(
        _l("Who is in charge"), choices=colleague_choices, description=_l("For handing over")
    )
    chosen = HiddenField()
    asked = HiddenField()

    @classmethod
    def made_for(cls, choice: Choice, act: str = "", **given: Any) -> "ActForm":
        """Offer the ticked records, if there are any, and all that the list holds."""
        ids = ",".join(map(str, choice.ids))
        form = cls(data={"act": act or Act.TAG, "chosen": ids, "asked": choice.asked}, **given)
        some = [SelectChoice("some", _("the %(num)s chosen", num=len(choice.ids)))]
        every = SelectChoice("all", _("all %(num)s that the list holds", num=choice.count_all()))
        form.which.choices = [*(some if choice.ids else []), every]
        form.which.data = form.which.data or form.which.choices[0].value
        return form

    def validate_tag(self, field: Field) -> None:
        """Demand a word where one is needed."""
        if self.act.data in WORDED and not field.data:
            raise ValidationError(_("Write the tag."))

    def facts(self) -> dict[str, Any]:
        """What `act_on` takes."""
        act = Act(self.act.data)
        if act is Act.HAND:
            number = int(self.user_id.data) if self.user_id.data else None
            name = name_of_colleague(number) or str(_("nobody"))
            return {"act": act, "word": name, "user_id": number}
        return {"act": act, "word": self.tag.data if act in WORDED else ""}


class ViewForm(Form):
    """The name of a view, and for whom it is."""

    name = StringField(_l("Name"), [needed(), at_most(80)])
    shared = BooleanField(_l("For everybody who opens this list"))
    opens = BooleanField(_l("Open the list with it, for me"))
    query = HiddenField()


class FieldForm(Form):
    """A field of the network's own."""

    name_id = StringField(_l("Name in Indonesian"), [needed(), at_most(120)])
    name_en = StringField(_l("Name in English"), [needed(), at_most(120)])
    choices = TextAreaField(
        _l("What can be chosen, one a line"),
        [at_most(2000)],
        description=_l("Only for one of several"),
    )
    required = BooleanField(_l("Has to be filled in"))
    closed = BooleanField(_l("Not used any more; what it holds is kept"))

    def words(self) -> list[str]:
        """What can be chosen."""
        lines = (line.strip()[:200] for line in (self.choices.data or "").split("\n"))
        return list(dict.fromkeys(line for line in lines if line))

    def facts(self) -> dict[str, Any]:
        """The columns of a field."""
        names = ("name_id", "name_en", "required", "closed")
        return {**{name: self[name].data for name in names}, "choices": self.words()}


class NewFieldForm(FieldForm):
    """A new field: of what kind of record, and what it holds, never change afterwards."""

    record_kind = SelectField(
        _l("Of which records"),
        choices=lambda: [
            SelectChoice(one.kind, str(one.label)) for one in list_kinds().values() if not one.of
        ],
    )
    type = ChoiceField(_l("What it holds"), kind=FieldType, labels=FIELD_TYPES)
    key = StringField(
        _l("Key"),
        [needed(), at_most(40)],
        description=_l("Small letters and _ for addresses and files, such as jumlah_kursi"),
    )

    def validate_key(self, field: Field) -> None:
        """Keep addresses plain."""
        if not re.fullmatch(r"[a-z][a-z0-9_]*", field.data or ""):
            raise ValidationError(_("Use small letters, figures and _, a letter first."))

    def validate_choices(self, _field: Field) -> None:
        """Demand something to choose from."""
        if self.type.data == FieldType.CHOICE and not self.words():
            raise ValidationError(_("Write at least one line to choose from."))

    def made(self) -> CustomField:
        """The field; the caller saves it."""
        whole = {"record_kind": self.record_kind.data, "key": self.key.data}
        return CustomField(**self.facts(), **whole, type=self.type.chosen())
