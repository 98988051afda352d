"""A regular meeting, from the series to the approved minutes."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from crm.core.db import db
from crm.people.models import Person
from tests.browser.conftest import NewReader
from tests.browser.postbox import Postbox, words_of
from tests.browser.reading import Reader
from tests.factories.gathering_cast import Cast, make_cast
from tests.factories.gatherings import jakarta

pytestmark = pytest.mark.both_engines

TITLE = "Rapat Rutin 2027"
JANUARY = "Rapat Rutin Januari 2027"
PLACES = (
    "Perpustakaan FK Universitas Lazuardi Nusantara",
    "Perpustakaan RSUD Puspa Lentera",
    "Perpustakaan Poltekkes Kasuari Mandiri",
)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(jakarta(2027, 1, 4, 9), tick=True) as traveller:
        yield traveller


@pytest.fixture
def cast(app: Flask, clock: time_machine.Traveller, language: str) -> Cast:
    cast = make_cast()
    for person in db.session.scalars(sa.select(Person)):
        person.language = language
    return cast


def planned(sari: Reader) -> None:
    sari.open("/gatherings/series")
    sari.follow("Plan regular meetings")
    sari.write("Title", TITLE)
    sari.choose("Comes again", "Every month, on the same weekday (second Wednesday)")
    sari.write("First day", "2027-01-13")
    sari.write("Starts", "10:00")
    sari.write("Ends", "12:00")
    sari.write("Until", "2027-12-31")
    sari.choose("How people take part", "On site and online")
    sari.write("Place", "Ruang Rapat, Bandung")
    sari.press("Make the dates")


def moved(sari: Reader) -> None:
    """March meets Idulfitri: she takes one of the better dates."""
    sari.sees("Better:")
    sari.page.get_by_role("link", name=sari.either("10 Maret 2027", "10 March 2027")).last.click()
    sari.sees(sari.either("Selasa, 16 Maret 2027", "Tuesday, 16 March 2027"))
    sari.page.get_by_label(sari.either("Selasa, 16 Maret 2027", "Tuesday, 16 March 2027")).check()
    sari.page.locator("#day").fill("2027-03-18")
    sari.press("Move the date", refused=422)
    sari.sees("Take “Another day” above if you mean this day, else leave it empty.")
    sari.page.locator("#day").fill("")
    sari.write("Reason", "Idulfitri")
    sari.press("Move the date")
    sari.sees(sari.either("Selasa, 16 Maret 2027", "Tuesday, 16 March 2027"))


def invited(sari: Reader) -> None:
    sari.follow(TITLE)
    sari.page.get_by_role(
        "link", name=sari.either("13 Januari 2027", "13 January 2027")
    ).first.click()
    sari.open_fold(sari.said("More acts for %(title)s", title=JANUARY))
    sari.follow("Agenda")
    sari.write("Point", "Sharing SDM semester I")
    sari.press("Add to the agenda")
    sari.follow(JANUARY)
    sari.follow("Choose")
    sari.tick("All members, each by its liaison")
    sari.press("Add to the list")
    sari.sees("Marthen Sawaki")
    sari.follow("Look at the letter")
    sari.shown("journey-gatherings-invitation")
    sari.press("Issue invitation")
    sari.sees("001/UND/SEK-JPK/I/2027")


def noted(sari: Reader) -> None:
    sari.follow("Attendance")
    for place, came in zip(PLACES, ("Present on site", "Present online", "Excused"), strict=True):
        sari.choose(sari.said("Attendance of %(who)s", who=place), came)
    sari.press("Save who came")
    sari.sees("Held")


def written(sari: Reader) -> None:
    sari.press("Begin the minutes")
    sari.write("Opened at", "10:05")
    sari.write("Closed at", "11:50")
    sari.write("1. Sharing SDM semester I", "Dua penugasan berjalan, satu menunggu jawaban.")
    sari.press("Save the minutes")
    sari.follow("Add an action")
    sari.write("What is to be done", "Kirim daftar kebutuhan tenaga")
    sari.write("Institution in charge", PLACES[1])
    sari.write("Until", "2027-02-05")
    sari.press("Add to the minutes")
    sari.sees("Kirim daftar kebutuhan tenaga")
    sari.shown("journey-gatherings-minutes")


def test_from_the_series_to_the_approved_minutes(
    signed_in_page: NewReader, cast: Cast, postbox: Postbox, clock: time_machine.Traveller
) -> None:
    # twelve dates, one of them moved
    sari = signed_in_page(cast.sari)
    planned(sari)
    sari.shown("journey-gatherings-series")
    moved(sari)

    # the numbered letter goes out, and is answered on a phone by its link
    invited(sari)
    letter = postbox.newest_for("yusuf@puspa.example")
    assert "001/UND/SEK-JPK/I/2027" in words_of(letter)
    assert "rapat.ics" in [part.get_filename() for part in letter.walk()]
    link = postbox.link_for("yusuf@puspa.example")
    yusuf = signed_in_page(size="phone")
    yusuf.open(link)
    yusuf.sees("Will you come to %(title)s?", title=JANUARY)
    yusuf.sees("11")
    yusuf.write("Note", "Saya hadir bersama satu staf.")
    yusuf.shown("journey-gatherings-rsvp")
    yusuf.press("Yes, we come", refused=410)
    yusuf.sees("Your answer is recorded")
    yusuf.pictured("journey-gatherings-answered")
    yusuf.open(link, answers=410)
    yusuf.sees("Your answer is recorded")

    # it is held, and minuted
    clock.move_to(jakarta(2027, 1, 13, 13))
    sari = signed_in_page(cast.sari)
    sari.open("/gatherings")
    sari.follow("Past")
    sari.follow(JANUARY)
    sari.sees("Coming")
    noted(sari)
    written(sari)

    # the members read the minutes, and when nobody objects they stand
    sari.follow("Read them")
    sari.press("Send to the members")
    sari.sees("Minutes circulated")
    sari.shown("journey-gatherings-circulated")
    assert JANUARY in str(postbox.newest_for("dewi@lazuardi.example")["Subject"])
    clock.move_to(jakarta(2027, 1, 29, 9))
    sari = signed_in_page(cast.sari)
    sari.open("/gatherings?when=past&state=minutes_circulated")
    sari.follow(JANUARY)
    sari.follow("Open the minutes")
    sari.press("Approve the minutes")
    sari.sees("Minutes approved")
