"""Skill gap and training need (P11): needs against offers and known skills, by skill and level."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from flask_babel import get_locale

from crm.accounts.models import User
from crm.core.db import db
from crm.core.languages import in_reader_language
from crm.core.templating import short_date
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.documents.charts import stacked
from crm.documents.pictures import picture
from crm.institutions.queries import today
from crm.people.models import Person, PersonSkill, Skill
from crm.people.queries import is_choosable_person
from crm.people.words import LEVEL_NAMES
from crm.reports.figures import report_of_figures
from crm.reports.papers import Report, Table
from crm.sharing.board.words import NEED_STATES
from crm.sharing.models import PostingState, SharingNeed, SharingOffer
from crm.sharing.queries.postings import needs_visible_to, offers_visible_to

ASKED = (PostingState.OPEN, PostingState.FILLED, PostingState.PAST)
NOTHING = "–"


@dataclass
class Gap:
    """What was asked of one skill at one level, and who can do it or nearly can.

    `able` counts people at the level or above, `near` those exactly one level below.
    """

    skill: Skill
    level: int
    states: Counter[PostingState] = field(default_factory=Counter)
    offers: int = 0
    able: int = 0
    near: int = 0

    @property
    def unmet(self) -> int:
        """Needs that nobody filled, or not yet."""
        return self.states[PostingState.OPEN] + self.states[PostingState.PAST]

    @property
    def lacks_skill(self) -> bool:
        """Tell whether it is the skill that lacks: nobody has it so well and nobody offers it."""
        return bool(self.unmet) and not self.able and not self.offers

    @property
    def is_closed_by_training(self) -> bool:
        """Tell whether training closes it: somebody is one level below."""
        return self.lacks_skill and bool(self.near)


def skill_gaps(user: User, _of: int) -> Report:
    """The needs of this year that the reader may see, against who can do it. Four statements."""
    day = today()
    needs = _needs(user, day)
    gaps = gaps_among(needs, _offers(user), _known(needs))
    title = str(_("Skill gap and training need %(year)s", year=day.year))
    table = Table(columns(), [_row(one) for one in gaps])
    behind = Table(
        need_columns(),
        [_need_row(one) for one in needs],
        [[f"/sharing/needs/{one.id}"] for one in needs],
    )
    told, drawn = _told(gaps), _drawing(gaps, title)
    return report_of_figures(
        "P11",
        title,
        table,
        sentences=told,
        picture=drawn,
        caption=str(_("Needs by skill: open, filled, past")),
        behind=behind,
    )


def gaps_among(
    needs: Iterable[SharingNeed],
    offers: Iterable[SharingOffer],
    known: Iterable[tuple[int, int, int]],
) -> list[Gap]:
    """One line for each skill and level that is needed; `known` has skill, level and people."""
    gaps: dict[tuple[int, int], Gap] = {}
    for need in needs:
        gap = gaps.setdefault((need.skill_id, need.level), Gap(need.skill, need.level))
        gap.states[need.state] += 1
    brought = Counter((one.skill_id, one.level) for offer in offers for one in offer.skills)
    people = {(skill_id, level): count for skill_id, level, count in known}
    for gap in gaps.values():
        gap.offers = _at_least(brought, gap)
        gap.able = _at_least(people, gap)
        gap.near = people.get((gap.skill.id, gap.level - 1), 0)
    return sorted(gaps.values(), key=lambda one: (-one.unmet, one.skill.code, one.level))


def _at_least(counts: Mapping[tuple[int, int], int], gap: Gap) -> int:
    """How many have the skill of a gap at its level or above."""
    return sum(
        count
        for (skill_id, level), count in counts.items()
        if skill_id == gap.skill.id and level >= gap.level
    )


def _needs(user: User, day: date) -> list[SharingNeed]:
    asked = needs_visible_to(user, on=day).where(
        SharingNeed.state.in_(ASKED),
        (SharingNeed.deadline >= day.replace(month=1, day=1))
        | (SharingNeed.state == PostingState.OPEN),
    )
    return list(db.session.scalars(asked.order_by(SharingNeed.deadline, SharingNeed.id)))


def _offers(user: User) -> list[SharingOffer]:
    offered = offers_visible_to(user, on=today()).where(SharingOffer.state == PostingState.OPEN)
    return list(db.session.scalars(offered))


def _known(needs: Sequence[SharingNeed]) -> list[tuple[int, int, int]]:
    counted = (
        sa.select(PersonSkill.skill_id, PersonSkill.level, sa.func.count())
        .join(Person, Person.id == PersonSkill.person_id)
        .where(PersonSkill.skill_id.in_({one.skill_id for one in needs}), is_choosable_person())
        .group_by(PersonSkill.skill_id, PersonSkill.level)
    )
    return [(skill, level, people) for skill, level, people in db.session.execute(counted)]


def columns() -> list[str]:
    """The heads of the gaps."""
    heads = (
        _("Skill"),
        _("Level"),
        _("Open"),
        _("Filled"),
        _("Past"),
        _("Offers"),
        _("People who can"),
        _("One level below"),
        _("What would close it"),
    )
    return [str(head) for head in heads]


def need_columns() -> list[str]:
    """The heads of the needs behind the gaps."""
    heads = (_("Need"), _("Institution"), _("Skill"), _("Level"), _("Deadline"), _("State"))
    return [str(head) for head in heads]


def _row(gap: Gap) -> list[object]:
    return [
        in_reader_language(gap.skill.names),
        str(LEVEL_NAMES[gap.level]),
        *(gap.states[state] for state in ASKED),
        gap.offers,
        gap.able,
        gap.near,
        _remedy(gap),
    ]


def _need_row(need: SharingNeed) -> list[str]:
    return [
        f"{need.code} {need.title}",
        need.host.name,
        in_reader_language(need.skill.names),
        str(LEVEL_NAMES[need.level]),
        short_date(need.deadline),
        str(NEED_STATES[need.state][0]),
    ]


def _remedy(gap: Gap) -> str:
    if not gap.unmet:
        return NOTHING
    if not gap.lacks_skill:
        return str(_("hours, not training: it is known or offered"))
    if not gap.near:
        return str(_("training from the ground: nobody is near"))
    said = ngettext(
        "training of %(num)s person by one level",
        "training of some of %(num)s people by one level",
        gap.near,
    )
    return str(said)


def _told(gaps: Sequence[Gap]) -> list[str]:
    """The sum in words; without a need, why there is no figure."""
    if not gaps:
        return [str(_("No need of this year is on the board, so there is nothing to compare."))]
    states: Counter[PostingState] = sum((one.states for one in gaps), Counter())
    closed = sum(one.unmet for one in gaps if one.is_closed_by_training)
    ground = sum(one.unmet for one in gaps if one.lacks_skill and not one.near)
    unmet = sum(one.unmet for one in gaps)
    said = [
        _(
            "Needs to be answered this year, and those still open: %(open)s open,"
            " %(filled)s filled, %(past)s past.",
            open=states[PostingState.OPEN],
            filled=states[PostingState.FILLED],
            past=states[PostingState.PAST],
        ),
        _(
            "Of %(unmet)s unmet needs, training people by one level would close %(closed)s;"
            " %(ground)s need training from the ground; the others lack hours, not skill.",
            unmet=unmet,
            closed=closed,
            ground=ground,
        ),
    ]
    return [str(one) for one in said]


def _drawing(gaps: Sequence[Gap], title: str) -> str:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for gap in gaps:
        for state in ASKED:
            counts[in_reader_language(gap.skill.names), str(NEED_STATES[state][0])] += gap.states[
                state
            ]
    if not counts:
        return ""
    rows = [
        {"skill": skill, "state": state, "count": count} for (skill, state), count in counts.items()
    ]
    locale = get_locale()
    spec = stacked(rows, value="count", name="skill", part="state")
    return picture(spec, language=locale.language if locale else "id", title=title)
