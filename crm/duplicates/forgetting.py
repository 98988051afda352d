"""What this room must forget with a person: keys, pairs, and the journal of merges."""

from collections.abc import Iterable

import sqlalchemy as sa

from crm.core.db import db
from crm.duplicates.models import DuplicatePair, MatchKey, Merge, MergeStep
from crm.people.keepers import Keeper, Kept
from crm.people.models import Person

KIND = "person"


def forgets(person: Person) -> Iterable[Kept]:
    """Forget by what the person was compared, and what a merge could give back."""
    keys = sa.delete(MatchKey).where(MatchKey.record_kind == KIND, MatchKey.record_id == person.id)
    of_people, mine = DuplicatePair.record_kind == KIND, person.id
    pairs = sa.delete(DuplicatePair).where(
        of_people, sa.or_(DuplicatePair.first_id == mine, DuplicatePair.second_id == mine)
    )
    merges = sa.select(Merge.id).where(
        Merge.record_kind == KIND, sa.or_(Merge.survivor_id == mine, Merge.gone_id == mine)
    )
    nameless = f"Orang terhapus {person.id}"
    named = sa.update(Merge).where(Merge.id.in_(merges))
    for forgetting in (keys, pairs, sa.delete(MergeStep).where(MergeStep.merge_id.in_(merges))):
        db.session.execute(forgetting)
    db.session.execute(named.values(survivor_name=nameless, gone_name=nameless))
    return ()


KEEPER = Keeper(forgets=forgets)
