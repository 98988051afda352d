"""The filters of the list of expert partners, read aloud as one sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from crm.core.actors import Visitor
from crm.core.errors import NotUnderstood
from crm.core.filters import asked, member
from crm.core.languages import in_reader_language
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.filters import (
    Chip,
    choices_of,
    known_provinces,
    names_with,
    province_chip,
    removal,
)
from crm.institutions.queries import today
from crm.labels.listing import names_for
from crm.people.models import Expert, ExpertKind, Person, Skill
from crm.people.queries import able, free, in_province
from crm.people.words import EXPERT_NAMES, LEVEL_NAMES
from crm.places.models import Province


class Time(StrEnum):
    """Whether hours to give are asked for."""

    NOW = "now"


class Level(StrEnum):
    """At least how well a skill is held."""

    HELPS = "1"
    ALONE = "2"
    LEADS = "3"
    TEACHES = "4"


LEVELS: dict[Level, Any] = {level: LEVEL_NAMES[int(level)] for level in Level}
TIMES: dict[Time, Any] = {Time.NOW: _l("have hours to give today")}


@dataclass(frozen=True)
class ExpertFilter:
    """What the list is narrowed to."""

    q: str
    kind: ExpertKind | None
    skill: str
    level: Level | None
    province: str
    free: Time | None
    provinces: list[Province]

    @classmethod
    def read(cls, arguments: "MultiDict[str, str]", reader: Visitor) -> "ExpertFilter":
        """Read the address; what this list does not know is refused."""
        own = ("q", "kind", "skill", "level", "province", "free")
        names = (*own, *names_for(reader, arguments))
        wanted = asked(arguments, names)
        return cls(
            q=wanted.get("q", ""),
            kind=member(ExpertKind, wanted.get("kind")),
            skill=wanted.get("skill", ""),
            level=member(Level, wanted.get("level")),
            province=wanted.get("province", ""),
            free=member(Time, wanted.get("free")),
            provinces=known_provinces(wanted.get("province", "")),
        )

    @property
    def is_set(self) -> bool:
        """Tell whether anything is left out."""
        return any((self.q, self.kind, self.skill, self.level, self.province, self.free))

    def narrowed(self, query: sa.Select[Person]) -> sa.Select[Person]:
        """The experts whom the filters let through."""
        if self.q:
            query = query.where(*names_with(Person.sort_name, self.q))
        if self.kind:
            query = query.where(Expert.kind == self.kind)
        if self.skill or self.level:
            query = query.where(Person.id.in_(able(self.skill, level=int(self.level or "1"))))
        if self.province:
            query = query.where(in_province(self.province, on=today()))
        return query.where(free(today()) > 0) if self.free else query

    def chips(self, vocabulary: Iterable[Skill]) -> list[tuple[str, Chip, str]]:
        """The filters in the order in which the sentence says them, each after its word.

        A skill that the vocabulary does not have is refused.
        """
        names = {one.code: in_reader_language(one.names) for one in vocabulary}
        if self.skill and self.skill not in names:
            raise NotUnderstood(_("This list knows no such filter. Start at its beginning."))
        province = province_chip(self.provinces, self.province)
        return [
            (_("Show"), _chip("kind", EXPERT_NAMES, self.kind, _("all experts")), _("kind")),
            (_("who know"), _chip("skill", names, self.skill, _("any skill")), _("skill")),
            (_("and"), _chip("level", LEVELS, self.level, _("any level")), _("level")),
            (_("in"), province, _("province")),
            (_("and"), _chip("free", TIMES, self.free, _("any time")), _("time")),
        ]

    @property
    def without_name(self) -> str:
        """The address without the words of the name."""
        return removal("q", self.q)


def _chip(name: str, labels: dict[Any, Any], chosen: Any, everything: str) -> Chip:
    label = str(labels[chosen]) if chosen else everything
    return Chip(label, choices_of(name, labels, chosen), removal(name, chosen))
