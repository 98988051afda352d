"""Every report by its P-number (domain 7): what it is about, who may read it, how it is made."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crm.accounts.models import User
from crm.core.errors import NotPossible, NotValid
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.reports import (
    balances,
    campaigns,
    contributions,
    coverage,
    directory,
    gatherings,
    issued,
    loads,
    profile_sheets,
    registers,
    sharing,
    skill_gaps,
    strengths,
)
from crm.reports.papers import Report, Table
from crm.sharing.papers.kinds import KINDS as PAPER_KINDS

Maker = Callable[[User, int], Report]
MakerOfMany = Callable[[User, Sequence[int]], Report]


@dataclass(frozen=True)
class Kind:
    """One report of the catalogue. `about` names the record whose id it needs, if it needs one.

    Where there is `make_many`, it can also be about several of them.
    """

    name: str
    title: Any
    make: Maker
    about: str = ""
    make_many: MakerOfMany | None = None

    @property
    def stands_alone(self) -> bool:
        """Tell whether the report needs no record to be about."""
        return not self.about


CATALOGUE: tuple[Kind, ...] = (
    Kind("P01", _l("Invitation"), issued.maker("P01", "gathering"), "gathering"),
    Kind("P02-agenda", _l("Agenda"), gatherings.maker("agenda"), "gathering"),
    Kind("P02-attendance", _l("Attendance list"), gatherings.maker("attendance"), "gathering"),
    Kind("P02-minutes", _l("Minutes"), issued.maker("P02-minutes", "gathering"), "gathering"),
    Kind("P02-actions", _l("Follow-up actions"), gatherings.maker("actions"), "gathering"),
    Kind("P07-mou", _l("MoU"), issued.maker("P07-mou", "agreement"), "agreement"),
    Kind("P07-pks", _l("Cooperation agreement"), issued.maker("P07-pks", "agreement"), "agreement"),
    Kind(
        "P07-duty-letter",
        _l("Duty letter"),
        issued.maker("P07-duty-letter", "assignment"),
        "assignment",
    ),
    *(
        Kind(paper.name, paper.title, issued.maker(paper.name, "assignment"), "assignment")
        for paper in PAPER_KINDS
    ),
    Kind("P08", _l("Staff-sharing status"), sharing.status),
    Kind("P09", _l("Staff-sharing balance"), balances.balance),
    Kind("P10", _l("Capacity calendar"), loads.person_calendar, "person"),
    Kind(
        "P10-institution",
        _l("Capacity calendar of an institution"),
        loads.institution_calendar,
        "institution",
    ),
    Kind("P11", _l("Skill gap and training need"), skill_gaps.skill_gaps),
    Kind("P14", _l("Campaign calendar"), campaigns.calendar, "campaign"),
    Kind("P24", _l("Member directory"), directory.directory),
    Kind(
        "P24-sheet",
        _l("Profile sheet"),
        profile_sheets.profile_sheet,
        "institution",
        profile_sheets.profile_sheets,
    ),
    Kind("P25", _l("Map and coverage"), coverage.coverage),
    Kind("P26", _l("Strengths and leads"), strengths.strengths),
    Kind("P32", _l("Contribution sheet"), contributions.contribution, "institution"),
    Kind("P34", _l("Registers of letters"), registers.letter_registers),
)


def named(name: str) -> Kind:
    """The report with this P-number; a refusal that lists those there are."""
    for kind in CATALOGUE:
        if kind.name == name:
            return kind
    known = ", ".join(kind.name for kind in CATALOGUE)
    raise NotValid(_("There is no report %(name)s. There are: %(known)s.", name=name, known=known))


def standing_alone() -> Iterable[Kind]:
    """The reports that the index offers; the others are printed from their records."""
    return (kind for kind in CATALOGUE if kind.stands_alone)


def made(name: str, user: User, of: int | None, chosen: Sequence[int] = ()) -> Report:
    """One report as it stands now, for one reader and about one record where it needs one."""
    kind = named(name)
    if kind.make_many and chosen:
        return kind.make_many(user, chosen)
    if kind.about and of is None:
        raise NotValid(_("%(name)s is about one record. Name it by its number.", name=name))
    return kind.make(user, of or 0)


def table_of(report: Report) -> Table:
    """The table of a report; a refusal when it has none."""
    if report.table is None:
        raise NotPossible(_("This paper has no table."))
    return report.table
