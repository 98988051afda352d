"""The form of a strength: a subject, how deep, on what evidence."""

from typing import Any

from wtforms import BooleanField, DateField, Field, IntegerField, SelectField, StringField
from wtforms import ValidationError as Wrong
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange

from crm.core.db import db
from crm.core.forms import at_most, optional
from crm.core.stale import Versioned
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.forms.ticks import TicksField
from crm.institutions.models import Format, Institution, Scheme, Strength
from crm.institutions.models.strengths import DEEPEST
from crm.institutions.queries import strength_in
from crm.institutions.subjects import Subject, subject_keyed, subjects
from crm.institutions.words import DEPTH_NAMES, FORMAT_NAMES

FIRST_YEAR, LAST_YEAR = 1700, 2100
DEEP = 3
"""From this depth on there must be evidence."""
SCHEMES = {Scheme.NLM: "NLM", Scheme.MESH: "MeSH"}


def depth_choices() -> list[SelectChoice]:
    """The depths with what they mean."""
    return [SelectChoice(depth, f"{depth} · {DEPTH_NAMES[depth]}") for depth in range(DEEPEST + 1)]


def subject_choices() -> list[SelectChoice]:
    """Every subject under its scheme."""
    return [SelectChoice(one.key, one.name, optgroup=SCHEMES[one.scheme]) for one in subjects()]


class StrengthForm(Versioned):
    """What is said of a strength."""

    subject_key = SelectField(_l("Subject"), choices=subject_choices)
    detail = StringField(
        _l("More exactly"),
        [optional(), at_most(200)],
        description=_l("For instance: nutrition of toddlers, MeSH C14.280"),
    )
    depth = SelectField(_l("How deep"), coerce=int, choices=depth_choices)
    evidence = StringField(
        _l("Evidence"),
        [optional(), at_most(500)],
        description=_l("For instance: 1,200 titles, 14 current journals, counted in May 2027"),
    )
    formats = TicksField(_l("Made of"), kind=Format, labels=FORMAT_NAMES, validators=[optional()])
    languages_text = StringField(
        _l("Languages"), [optional(), at_most(120)], description=_l("For instance: id, en, nl")
    )
    from_year = IntegerField(_l("From the year"), [optional(), NumberRange(FIRST_YEAR, LAST_YEAR)])
    to_year = IntegerField(_l("To the year"), [optional(), NumberRange(FIRST_YEAR, LAST_YEAR)])
    leads = BooleanField(_l("Leads this subject for the network"))
    review_on = DateField(_l("Look at it again on"), [optional()])

    def __init__(self, *args: Any, institution: Institution, obj: Any = None, **kw: Any) -> None:
        """Show the subject and the languages of a strength that is known."""
        if obj is not None:
            kw["subject_key"] = Subject(obj.scheme, obj.subject).key
            kw["languages_text"] = ", ".join(obj.languages)
        super().__init__(*args, obj=obj, **kw)
        self.institution = institution

    def validate_subject_key(self, field: Field) -> None:
        """Refuse a subject that is noted already."""
        chosen = subject_keyed(field.data)
        held: Strength | None = db.session.scalar(strength_in(self.institution, chosen))
        if held is not None and held is not self.saved:
            raise Wrong(_("This subject is noted already. Change that line."))

    def validate_depth(self, field: Field) -> None:
        """Demand evidence for what is called deep."""
        if (field.data or 0) >= DEEP and not self.evidence.data:
            raise Wrong(_("Say what shows it: from depth 3 on evidence is needed."))

    def validate_to_year(self, field: Field) -> None:
        """Refuse years that run backwards."""
        if field.data and self.from_year.data and field.data < self.from_year.data:
            raise Wrong(_("This lies before the first year."))

    def facts(self) -> dict[str, Any]:
        """What the verbs of a strength take."""
        skipped = {"csrf_token", "version", "subject_key", "languages_text"}
        given = {field.name: field.data for field in self if field.name not in skipped}
        chosen = subject_keyed(self.subject_key.data)
        words = (self.languages_text.data or "").replace(";", ",").split(",")
        languages = [word.strip().lower() for word in words if word.strip()]
        return {**given, **chosen._asdict(), "languages": languages}
