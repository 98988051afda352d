"""Why two records can't be made one: official codes, two accounts, a circle, one promise."""

from collections.abc import Callable

import sqlalchemy as sa

from crm.core.db import Model, db
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.duplicates.journal import Values
from crm.duplicates.kinds import Kind
from crm.duplicates.references import joins_itself, references_to
from crm.institutions.models.parents import DEEPEST

Objection = Callable[[Kind, Values, Values], str]
EDGES = frozenset({"subordination", "relation"})


def objections(kind: Kind, survivor: Values, gone: Values) -> list[str]:
    """Everything that stands against it, in words."""
    return [said for ask in _ASKED if (said := ask(kind, survivor, gone))]


def refuse_objections(kind: Kind, survivor: Values, gone: Values) -> None:
    """Refuse while anything stands against it."""
    if found := objections(kind, survivor, gone):
        raise NotPossible(_("These two can't be merged."), missing=found)


def _two_codes(kind: Kind, survivor: Values, gone: Values) -> str:
    differing = [
        (survivor[name], gone[name])
        for name in kind.codes
        if survivor[name] and gone[name] and survivor[name] != gone[name]
    ]
    if not differing:
        return ""
    one, other = differing[0]
    said: str = _(
        "Their official codes differ (%(one)s, %(other)s), so they are two. If one code is wrong,"
        " correct it first.",
        one=one,
        other=other,
    )
    return said


def _two_accounts(_kind: Kind, survivor: Values, gone: Values) -> str:
    mine, theirs = survivor.get("user_id"), gone.get("user_id")
    if not mine or not theirs:
        return ""
    return str(
        _("Both sign in with an account of their own. Take one account off its person first.")
    )


def _circle(kind: Kind, survivor: Values, gone: Values) -> str:
    """A body that is above another, but not directly, can't be the same as it."""
    if kind.name != "parent_body":
        return ""
    for low, high in ((survivor, gone), (gone, survivor)):
        if high["id"] in _far_above(low["id"]):
            return str(_("One of them stands above the other, with a third between: a circle."))
    return ""


def _far_above(body_id: int) -> set[int]:
    """All that stand above on any day, except those that only stand directly above."""
    edges = Model.metadata.tables["subordination"]
    query = sa.select(edges.c.child_id, edges.c.parent_id)
    parents: dict[int, set[int]] = {}
    for child, parent in db.session.execute(query):
        parents.setdefault(child, set()).add(parent)
    level, found = parents.get(body_id, set()), set[int]()
    for _step in range(DEEPEST):
        level = {above for one in level for above in parents.get(one, ())}
        found |= level
    return found


def _one_promise(kind: Kind, survivor: Values, gone: Values) -> str:
    """Two sides of one agreement, assignment or the like can't be one."""
    tables = dict.fromkeys(one.table for one in references_to(kind.name))
    both = (survivor["id"], gone["id"])
    for table in tables:
        names = joins_itself(table, kind.name)
        if len(names) > 1 and table.name not in EDGES and _has_both(table, names, both):
            return str(_("They are two sides of one promise, so they are two."))
    return ""


def _one_agreement(kind: Kind, survivor: Values, gone: Values) -> str:
    """Two parties of one agreement can't be one either."""
    if kind.name != "institution":
        return ""
    parties = Model.metadata.tables["agreement_party"]
    both = (
        sa.select(parties.c.agreement_id)
        .where(parties.c.institution_id.in_([survivor["id"], gone["id"]]))
        .group_by(parties.c.agreement_id)
        .having(sa.func.count(parties.c.institution_id.distinct()) > 1)
        .limit(1)
    )
    if db.session.execute(both).first() is None:
        return ""
    return str(_("They are two parties of one agreement, so they are two."))


def _has_both(table: sa.Table, names: list[str], both: tuple[int, int]) -> bool:
    one, other = both
    columns = [table.c[name] for name in names]
    pairs = [
        sa.and_(first == one, second == other)
        for first in columns
        for second in columns
        if first is not second
    ]
    found = sa.select(sa.literal(1)).select_from(table).where(sa.or_(*pairs)).limit(1)
    return db.session.execute(found).first() is not None


_ASKED: tuple[Objection, ...] = (_two_codes, _two_accounts, _circle, _one_promise, _one_agreement)
