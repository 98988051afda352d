"""A reminder seen before it goes, while it goes, and afterwards; and who gets none, and why."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from crm.gatherings.models import Rsvp
from tests.browser.conftest import NewReader
from tests.browser.postbox import Postbox, words_of
from tests.factories.gathering_cast import Cast, make_cast
from tests.factories.gatherings import jakarta, make_invited, make_invitee

pytestmark = pytest.mark.both_engines

TITLE = "Rapat Rutin Januari 2027"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(jakarta(2027, 1, 6, 7, 30), tick=True) as traveller:
        yield traveller


@pytest.fixture
def cast(app: Flask, clock: time_machine.Traveller, language: str) -> Cast:
    """A meeting in a week: Dewi comes, Yusuf has declined."""
    cast = make_cast()
    meeting = make_invited(title=TITLE)
    for place, by, email, answer in (
        (cast.lazuardi, cast.dewi, "dewi@lazuardi.example", Rsvp.ACCEPTED),
        (cast.puspa, cast.yusuf, "yusuf@puspa.example", Rsvp.DECLINED),
    ):
        invited = make_invitee(meeting, place, name=by.name, email=email, language=language)
        invited.answer(answer, by=by.as_actor())
    return cast


def test_what_is_foreseen_is_what_is_sent(
    signed_in_page: NewReader, cast: Cast, mailed: Postbox, clock: time_machine.Traveller
) -> None:
    mailed.emptied()
    sari = signed_in_page(cast.sari)

    # the desk shows the letter word for word before it goes
    sari.open("/desk")
    sari.page.get_by_role("link", name=TITLE).first.click()
    sari.sees("To %(name)s, in their language and at their hour", name="Dewi Anggraini")
    foreseen = sari.page.locator("#turn .m-quote p").all_inner_texts()[:-1]
    assert sari.either("Yth. Bapak/Ibu Dewi Anggraini,", "Dear Dewi Anggraini,") in foreseen

    # and who gets none, with the reason
    sari.sees(sari.counted("Why not: %(num)s person", "Why not: %(num)s people", 1))
    left_out = sari.page.locator("#turn li").filter(has_text="Yusuf Rahmadi")
    why = sari.said(
        "declined, %(on)s", on=sari.either("Rabu, 6 Januari 2027", "Wednesday, 6 January 2027")
    )
    assert why in left_out.inner_text()
    sari.shown("journey-reminders-upcoming")

    # at its hour it goes: the same words arrive at a mail server
    clock.move_to(jakarta(2027, 1, 6, 8, 1))
    letter = mailed.newest_for("dewi@lazuardi.example")
    subject, *paragraphs = foreseen
    assert str(letter["Subject"]) == subject
    arrived = " ".join(words_of(letter).split())
    assert all(" ".join(one.split()) in arrived for one in paragraphs)
    assert not mailed.subjects_for("yusuf@puspa.example")

    # afterwards the desk says so
    sari.follow("Letters")
    sari.sees(subject)
    sari.sees("Sent")
    sari.follow(subject)
    sari.sees("The exact words")
    sari.shown("journey-reminders-letter")
    sari.open("/desk/skipped")
    sari.sees("Yusuf Rahmadi")
    sari.sees(why)
    sari.shown("journey-reminders-skipped")
