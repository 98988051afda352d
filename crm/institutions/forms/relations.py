"""Forms of relations between institutions, and of one that becomes part of another."""

from typing import Any

from wtforms import (
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from crm.core.access import visitor
from crm.core.db import db
from crm.core.forms import Form, NotBefore, at_most, needed, optional
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.filters import names_with
from crm.institutions.forms.parents import OFFERED, named_with_region
from crm.institutions.models import Institution, RelationKind
from crm.institutions.models.relations import BY_HAND, SYMMETRIC
from crm.institutions.queries import institutions_visible_to, is_choosable
from crm.institutions.words import RELATION_NAMES


def kind_choices() -> list[SelectChoice]:
    """Every relation from both of its sides."""
    offered = []
    for kind in BY_HAND:
        near, far = RELATION_NAMES[kind]
        offered.append(SelectChoice(f"{kind}:near", str(near)))
        if kind not in SYMMETRIC:
            offered.append(SelectChoice(f"{kind}:far", str(far)))
    return offered


class OtherForm(Form):
    """Another institution: looked for by words of its name, then chosen among those found."""

    q = HiddenField()
    other_id = RadioField(
        _l("Institution"), coerce=int, validate_choice=False, choices=[], validators=[]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the institutions whose names hold the words looked for."""
        super().__init__(*args, **kwargs)
        self.found: list[Institution] = list(
            db.session.scalars(institutions_called(self.q.data or ""))
        )
        self.other_id.choices = [
            SelectChoice(str(one.id), named_with_region(one)) for one in self.found
        ]

    @property
    def other(self) -> Institution:
        """The institution chosen, of a form that was validated."""
        return next(one for one in self.found if one.id == self.other_id.data)

    def validate_other_id(self, field: Field) -> None:
        """Demand one of those offered."""
        if field.data not in {one.id for one in self.found}:
            raise ValidationError(_("Choose one of the institutions found."))


class RelationForm(OtherForm):
    """What one institution is for another, and in which days."""

    kind = SelectField(_l("It is"), choices=kind_choices)
    starts_on = DateField(
        _l("From"), [optional()], description=_l("Leave it empty if nobody knows since when")
    )
    ends_on = DateField(_l("Until"), [optional(), NotBefore("starts_on")])
    note = StringField(_l("Note"), [optional(), at_most(300)])

    def facts(self) -> dict[str, Any]:
        """What `relate` takes."""
        word, _colon, side = self.kind.data.partition(":")
        return {
            "kind": RelationKind(word),
            "from_near": side != "far",
            "starts_on": self.starts_on.data,
            "ends_on": self.ends_on.data,
            "note": self.note.data or "",
        }


class SuccessionForm(OtherForm):
    """Which institution another became part of, from which day, and why."""

    on = DateField(_l("Its last day"), [InputRequired(message=_l("Fill this in."))])
    reason = TextAreaField(
        _l("Reason"),
        [needed(), at_most(2000)],
        description=_l("For instance the decree by which the faculty was absorbed"),
    )


def institutions_called(words: str) -> Any:
    """The institutions that the visitor may choose whose names hold these words, a few of them."""
    query = institutions_visible_to(visitor()).where(is_choosable())
    query = query.where(*names_with(Institution.sort_name, words))
    return query.order_by(Institution.sort_name, Institution.id).limit(OFFERED)
