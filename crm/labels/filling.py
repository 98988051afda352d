"""The network's own fields of one record: a typed form, and what it writes."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified
from wtforms import DateField, DecimalField, Field, SelectField, StringField
from wtforms.fields import SelectChoice

from crm.core.actors import Actor, Visitor
from crm.core.checks import a_web_address
from crm.core.db import Model, db, reference_to
from crm.core.events import record as remember
from crm.core.forms import Form, at_most, needed, optional
from crm.core.languages import in_reader_language
from crm.core.stale import Versioned
from crm.core.words import gettext as _
from crm.labels.events import FieldsFilled
from crm.labels.models import CustomField, FieldType, FieldValue
from crm.labels.models.fields import NUMBER
from crm.labels.queries import fields_of_kind, labels_of
from crm.permissions import Permission

PREFIX = "field_"
PRIVATE = frozenset({"person"})
"""Of whom the trail, which forgets nothing, tells only which fields were changed."""


class PlainDecimal(DecimalField):  # type: ignore[misc]
    """A number with a decimal comma or point; endless and absurd ones are refused."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the comma as people write it."""
        typed = "".join(valuelist[:1]).strip().replace(",", ".")
        self.data = None
        if typed and not NUMBER.fullmatch(typed):
            raise ValueError(_("Enter a number such as 1200 or 12,5."))
        self.data = Decimal(typed) if typed else None


class Further(Form):
    """What a form gains by the network's own fields; each is called by the number of its field."""

    defined: Sequence[CustomField] = ()

    @property
    def further(self) -> Iterable[Field]:
        """The fields of the network's own."""
        return [self[name_of(one)] for one in self.defined]

    def facts(self) -> dict[str, Any]:
        """What the verbs of the record take: nothing of the network's own fields."""
        known: dict[str, Any] = super().facts()
        return {name: value for name, value in known.items() if not name.startswith(PREFIX)}

    def _tell_what_is_saved(self) -> None:
        """Tell it of these fields too, when somebody saved first."""
        super()._tell_what_is_saved()
        held = dict(labels_of(reference_to(self.saved)).fields)
        for one in self.defined:
            was = held.get(one.id, "")
            if was != stored(self[name_of(one)]):
                self.say(name_of(one), _("Saved meanwhile: %(value)s", value=was or "–"))


def furthered(
    form: type[Form], kind: str, reader: Visitor, *, record: Model | None = None, **given: Any
) -> Any:
    """A form of a record, and below its own fields those of the network for who keeps them.

    Costs a statement, and another one where there are such fields and a record.
    """
    keeps = reader.can(Permission.EDIT_LABELS)
    defined = list(db.session.scalars(fields_of_kind(kind))) if keeps else []
    held = dict(labels_of(reference_to(record)).fields) if record and defined else {}
    made = {name_of(one): _field_for(one) for one in defined}
    whole = _open_to_further(form)  # type: ignore[arg-type]
    if defined:
        whole = type(form.__name__, (whole,), {**made, "defined": defined})
    known = {name_of(one): _shown(one.read(held[one.id])) for one in defined if one.id in held}
    return whole(obj=record, data=known, **given)


@cache
def _open_to_further(form: type[Form]) -> Any:
    """A form that takes such fields, made once: most networks have none of their own."""
    return type(form.__name__, (Further, form), {})


def fields_form(record: Model, reader: Visitor) -> Any:
    """The form for what one record holds in every field of its kind. Costs two statements."""
    return furthered(Versioned, reference_to(record).kind, reader, record=record)


def name_of(one: CustomField) -> str:
    """What a field of the network's own is called in a form."""
    return f"{PREFIX}{one.id}"


def _shown(value: Any) -> Any:
    return ("1" if value else "0") if isinstance(value, bool) else value


def _field_for(one: CustomField) -> Any:
    label = in_reader_language(one.names)
    rules = [needed() if one.required else optional()]
    if one.type is FieldType.NUMBER:
        return PlainDecimal(label, rules, places=None)
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


def fill(record: Model, form: Further, *, by: Actor) -> None:
    """Write what the form holds; what is left empty is taken away.

    The record has another version then: who has an older page of it is told.
    """
    if not form.defined:
        return
    about, open_ids = reference_to(record), [one.id for one in form.defined]
    before = {i: v for i, v in labels_of(about).fields if i in open_ids}
    after = {one.id: text for one in form.defined if (text := stored(form[name_of(one)]))}
    if before == after:
        return
    held = (FieldValue.field_id.in_(open_ids), FieldValue.record_id == about.id)
    db.session.execute(sa.delete(FieldValue).where(*held))
    named = {"record_kind": about.kind, "record_id": about.id}
    rows = [{"field_id": i, "value": text, **named} for i, text in after.items()]
    if rows:
        db.session.execute(sa.insert(FieldValue), rows)
    flag_modified(record, "extras")
    keys = {one.id: one.key for one in form.defined}
    hides = about.kind in PRIVATE
    was, now = (
        {keys[i]: "…" if hides else value for i, value in some.items()} for some in (before, after)
    )
    remember(FieldsFilled(subject=record, by=by, before=was, after=now))


def stored(field: Field) -> str:
    """What was typed, in the one way of writing it."""
    value = field.data
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value or "").strip()
