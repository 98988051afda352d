"""Making a person nameless: each room forgets its part, and says what the law makes it keep."""

from collections.abc import Iterable
from typing import Any

from crm.core.actors import Actor
from crm.core.db import db, save
from crm.people.keepers import keepers
from crm.people.models import Erasure, Person, mark_of
from crm.people.queries import erasure_due_of, erasures_done


def ask_erasure(person: Person, *, by: Actor) -> Erasure:
    """Note that somebody wishes to be forgotten; a wish that is open already stands."""
    found = db.session.scalar(erasure_due_of(person))
    return found or save(Erasure.ask(person, by=by))


def erase(erasure: Erasure, *, by: Actor) -> None:
    """Carry the wish out, at once and for good."""
    erasure.require_due()
    kept = _forgotten(erasure.person)
    erasure.finish(kept, by=by)


def _forgotten(person: Person) -> list[dict[str, Any]]:
    kept = [row.as_row() for keeper in keepers() for row in keeper.forgets(person)]
    person.forget()
    db.session.flush()
    return kept


def erasure_list() -> list[dict[str, Any]]:
    """Who was erased, without a word about them: what a restored backup has to replay (D10)."""
    return [
        {"person_id": one.person_id, "mark": one.mark}
        for one in db.session.scalars(erasures_done())
    ]


def replay_erasures(listed: Iterable[dict[str, Any]], *, by: Actor) -> int:
    """Erase again whom a backup brought back; say how many. Costs a few statements for each."""
    again = 0
    for row in listed:
        person = db.session.get(Person, row["person_id"])
        if person and person.erased_at is None and mark_of(person) == row["mark"]:
            erase(ask_erasure(person, by=by), by=by)
            again += 1
    return again
