"""Strength and lead matrix (P26): subject by institution, how deep, who leads; gaps and doubles."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from flask import render_template
from flask_babel import get_locale
from sqlalchemy.orm import joinedload

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.documents.charts import matrix
from crm.documents.pictures import picture
from crm.institutions.models import MEMBERS, Institution
from crm.institutions.models.strengths import Strength
from crm.institutions.queries import institutions_visible_to
from crm.network.queries import the_network
from crm.reports.papers import Report, Table

DEEP, TEACHES, SHOWN = 4, 3, 25
"""Depth 4 twice is a double, nobody at 3 a gap; the picture shows so many institutions."""


def strengths(user: User, _of: int) -> Report:
    """What the members that the reader may see are strong in. Three statements."""
    found = list(db.session.scalars(strengths_of_members(user)))
    title = str(_("Strengths and leads"))
    table = Table(columns(), [row_of(one) for one in found])
    drawn = drawing(found, title)
    words = render_template(
        "reports/documents/figures.html",
        title=title,
        name="P26",
        table=table,
        picture=drawn,
        caption=_("Depth 0 to 5; darker is deeper"),
        sentences=sentences(found),
        network=the_network(),
        printed_at=clock.now(),
    )
    return Report(title, [words], table, drawn, sentences(found))


def strengths_of_members(user: User) -> sa.Select[Strength]:
    """The strengths of members, by subject, the deepest first."""
    seen = institutions_visible_to(user).with_only_columns(Institution.id)
    return (
        sa.select(Strength)
        .join(Strength.institution)
        .where(Institution.state.in_(MEMBERS), Institution.id.in_(seen))
        .options(joinedload(Strength.institution, innerjoin=True))
        .order_by(Strength.subject, Strength.depth.desc(), Institution.sort_name)
    )


def columns() -> list[str]:
    """The heads of the table."""
    heads = (_("Subject area"), _("Institution"), _("Depth"), _("Leads"), _("On what evidence"))
    return [str(head) for head in heads]


def row_of(one: Strength) -> list[object]:
    """One strength as a row."""
    leads = str(_("yes")) if one.leads else "–"
    return [subject_of(one), one.institution.name, one.depth, leads, one.evidence or "–"]


def subject_of(one: Strength) -> str:
    """The subject as a reader sees it: its code and what is meant."""
    return " ".join(filter(None, [one.subject, one.detail]))


def sentences(found: Sequence[Strength]) -> list[str]:
    """Gaps and doubles in words."""
    by_subject: dict[str, list[Strength]] = defaultdict(list)
    for one in found:
        by_subject[one.subject].append(one)
    gaps = [name for name, some in by_subject.items() if max(s.depth for s in some) < TEACHES]
    doubles = [name for name, some in by_subject.items() if _deep(some) > 1]
    unled = [name for name, some in by_subject.items() if not any(s.leads for s in some)]
    count = len(by_subject)
    said = [ngettext("%(num)s subject is noted.", "%(num)s subjects are noted.", count)][:count]
    said += [_("Nobody is deep enough to teach: %(names)s.", names=", ".join(gaps))] * bool(gaps)
    said += [_("Several collect deeply: %(names)s.", names=", ".join(doubles))] * bool(doubles)
    said += [_("Nobody leads yet: %(names)s.", names=", ".join(unled))] * bool(unled)
    return [str(words) for words in said]


def _deep(some: Sequence[Strength]) -> int:
    return sum(one.depth >= DEEP for one in some)


def drawing(found: Sequence[Strength], title: str) -> str:
    """The matrix of those with most to tell. Nothing noted, no picture."""
    told: dict[str, int] = defaultdict(int)
    for one in found:
        told[one.institution.short_name or one.institution.name] += one.depth
    shown = sorted(told, key=lambda name: (-told[name], name))[:SHOWN]
    rows = [
        {"institution": name, "subject": one.subject, "depth": one.depth}
        for one in found
        if (name := one.institution.short_name or one.institution.name) in shown
    ]
    if not rows:
        return ""
    locale = get_locale()
    spec = matrix(rows, column="subject", row="institution", value="depth", most=5)
    return picture(spec, language=locale.language if locale else "id", title=title)
