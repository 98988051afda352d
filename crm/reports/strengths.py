"""Strength and lead matrix (P26): subject by institution, how deep, who leads; gaps and doubles."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from flask_babel import get_locale
from markupsafe import Markup
from sqlalchemy.orm import joinedload

from crm.accounts.models import User
from crm.core.db import db
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.documents.charts import matrix
from crm.documents.pictures import picture
from crm.institutions.models import MEMBERS, Institution
from crm.institutions.models.strengths import DEEPEST, Scheme, Strength
from crm.institutions.queries import institutions_visible_to
from crm.institutions.subjects import Subject, subjects
from crm.reports.figures import report_of_figures
from crm.reports.papers import Report, Table

DEEP, TEACHES = 4, 3
"""Depth 4 twice is a double, nobody at 3 a gap."""
NOTHING = "–"
SHOWN, HIGH = 16, 25
"""The picture shows so many institutions, and so many subjects at a time."""


def strengths(user: User, _of: int) -> Report:
    """What the members that the reader may see are strong in. Three statements."""
    found = list(db.session.scalars(strengths_of_members(user)))
    title = str(_("Strengths and leads"))
    table = Table(columns(), [row_of(one) for one in found])
    drawn = drawing(found, title)
    return report_of_figures(
        "P26",
        title,
        table,
        sentences=sentences(found),
        picture=drawn,
        caption=caption(found),
        sections=[("", on_paper(table))],
    )


def caption(found: Sequence[Strength]) -> str:
    """How the matrix is read, and who is not in it."""
    said = str(_("Depth 0 to 5; darker is deeper; * leads for the network"))
    every = len({name_of(one) for one in found})
    if every <= SHOWN:
        return said
    rest = _("the %(shown)s of %(every)s with most to tell", shown=SHOWN, every=every)
    return f"{said}; {rest}"


def strengths_of_members(user: User) -> sa.Select[Strength]:
    """The strengths of members, by subject, the deepest first."""
    seen = institutions_visible_to(user).with_only_columns(Institution.id)
    return (
        sa.select(Strength)
        .join(Strength.institution)
        .where(Institution.state.in_(MEMBERS), Institution.id.in_(seen))
        .options(joinedload(Strength.institution, innerjoin=True))
        .order_by(
            Strength.scheme.desc(),
            Strength.subject,
            Strength.depth.desc(),
            Institution.sort_name,
        )
    )


def columns() -> list[str]:
    """The heads of the table."""
    heads = (
        _("Subject area"), _("Detail"), _("Institution"), _("Depth"), _("Leads"),
        _("On what evidence"),
    )  # fmt: skip
    return [str(head) for head in heads]


def on_paper(table: Table) -> Table:
    """The table without the details where nobody gave any."""
    if any(row[1] != NOTHING for row in table.rows):
        return table
    columns, rows = table.columns, table.rows
    return Table([columns[0], *columns[2:]], [[row[0], *row[2:]] for row in rows])


def row_of(one: Strength) -> list[object]:
    """One strength as a row."""
    leads = str(_("yes")) if one.leads else NOTHING
    words = (one.detail or NOTHING, one.institution.name, one.depth, leads, one.evidence or NOTHING)
    return [subject_of(one), *words]


def subject_of(one: Strength) -> str:
    """The subject in words, with its code."""
    return Subject(one.scheme, one.subject).name


def sentences(found: Sequence[Strength]) -> list[str]:
    """Gaps and doubles in words."""
    by_subject: dict[str, list[Strength]] = defaultdict(list)
    for one in found:
        by_subject[subject_of(one)].append(one)
    gaps = [name for name, some in by_subject.items() if max(s.depth for s in some) < TEACHES]
    doubles = [name for name, some in by_subject.items() if _deep(some) > 1]
    unled = [name for name, some in by_subject.items() if not any(s.leads for s in some)]
    count = len(by_subject)
    said = [ngettext("%(num)s subject is noted.", "%(num)s subjects are noted.", count)][:count]
    said += [_("Nobody is deep enough to teach: %(names)s.", names="; ".join(gaps))] * bool(gaps)
    said += [_("Several collect deeply: %(names)s.", names="; ".join(doubles))] * bool(doubles)
    said += [_("Nobody leads yet: %(names)s.", names="; ".join(unled))] * bool(unled)
    return [str(words) for words in [*said, *_blank(by_subject)]]


def _blank(noted: Collection[str]) -> list[str]:
    """Classes of the literature that nobody has said anything about; none while all are blank."""
    blank = [one.name for one in subjects() if one.scheme is Scheme.NLM and one.name not in noted]
    if not noted or not blank:
        return []
    return [_("Nobody collects, as far as is noted: %(names)s.", names="; ".join(blank))]


def _deep(some: Sequence[Strength]) -> int:
    return sum(one.depth >= DEEP for one in some)


def drawing(found: Sequence[Strength], title: str) -> Markup:
    """The matrix of those with most to tell, so many subjects to a picture. Nothing, no picture."""
    told: dict[str, int] = defaultdict(int)
    for one in found:
        told[name_of(one)] += one.depth
    shown = sorted(sorted(told, key=lambda name: (-told[name], name))[:SHOWN])
    rows = [
        {
            "institution": name_of(one),
            "subject": subject_of(one),
            "depth": one.depth,
            "words": f"{one.depth}*" if one.leads else str(one.depth),
        }
        for one in found
        if name_of(one) in shown
    ]
    names = list(dict.fromkeys(row["subject"] for row in rows))
    some = [set(names[begin : begin + HIGH]) for begin in range(0, len(names), HIGH)]
    return Markup("").join(
        _drawn([row for row in rows if row["subject"] in here], shown, title) for here in some
    )


def name_of(one: Strength) -> str:
    """The institution as the matrix calls it, without the word that most of them begin with."""
    name = one.institution.short_name or one.institution.name
    return name.removeprefix("Perpustakaan ").removeprefix("Perpus ") or name


def _drawn(rows: Sequence[dict[str, Any]], columns: Sequence[str], title: str) -> Markup:
    spec = matrix(
        rows,
        column="institution",
        row="subject",
        value="depth",
        words="words",
        columns=columns,
        most=DEEPEST,
    )
    locale = get_locale()
    return picture(spec, language=locale.language if locale else "id", title=title)
