"""Questions about keys, pairs, rules and merges."""

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from crm.core.db import db
from crm.duplicates.kinds import Kind
from crm.duplicates.models import DuplicatePair, DuplicateRule, MatchKey, Merge, MergeStep, Verdict


def rules() -> sa.Select[DuplicateRule]:
    """The rule of each kind."""
    return sa.select(DuplicateRule).order_by(DuplicateRule.record_kind)


def rule_for(kind: Kind) -> DuplicateRule:
    """The rule of one kind; what is installed where nobody has said otherwise. One statement."""
    found = db.session.get(DuplicateRule, kind.name)
    if found is not None:
        return found
    return DuplicateRule(
        record_kind=kind.name, threshold=kind.threshold, weights=dict(kind.weights)
    )


def shared_keys(kind: Kind) -> sa.Select[str, str, int]:
    """The keys that more than one record of a kind has, those of one key together."""
    of_kind = MatchKey.record_kind == kind.name
    shared = (
        sa.select(MatchKey.sign, MatchKey.value)
        .where(of_kind)
        .group_by(MatchKey.sign, MatchKey.value)
        .having(sa.func.count() > 1)
        .subquery()
    )
    same = sa.and_(MatchKey.sign == shared.c.sign, MatchKey.value == shared.c.value)
    table = kind.model.__table__
    return (
        sa.select(MatchKey.sign, MatchKey.value, MatchKey.record_id)
        .join(shared, same)
        .join(table, table.c.id == MatchKey.record_id)
        .where(of_kind)
        .order_by(MatchKey.sign, MatchKey.value, MatchKey.record_id)
    )


def records_without_keys(kind: Kind) -> sa.CompoundSelect[int]:
    """Records that were written before keys were kept, or past the events."""
    with_keys = sa.select(MatchKey.record_id).where(MatchKey.record_kind == kind.name)
    return sa.except_(sa.select(kind.model.__table__.c.id), with_keys)


def records_sharing(kind: Kind, keys: list[tuple[str, str]]) -> sa.Select[int]:
    """Records of a kind that have one of some keys; the first few."""
    any_of = sa.or_(*(sa.and_(MatchKey.sign == s, MatchKey.value == v) for s, v in keys))
    return (
        sa.select(MatchKey.record_id)
        .where(MatchKey.record_kind == kind.name, any_of)
        .distinct()
        .order_by(MatchKey.record_id)
        .limit(50)
    )


def pairs_of(record_kind: str) -> sa.Select[DuplicatePair]:
    """Every pair of a kind."""
    return sa.select(DuplicatePair).where(DuplicatePair.record_kind == record_kind)


def pairs(kind: Kind, verdict: Verdict) -> sa.Select[DuplicatePair]:
    """The pairs of a kind of which it was so said and whose records are both still there."""
    first, second = (aliased(kind.model.__table__) for _side in range(2))
    both = (
        sa.exists().where(first.c.id == DuplicatePair.first_id),
        sa.exists().where(second.c.id == DuplicatePair.second_id),
    )
    there = both if verdict is not Verdict.MERGED else ()
    return pairs_of(kind.name).where(DuplicatePair.verdict == verdict, *there)


def all_pairs() -> sa.Select[DuplicatePair]:
    """Every pair that waits or was decided."""
    return sa.select(DuplicatePair)


def pair_between(record_kind: str, one_id: int, other_id: int) -> sa.Select[DuplicatePair]:
    """The pair of these two, whichever is the first."""
    first, second = sorted((one_id, other_id))
    return pairs_of(record_kind).where(
        DuplicatePair.first_id == first, DuplicatePair.second_id == second
    )


def open_pairs_by_kind() -> sa.Select[str, int]:
    """How many pairs of each kind wait for a person."""
    return (
        sa.select(DuplicatePair.record_kind, sa.func.count())
        .where(DuplicatePair.verdict == Verdict.OPEN)
        .group_by(DuplicatePair.record_kind)
    )


def merges() -> sa.Select[Merge]:
    """Every merge, undone ones too; whoever may merge sees all of them."""
    return sa.select(Merge)


def standing_merge_of(record_kind: str, gone_id: int) -> sa.Select[Merge]:
    """The merge into which a record went, unless it was undone."""
    return (
        merges()
        .where(
            Merge.record_kind == record_kind, Merge.gone_id == gone_id, Merge.undone_at.is_(None)
        )
        .order_by(Merge.id.desc())
        .limit(1)
    )


def later_merges(merge: Merge) -> sa.Select[Merge]:
    """Merges after one that still stand and touch one of its two records."""
    both = [merge.survivor_id, merge.gone_id]
    later = aliased(Merge)
    return (
        sa.select(later)
        .where(
            later.record_kind == merge.record_kind,
            later.id > merge.id,
            later.undone_at.is_(None),
            later.survivor_id.in_(both) | later.gone_id.in_(both),
        )
        .order_by(later.id.desc())
    )


def steps_of(merge: Merge) -> sa.Select[MergeStep]:
    """What a merge did, in the order in which it did it."""
    return sa.select(MergeStep).where(MergeStep.merge_id == merge.id).order_by(MergeStep.id)
