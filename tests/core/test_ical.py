"""What leaves the house as iCalendar can be read back by anybody."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from crm.core.ical import Appointment, Method, Participant, media_type, written

STAMP = datetime(2027, 1, 4, 3, 31, tzinfo=UTC)
MEETING = Appointment(
    uid="rapat-1@jpk.example",
    starts=datetime(2027, 1, 13, 3, tzinfo=UTC),
    ends=datetime(2027, 1, 13, 5, tzinfo=UTC),
    summary="Rapat Rutin Januari 2027",
    stamp=STAMP,
    sequence=1,
    location="Bandung; Ruang Rapat, lantai 2",
    organizer=Participant("sekretariat@jpk.example", "Sekretariat JPK"),
    participants=(Participant("dewi@b.example", "Dewi Anggraini"),),
)


def event_in(data: bytes) -> tuple[Any, Any]:
    calendar = Calendar.from_ical(data)
    return calendar, calendar.events[0]


def test_an_invitation_asks_for_an_answer() -> None:
    calendar, event = event_in(written([MEETING], method=Method.REQUEST))

    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == "rapat-1@jpk.example"
    assert event["SEQUENCE"] == 1
    assert event.start.isoformat() == "2027-01-13T10:00:00+07:00"
    assert event.start.tzinfo.key == "Asia/Jakarta"
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Asia/Jakarta"]
    assert event["LOCATION"] == "Bandung; Ruang Rapat, lantai 2"
    assert event["ORGANIZER"] == "mailto:sekretariat@jpk.example"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"


def test_a_cancellation_cancels() -> None:
    calendar, event = event_in(written([MEETING], method=Method.CANCEL))

    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert media_type(Method.CANCEL) == "text/calendar; method=CANCEL; charset=utf-8"


def test_whole_days_include_the_last_one() -> None:
    span = Appointment(
        uid="masa", starts=date(2027, 4, 1), ends=date(2027, 7, 31), summary="Masa", stamp=STAMP
    )

    _calendar, event = event_in(written([span], name="Kalender"))

    assert event["DTSTART"].dt == date(2027, 4, 1)
    assert event["DTEND"].dt == date(2027, 8, 1)


def test_the_same_appointment_gives_the_same_bytes() -> None:
    assert written([MEETING]) == written([MEETING])


def test_nothing_to_say_is_still_a_calendar() -> None:
    assert Calendar.from_ical(written([])).events == []


# The library takes a backslash before a capital N for a new line, as calendars do.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)


@given(WORDS.filter(lambda words: r"\N" not in words))
def test_any_words_come_back_as_they_were(words: str) -> None:
    said = Appointment(
        uid="u", starts=STAMP, ends=STAMP, summary=words, location=words, stamp=STAMP
    )

    _calendar, event = event_in(written([said]))

    assert str(event["SUMMARY"]) == words
    assert str(event["LOCATION"]) == words
