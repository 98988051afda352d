"""Needs and offers as people fill them in, and how a list of them is narrowed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice

from crm.core.db import db
from crm.core.forms import ChoiceField, Form, NotBefore, at_most, needed, optional
from crm.core.hours import HoursField
from crm.core.languages import in_reader_language
from crm.core.stale import Versioned
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import today
from crm.people.models import Person
from crm.people.queries import skills
from crm.people.words import LEVEL_NAMES
from crm.sharing.fields import DayField
from crm.sharing.forms.promises import LONGEST_TEXT
from crm.sharing.models import Mode, Purpose, SharingOffer
from crm.sharing.wording import MODES, PURPOSES

SKILL_FIELDS = ("skill_id", "second_skill_id", "third_skill_id")
LONGEST = timedelta(days=366)
USUAL_START, USUAL_END, USUAL_DEADLINE = (timedelta(days=days) for days in (30, 120, 14))


def skill_choices() -> Iterable[SelectChoice]:
    """The vocabulary by name."""
    found = [(in_reader_language(one.names), one.id) for one in db.session.scalars(skills())]
    return [SelectChoice(str(number), name) for name, number in sorted(found)]


def _or_none() -> Iterable[SelectChoice]:
    return [SelectChoice("0", str(_("no other"))), *skill_choices()]


def _levels() -> Iterable[SelectChoice]:
    return [SelectChoice(str(level), f"{level} · {name}") for level, name in LEVEL_NAMES.items()]


class _Dated(Versioned):
    """Hours a week in a span of days of a year at most."""

    weekly_minutes = HoursField(_l("Hours a week"), [needed()], default=360)
    starts_on = DayField(_l("First day"), [needed()], default=lambda: today() + USUAL_START)
    ends_on = DayField(
        _l("Last day"), [needed(), NotBefore("starts_on")], default=lambda: today() + USUAL_END
    )
    detail = TextAreaField(_l("More about it"), [optional(), at_most(LONGEST_TEXT)])

    def validate_ends_on(self, field: Field) -> None:
        """Plan no longer than a year, and not what is over."""
        first: date | None = self.starts_on.data
        if field.data and field.data < today():
            raise ValidationError(_("This day is over. Choose a later one."))
        if first and field.data and field.data - first > LONGEST:
            raise ValidationError(_("Plan a year at most."))


class SharingNeedForm(_Dated):
    """Whom a host lacks."""

    title = StringField(
        _l("In a few words"),
        [needed(), at_most(200)],
        description=_l("For instance: somebody to catalogue 400 titles"),
    )
    skill_id = SelectField(_l("Skill"), choices=skill_choices, coerce=int)
    level = SelectField(_l("At least"), choices=_levels, coerce=int, default=2)
    purpose = ChoiceField(_l("What it serves"), kind=Purpose, labels=PURPOSES)
    mode = ChoiceField(_l("How"), kind=Mode, labels=MODES)
    deadline = DayField(
        _l("Answer by"),
        [needed()],
        default=lambda: today() + USUAL_DEADLINE,
        description=_l("Until then others can offer; afterwards the need is past."),
    )

    def validate_deadline(self, field: Field) -> None:
        """Ask for an answer from today on, and before the work is over."""
        if field.data and field.data < today():
            raise ValidationError(_("This day is over. Choose a later one."))
        if field.data and self.ends_on.data and field.data > self.ends_on.data:
            raise ValidationError(_("The work would be over by then. Choose an earlier day."))

    def facts(self) -> dict[str, Any]:
        """The columns of a need."""
        plain = (
            "title", "detail", "skill_id", "level", "weekly_minutes", "starts_on", "ends_on",
            "deadline",
        )  # fmt: skip
        return {name: self[name].data for name in plain} | {
            "purpose": self.purpose.chosen(),
            "mode": self.mode.chosen(),
        }


class SharingOfferForm(_Dated):
    """Whom a home can spare."""

    person_id = SelectField(
        _l("Who"),
        coerce=int,
        description=_l("Ask the person first: other members will read the name."),
    )
    role = StringField(
        _l("What they can do"),
        [needed(), at_most(200)],
        description=_l("For instance: cataloguer of medical books"),
    )
    skill_id = SelectField(_l("Skill"), choices=skill_choices, coerce=int)
    second_skill_id = SelectField(_l("A second skill"), choices=_or_none, coerce=int)
    third_skill_id = SelectField(_l("A third skill"), choices=_or_none, coerce=int)
    ability = SelectField(_l("How well"), choices=_levels, coerce=int, default=3)

    def among(self, people: Iterable[Person]) -> "SharingOfferForm":
        """Offer the people of the home to choose from."""
        nobody = SelectChoice("0", str(_("somebody, to be named later")))
        self.person_id.choices = [
            nobody,
            *(SelectChoice(str(one.id), one.full_name) for one in people),
        ]
        return self

    def now_saved(self, name: str) -> Any:
        """The skills are no columns of the offer; in another order they are the same."""
        saved = filled_offer(self.saved)
        if name not in SKILL_FIELDS:
            return saved.get(name, super().now_saved(name))
        is_same = {saved[one] for one in SKILL_FIELDS} == {self[one].data for one in SKILL_FIELDS}
        return self[name].data if is_same else saved[name]

    def facts(self) -> dict[str, Any]:
        """The columns of an offer."""
        plain = ("role", "detail", "weekly_minutes", "starts_on", "ends_on")
        chosen = (self.skill_id.data, self.second_skill_id.data, self.third_skill_id.data)
        able = [f"{number}:{self.ability.data}" for number in dict.fromkeys(chosen) if number]
        return {name: self[name].data for name in plain} | {
            "person_id": self.person_id.data or None,
            "able": sorted(able),
        }


def filled_offer(offer: SharingOffer) -> dict[str, Any]:
    """What an offer says in the fields that are no columns of it."""
    ids = [one.skill_id for one in offer.skills] + [0, 0, 0]
    return {
        "skill_id": ids[0],
        "second_skill_id": ids[1],
        "third_skill_id": ids[2],
        "ability": max((one.level for one in offer.skills), default=3),
        "person_id": offer.person_id or 0,
    }


class SkillFilter(Form):
    """One skill to narrow a list by; it is asked in the address."""

    skill = SelectField(
        _l("Skill"),
        choices=lambda: [SelectChoice("", str(_("All skills"))), *skill_choices()],
        validate_choice=False,
    )

    @property
    def skill_id(self) -> int:
        """The skill asked for; nought for all, or for what is none."""
        known = {choice.value for choice in self.skill.iter_choices()} - {""}
        return int(self.skill.data) if self.skill.data in known else 0


def skill_filter(given: Mapping[str, str]) -> SkillFilter:
    """The filter as the address has it."""
    return SkillFilter(given if "skill" in given else None, meta={"csrf": False})
