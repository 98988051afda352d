"""What help is looked for."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from wtforms import Field, SelectField, ValidationError
from wtforms.fields import SelectChoice

from crm.core.db import db
from crm.core.forms import ChoiceField, Form, NotBefore, needed
from crm.core.hours import HoursField
from crm.core.languages import in_reader_language
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.people.queries import skills
from crm.people.words import LEVEL_NAMES
from crm.sharing.board.fitting import Search
from crm.sharing.fields import DayField
from crm.sharing.models import Mode
from crm.sharing.wording import MODES

LONGEST = timedelta(days=366)
USUAL_START, USUAL_END = timedelta(days=14), timedelta(days=104)


def _skills() -> Iterable[SelectChoice]:
    found = [(in_reader_language(one.names), one.code) for one in db.session.scalars(skills())]
    return [SelectChoice(code, name) for name, code in sorted(found)]


def _levels() -> Iterable[SelectChoice]:
    return [SelectChoice(str(level), f"{level} · {name}") for level, name in LEVEL_NAMES.items()]


class HelpForm(Form):
    """A skill, how well, how much, when and how; it is asked in the address."""

    skill = SelectField(_l("Skill"), choices=_skills)
    level = SelectField(_l("At least"), choices=_levels, coerce=int, default=2)
    weekly_minutes = HoursField(_l("Hours a week"), [needed()], default=360)
    starts_on = DayField(_l("First day"), [needed()], default=lambda: today() + USUAL_START)
    ends_on = DayField(
        _l("Last day"), [needed(), NotBefore("starts_on")], default=lambda: today() + USUAL_END
    )
    mode = ChoiceField(_l("How"), kind=Mode, labels=MODES)

    def validate_ends_on(self, field: Field) -> None:
        """Look no further than a year."""
        first = self.starts_on.data
        if first and field.data and field.data - first > LONGEST:
            raise ValidationError(_("Look for a year at most."))

    def search(self, host: Institution) -> Search:
        """What is looked for, for a host."""
        asked: dict[str, Any] = self.data
        return Search(
            skill=asked["skill"],
            level=asked["level"],
            host=host,
            weekly_minutes=asked["weekly_minutes"],
            first=asked["starts_on"],
            last=asked["ends_on"],
            is_remote=asked["mode"] == Mode.REMOTE,
        )


def help_form(given: Any) -> HelpForm:
    """The form, with what the address says if it says anything."""
    return HelpForm(given if "skill" in given else None, meta={"csrf": False})
