"""The network's own fields of one record: a typed form, and what it writes."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, DecimalField, Field, SelectField, StringField
from wtforms.fields import SelectChoice

from crm.core.actors import Actor
from crm.core.checks import a_web_address
from crm.core.db import Model, db, reference_to
from crm.core.events import record as remember
from crm.core.forms import Form, at_most, needed, optional
from crm.core.languages import in_reader_language
from crm.labels.events import FieldsFilled
from crm.labels.models import CustomField, FieldType, FieldValue
from crm.labels.queries import fields_of_kind, labels_of

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")


class PlainDecimal(DecimalField):  # type: ignore[misc]
    """A number with a decimal comma or point; endless and absurd ones are refused."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the comma as people write it."""
        typed = "".join(valuelist[:1]).strip().replace(",", ".")
        self.data = None
        if typed and not NUMBER.fullmatch(typed):
            raise ValueError(_("Enter a number such as 1200 or 12,5."))
        self.data = Decimal(typed) if typed else None


def fields_form(record: Model) -> Form:
    """The form for what one record holds in every field of its kind. Costs two statements."""
    about = reference_to(record)
    defined = list(db.session.scalars(fields_of_kind(about.kind)))
    held = dict(labels_of(about).fields)
    made = {f"field_{one.id}": _field_for(one) for one in defined}
    data = {f"field_{one.id}": one.read(held[one.id]) for one in defined if one.id in held}
    shown = {name: _shown(value) for name, value in data.items()}
    kind = type("FieldsForm", (Form,), {**made, "defined": defined})
    form: Form = kind(data=shown)
    return form


def _shown(value: Any) -> Any:
    return ("1" if value else "0") if isinstance(value, bool) else value


def _field_for(one: CustomField) -> Any:
    label = in_reader_language(one.names)
    rules = [needed() if one.required else optional()]
    if one.type is FieldType.NUMBER:
        return PlainDecimal(label, rules)
    if one.type is FieldType.DATE:
        return DateField(label, rules)
    if one.type is FieldType.YES_NO:
        return SelectField(label, rules, choices=_yes_no())
    if one.type is FieldType.CHOICE:
        blank = SelectChoice("", _("not known"))
        choices = [blank, *(SelectChoice(word, word) for word in one.choices)]
        return SelectField(label, rules, choices=choices)
    checks = [a_web_address] if one.type is FieldType.LINK else []
    return StringField(label, [*rules, *checks, at_most(1000)])


def _yes_no() -> list[SelectChoice]:
    named = (("", _("not known")), ("1", _("yes")), ("0", _("no")))
    return [SelectChoice(word, label) for word, label in named]


def fill(record: Model, form: Any, *, by: Actor) -> None:
    """Write what the form holds; what is left empty is taken away."""
    about = reference_to(record)
    defined: Sequence[CustomField] = form.defined
    before = dict(labels_of(about).fields)
    after = {one.id: text for one in defined if (text := stored(form[f"field_{one.id}"]))}
    open_ids = [one.id for one in defined]
    if {i: v for i, v in before.items() if i in open_ids} == after:
        return
    held = (FieldValue.field_id.in_(open_ids), FieldValue.record_id == about.id)
    db.session.execute(sa.delete(FieldValue).where(*held))
    rows = [{"field_id": i, "record_id": about.id, "value": text} for i, text in after.items()]
    if rows:
        db.session.execute(sa.insert(FieldValue), rows)
    keys = {one.id: one.key for one in defined}
    was, now = ({keys[i]: v for i, v in some.items() if i in keys} for some in (before, after))
    remember(FieldsFilled(subject=record, by=by, before=was, after=now))


def stored(field: Field) -> str:
    """What was typed, in the one way of writing it."""
    value = field.data
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value or "").strip()


NO_FIELDS = _l("The network has no fields of its own for this kind of record yet.")
