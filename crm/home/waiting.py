"""What waits for somebody, asked of every room; who waits here is one list."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from crm.accounts.models import User
from crm.home.campaign_lines import pieces_to_start, plans_to_approve
from crm.home.desk_lines import letters_given_up, reminders_in_the_house
from crm.home.gathering_lines import follow_ups_due, invitations_to_answer
from crm.home.letter_lines import letters_to_follow
from crm.home.lines import Waiting
from crm.home.need_lines import needs_running_out
from crm.home.register_lines import (
    corrections_to_judge,
    memberships_on_their_way,
    own_data_to_confirm,
)
from crm.home.sharing_lines import agreements_to_settle, assignments_to_act_on

Provider = Callable[[User], Iterable[Waiting]]
PROVIDERS: Sequence[Provider] = (
    assignments_to_act_on,
    agreements_to_settle,
    needs_running_out,
    invitations_to_answer,
    follow_ups_due,
    plans_to_approve,
    pieces_to_start,
    corrections_to_judge,
    memberships_on_their_way,
    own_data_to_confirm,
    letters_to_follow,
    letters_given_up,
    reminders_in_the_house,
)


def waiting_for(user: User) -> list[Waiting]:
    """Everything that waits for a user: what is late first, then what waits longest.

    Costs one statement for each room that has something to ask of this role. A thing that a room
    names and a reminder repeats stands there once.
    """
    lines = {line.url: line for provider in reversed(PROVIDERS) for line in provider(user)}
    return sorted(lines.values(), key=lambda line: (not line.late, line.since or date.max))
