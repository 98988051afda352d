"""Forms of expert partners, skills, free hours and days away."""

from collections.abc import Iterable
from typing import Any

from wtforms import DateField, Field, SelectField, StringField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from crm.accounts.queries import colleagues
from crm.core.checks import DecimalField
from crm.core.db import db
from crm.core.forms import ChoiceField, Form, NotBefore, at_most, optional
from crm.core.languages import in_reader_language
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.people.models import ExpertKind, PersonSkill, Skill
from crm.people.words import EXPERT_NAMES, LEVEL_NAMES

HOURS_A_WEEK = 168


class ExpertForm(Form):
    """What makes a person an expert partner."""

    kind = ChoiceField(_l("Kind"), kind=ExpertKind, labels=EXPERT_NAMES)
    kind_other = StringField(_l("Which other kind"), [at_most(120)])
    field = StringField(_l("Field of expertise"), [optional(), at_most(200)])
    registration = StringField(
        _l("Registration number"),
        [optional(), at_most(60)],
        description=_l("STR or the like; only the secretariat sees it"),
    )
    availability = StringField(_l("Availability"), [optional(), at_most(200)])
    fee_note = StringField(_l("Note on fees"), [optional(), at_most(200)])
    owner_id = SelectField(
        _l("Who keeps in touch"),
        choices=lambda: [SelectChoice("", str(_l("the secretariat"))), *_colleagues()],
        coerce=lambda value: int(value) if str(value or "").isdecimal() else None,
    )
    last_contact_on = DateField(_l("Last contact"), [optional()])

    def validate_kind_other(self, field: Field) -> None:
        """Demand words for another kind."""
        if self.kind.data == ExpertKind.OTHER and not field.data:
            raise ValidationError(_("Say which kind of expert."))

    def facts(self) -> dict[str, Any]:
        """What the verbs of an expert take."""
        given = {field.name: field.data for field in self if field.name != "csrf_token"}
        return {**given, "kind": self.kind.chosen()}


def _colleagues() -> list[SelectChoice]:
    found = db.session.scalars(colleagues())
    return [SelectChoice(str(user.id), user.name) for user in found]


def skills_form(skills: Iterable[Skill], held: Iterable[PersonSkill]) -> Form:
    """One form for all skills: each is not held, or held at a level."""
    fields = {field_of(skill): _level_field(skill) for skill in skills}
    levels = {field_of(one.skill): str(one.level) for one in held}
    made: Form = type("SkillsForm", (Form,), fields)(data=levels)
    return made


def field_of(skill: Skill) -> str:
    """The name of the field that belongs to a skill."""
    return f"skill_{skill.id}"


def _level_field(skill: Skill) -> SelectField:
    choices = [SelectChoice("", "–")]
    choices += [SelectChoice(str(level), str(name)) for level, name in LEVEL_NAMES.items()]
    label = in_reader_language(skill.names)
    return SelectField(label, choices=choices, validators=[optional()])


class AvailabilityForm(Form):
    """Hours a week that somebody has to give, and when."""

    hours = DecimalField(
        _l("Hours a week"),
        [
            InputRequired(message=_l("Fill this in.")),
            NumberRange(min=0.25, max=HOURS_A_WEEK, message=_l("Enter hours, such as 6 or 7,5.")),
        ],
    )
    starts_on = DateField(_l("From"), [optional()])
    ends_on = DateField(_l("Until"), [optional(), NotBefore("starts_on")])

    def facts(self) -> dict[str, Any]:
        """What the verb of free hours takes."""
        minutes = round(self.hours.data * 60)
        return {
            "weekly_minutes": minutes,
            "starts_on": self.starts_on.data,
            "ends_on": self.ends_on.data,
        }


class AbsenceForm(Form):
    """Days on which somebody is away."""

    starts_on = DateField(_l("First day away"), [InputRequired(message=_l("Fill this in."))])
    ends_on = DateField(
        _l("Last day away"), [InputRequired(message=_l("Fill this in.")), NotBefore("starts_on")]
    )
    note = StringField(
        _l("Why"),
        [optional(), at_most(120)],
        description=_l("Leave or a journey, for instance; never anything about health"),
    )

    def facts(self) -> dict[str, Any]:
        """What the verb of days away takes."""
        names = ("starts_on", "ends_on", "note")
        return {name: self[name].data for name in names}
