"""The scan: records that share a key are compared, never all with all; what was said is kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby
from typing import Any

import sqlalchemy as sa

from crm.core import clock
from crm.core.addresses import path_of
from crm.core.db import db, reading
from crm.core.transactions import unit_of_work
from crm.core.words import gettext as _
from crm.duplicates.keeping import TOGETHER, enter_again
from crm.duplicates.kinds import KINDS, Kind
from crm.duplicates.models import DuplicatePair, MatchKey, Verdict
from crm.duplicates.queries import pairs_of, records_without_keys, rule_for, shared_keys
from crm.duplicates.scoring import Facts, Likeness, likeness
from crm.jobs.work import Work

SCAN = "duplicate-scan"
MOST_TOGETHER = 25
"""So many records may share a key and all be compared; of more, those that share two things."""
RARER = ("workplace", "birth_date", "regency", "phone", "email")
Pair = tuple[int, int]
Watch = Callable[[int, int, str], None]


def scan_in_job(work: Work) -> dict[str, Any]:
    """Look for twins among all records of the kinds asked for, as long work."""
    for name in work.arguments["kinds"]:
        kind = KINDS[name]
        scan(kind, work.progress)
    return {"url": path_of("duplicates.index", kind=work.arguments["kinds"][0])}


def scan(kind: Kind, watch: Watch = lambda _done, _total, _said: None) -> int:
    """Find the pairs of one kind anew; give how many are alike.

    Nothing is open in the database while records are compared.
    """
    _fill_keys(kind, watch)
    with reading():
        rule = rule_for(kind)
        weights, threshold = dict(rule.weights), rule.threshold
        groups = _groups(kind)
        facts = facts_of(kind, sorted({one for ids in groups for one in ids}))
    pairs = _alike(groups, facts, weights, watch)
    found = {pair: alike for pair, alike in pairs if alike.score >= threshold}
    with unit_of_work():
        _write(kind, found)
    return len(found)


def _fill_keys(kind: Kind, watch: Watch) -> None:
    """Enter the keys of records that have none yet, a portion to each unit of work."""
    with reading():
        missing = sorted(db.session.scalars(records_without_keys(kind)))
    for begin in range(0, len(missing), TOGETHER):
        watch(begin, len(missing), _("Reading the names"))
        with unit_of_work():
            enter_again(kind, missing[begin : begin + TOGETHER])


def _alike(
    groups: Sequence[Sequence[int]],
    facts: Mapping[int, Facts],
    weights: Mapping[str, int],
    watch: Watch,
) -> Iterator[tuple[Pair, Likeness]]:
    seen: set[Pair] = set()
    for number, ids in enumerate(groups):
        if number % 500 == 0:
            watch(number, len(groups), _("Comparing those that share something"))
        for pair in _pairs_in(ids, facts):
            if pair not in seen:
                seen.add(pair)
                found = likeness(facts[pair[0]], facts[pair[1]], weights)
                if found:
                    yield pair, found


def _groups(kind: Kind) -> list[list[int]]:
    """The records that share one key, for each key that is shared."""
    rows = db.session.execute(shared_keys(kind))
    return [
        [row.record_id for row in group]
        for _key, group in groupby(rows, lambda row: (row.sign, row.value))
    ]


def _pairs_in(ids: Sequence[int], facts: Mapping[int, Facts]) -> Iterator[Pair]:
    """All pairs of a few records; of many only those that share a second thing."""
    if len(ids) <= MOST_TOGETHER:
        yield from combinations(ids, 2)
        return
    for some in _closer(ids, facts):
        if len(some) <= MOST_TOGETHER:
            yield from combinations(some, 2)


def _closer(ids: Sequence[int], facts: Mapping[int, Facts]) -> Iterable[list[int]]:
    """Those of many that also share something rarer than what brought them together."""
    groups: dict[tuple[str, str], list[int]] = {}
    for one in ids:
        told = facts[one].told
        shared = [(sign, value) for sign in RARER for value in told.get(sign, ())]
        for key in shared:
            groups.setdefault(key, []).append(one)
    return groups.values()


def facts_of(kind: Kind, ids: Sequence[int]) -> dict[int, Facts]:
    """What is compared of some records; three or four statements for each two thousand."""
    facts: dict[int, Facts] = {}
    for begin in range(0, len(ids), TOGETHER):
        facts.update(_some_facts(kind, ids[begin : begin + TOGETHER]))
    return facts


def _some_facts(kind: Kind, ids: Sequence[int]) -> dict[int, Facts]:
    told = kind.compared(ids)
    keys = sa.select(MatchKey.record_id, MatchKey.sign, MatchKey.value).where(
        MatchKey.record_kind == kind.name, MatchKey.record_id.in_(ids)
    )
    for record_id, sign, value in db.session.execute(keys):
        if record_id in told:
            told[record_id].setdefault(sign, []).append(value)
    table = kind.model.__table__
    columns = [table.c.id, *(table.c[name] for name in kind.codes)]
    return {
        record_id: Facts(
            record_id,
            {name: code for name, code in zip(kind.codes, codes, strict=True) if code},
            told[record_id],
        )
        for record_id, *codes in db.session.execute(sa.select(*columns).where(table.c.id.in_(ids)))
    }


def _write(kind: Kind, found: Mapping[Pair, Likeness]) -> None:
    """Enter new pairs, score the open ones anew, drop those that are alike no more."""
    known = {(one.first_id, one.second_id): one for one in db.session.scalars(pairs_of(kind.name))}
    _drop([one.id for pair, one in known.items() if pair not in found and _is_open(one)])
    for pair, one in known.items():
        if pair in found and _is_open(one):
            one.score, one.signs = found[pair].score, found[pair].signs
    new = [(pair, alike) for pair, alike in found.items() if pair not in known]
    rows = [_row(kind, pair, alike) for pair, alike in new]
    for begin in range(0, len(rows), TOGETHER):
        db.session.execute(sa.insert(DuplicatePair), rows[begin : begin + TOGETHER])


def _is_open(pair: DuplicatePair) -> bool:
    return pair.verdict is Verdict.OPEN


def _drop(ids: Iterable[int]) -> None:
    left = list(ids)
    for begin in range(0, len(left), TOGETHER):
        gone = DuplicatePair.id.in_(left[begin : begin + TOGETHER])
        db.session.execute(sa.delete(DuplicatePair).where(gone))


def _row(kind: Kind, pair: Pair, alike: Likeness) -> dict[str, Any]:
    return {
        "record_kind": kind.name,
        "first_id": pair[0],
        "second_id": pair[1],
        "score": alike.score,
        "signs": alike.signs,
        "verdict": Verdict.OPEN,
        "decided_by": "",
        "found_at": clock.now(),
    }
