"""The turn that is open beside the list: its words, who gets them, who does not and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.core import clock
from crm.core.db import db, get_or_404
from crm.desk import queries
from crm.reminders.examples import words_to_come
from crm.reminders.models import Reminder, ReminderState
from crm.reminders.wording import Said

MOST = 200


@dataclass(frozen=True)
class Turn:
    """One rule's turn about one occasion."""

    chosen: Reminder
    going: list[Reminder]
    left_out: list[Reminder]
    said: Said | None

    @property
    def ids(self) -> set[int]:
        """The reminders that belong to it."""
        return {one.id for one in (*self.going, *self.left_out)}


def chosen_turn(shown: Sequence[Reminder], wanted: str | None) -> Turn | None:
    """The turn that the address names, else the first of the list; None when nothing is to come."""
    if wanted and wanted.isdecimal():
        chosen = get_or_404(queries.log(), int(wanted[:12]))
    elif shown:
        chosen = shown[0]
    else:
        return None
    rows = list(db.session.scalars(queries.same_turn(chosen).limit(MOST)))
    return Turn(
        chosen,
        [row for row in rows if row.state not in queries.NOT_SENT],
        [row for row in rows if row.state in queries.NOT_SENT],
        _words(chosen),
    )


def _words(chosen: Reminder) -> Said | None:
    if chosen.settled_at is not None or chosen.state is not ReminderState.PLANNED:
        return None
    return words_to_come(chosen, clock.now())
