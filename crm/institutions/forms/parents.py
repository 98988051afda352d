"""Forms of parent bodies and of the dated places under them."""

from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    StringField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from crm.core.access import visitor
from crm.core.actors import Visitor
from crm.core.checks import a_name, an_email
from crm.core.db import db
from crm.core.forms import Form, NotBefore, at_most, needed, optional
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.filters import names_with
from crm.institutions.forms.contacts import ContactFields
from crm.institutions.models import Institution, ParentBody
from crm.institutions.queries import (
    is_choosable_body,
    parent_bodies_visible_to,
    parent_body_with_code,
)
from crm.labels.filling import furthered
from crm.places.forms import RegencyField

OFFERED = 20


class ParentBodyForm(ContactFields):
    """A parent body and who approves there."""

    name = StringField(_l("Name"), [needed(), at_most(255), a_name])
    name_en = StringField(_l("Name in English"), [optional(), at_most(255)])
    short_name = StringField(_l("Short name"), [optional(), at_most(80)])
    code = StringField(_l("Official code"), [optional(), at_most(40)])
    level = StringField(
        _l("Level"),
        [optional(), at_most(40)],
        description=_l("For instance: ministry, province, university, faculty"),
    )
    regency_code = RegencyField(_l("Regency or city"))
    approver_post = StringField(
        _l("Office of the approver"),
        [optional(), at_most(200)],
        description=_l("For instance: Dean"),
    )
    approver_name = StringField(_l("Name of the approver"), [optional(), at_most(200)])
    approver_email = StringField(_l("E-mail of the approver"), [optional(), at_most(254), an_email])
    approval_days = IntegerField(
        _l("Working days for an approval"), [InputRequired(), NumberRange(1, 90)], default=10
    )
    copied_by_default = BooleanField(_l("Gets copies of letters (tembusan)"), default=True)

    def validate_code(self, field: Field) -> None:
        """Refuse the code of another parent body: it would be the same one."""
        taken = db.session.scalar(parent_body_with_code(field.data))
        if taken is not None and taken is not self.saved:
            raise ValidationError(_("%(name)s has this code already.", name=taken.name))

    def facts(self) -> dict[str, Any]:
        """What the verbs of a parent body take."""
        skipped = {"csrf_token", "version", "regency_code"}
        given = {field.name: field.data for field in self if field.name not in skipped}
        return {**given, "code": given["code"] or None, "regency": self.regency_code.chosen()}


def parent_body_form(reader: Visitor, body: ParentBody | None = None) -> Any:
    """The form of a parent body, the network's own fields included."""
    return furthered(ParentBodyForm, "parent_body", reader, record=body)


class PlaceForm(Form):
    """Under which parent body, and in which days; those that were looked for are offered."""

    q = HiddenField()
    parent_body_id = RadioField(
        _l("Parent body"), coerce=int, validate_choice=False, choices=[], validators=[]
    )
    starts_on = DateField(
        _l("From"), [optional()], description=_l("Leave it empty if nobody knows since when")
    )
    ends_on = DateField(_l("Until"), [optional(), NotBefore("starts_on")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the parent bodies whose names hold the words looked for."""
        super().__init__(*args, **kwargs)
        self.found: list[ParentBody] = list(db.session.scalars(bodies_called(self.q.data or "")))
        self.parent_body_id.choices = [
            SelectChoice(str(body.id), named_with_region(body)) for body in self.found
        ]

    @property
    def chosen(self) -> ParentBody:
        """The parent body chosen, of a form that was validated."""
        return next(one for one in self.found if one.id == self.parent_body_id.data)

    def days(self) -> dict[str, Any]:
        """The span in which the place holds."""
        return {"starts_on": self.starts_on.data, "ends_on": self.ends_on.data}

    def validate_parent_body_id(self, field: Field) -> None:
        """Demand one of those offered."""
        if field.data not in {one.id for one in self.found}:
            raise ValidationError(_("Choose one of the parent bodies found."))


class EndForm(Form):
    """The last day of a dated place."""

    ends_on = DateField(_l("Last day"), [InputRequired(message=_l("Fill this in."))])


def bodies_called(words: str) -> Any:
    """The parent bodies that the visitor sees whose names hold these words, a few of them."""
    query = parent_bodies_visible_to(visitor()).where(is_choosable_body())
    query = query.where(*names_with(ParentBody.sort_name, words))
    return query.order_by(ParentBody.sort_name, ParentBody.id).limit(OFFERED)


def named_with_region(place: ParentBody | Institution) -> str:
    """A parent body or an institution as it is told from others of the same name."""
    region = place.regency or place.province
    return f"{place.name} ({region.name})" if region else place.name
