"""Questions about staff sharing."""

from crm.sharing.queries.agreements import (
    agreements_between,
    agreements_open,
    agreements_visible_to,
)
from crm.sharing.queries.assignments import (
    IN_LISTS,
    assignments_beginning,
    assignments_dated,
    assignments_in,
    assignments_numbered,
    assignments_of,
    assignments_open,
    assignments_unanswered,
    assignments_under,
    assignments_visible_to,
    assignments_waiting_for,
    standing_at,
)
from crm.sharing.queries.board import BoardRow, board_row, status_board
from crm.sharing.queries.candidates import (
    hosts_to_help,
    people_to_ask,
    people_to_take_over,
    workplaces_of,
)
from crm.sharing.queries.loads import load_of_home, load_of_person, promises_of
from crm.sharing.queries.reach import (
    bodies_copied,
    bodies_over,
    confirmed_by,
    institutions_under,
    may_see_weeks,
    may_visit,
)

__all__ = [
    "IN_LISTS",
    "BoardRow",
    "agreements_between",
    "agreements_open",
    "agreements_visible_to",
    "assignments_beginning",
    "assignments_dated",
    "assignments_in",
    "assignments_numbered",
    "assignments_of",
    "assignments_open",
    "assignments_unanswered",
    "assignments_under",
    "assignments_visible_to",
    "assignments_waiting_for",
    "board_row",
    "bodies_copied",
    "bodies_over",
    "confirmed_by",
    "hosts_to_help",
    "institutions_under",
    "load_of_home",
    "load_of_person",
    "may_see_weeks",
    "may_visit",
    "people_to_ask",
    "people_to_take_over",
    "promises_of",
    "standing_at",
    "status_board",
    "workplaces_of",
]
