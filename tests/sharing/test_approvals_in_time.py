"""I14: an approval counts for a parent body's involvement when it comes within its working days."""

import pytest
import time_machine
from flask import Flask

from crm.core.transactions import commit
from crm.institutions.queries import today
from crm.institutions.rolling import rolled_up
from crm.sharing.models import DeclineReason, Party, State, Voice
from crm.sharing.negotiation import agree, decline, propose
from tests.factories.sharing import Cast, make_assignment, make_cast

pytestmark = pytest.mark.both_engines

ASKED = "2027-02-24T02:00:00+00:00"
IN_TIME, TOO_LATE = "2027-03-18T16:59:00+00:00", "2027-03-18T17:00:00+00:00"
APPROVED = 1
"""The place of approvals among the parts."""


def dean(cast: Cast) -> Voice:
    """How the faculty speaks."""
    return Voice(party=Party.HOME_PARENT, by=cast.secretariat.as_actor(), email="dekan@x.example")


@pytest.mark.parametrize(
    ("at", "answer", "counted"),
    [
        (IN_TIME, "yes", (1, 1)),
        (TOO_LATE, "yes", (0, 1)),
        (IN_TIME, "no", (0, 1)),
        (IN_TIME, "", (0, 0)),
        (TOO_LATE, "", (0, 1)),
    ],
)
def test_ten_working_days_after_the_last_yes_eid_left_out(
    app: Flask, at: str, answer: str, counted: tuple[int, int]
) -> None:
    with time_machine.travel(ASKED, tick=False) as clock:
        cast = make_cast()
        assignment = make_assignment(cast)
        propose(assignment, by=cast.dewi_user)
        for side in (Party.HOST_HEAD, Party.PERSON):
            agree(assignment, cast.voice(side), version=1)
        commit()
        assert assignment.state is State.CONFIRMED

        clock.move_to(at)
        if answer == "yes":
            agree(assignment, dean(cast), version=1)
        elif answer == "no":
            decline(assignment, dean(cast), version=1, reason=DeclineReason.OTHER, note="Penuh")
        commit()

        assert rolled_up(cast.faculty, on=today()).involvement.parts[APPROVED][1:] == counted
        assert rolled_up(cast.faculty, on=today()).involvement.asked == counted[1]
