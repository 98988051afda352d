"""A library lends a cataloguer: the host answers otherwise, and all agree by link on a phone.

The parent body approves by link too, then the duty letter prints. What comes once work begins is
told by `test_work_from_hours_to_renewal`: hours, evaluation, renewal.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from pypdf import PdfReader

from crm.core.db import db, save
from crm.links.models import Link
from crm.network.models import Signatory
from crm.sharing.models import Assignment, SignOff
from tests.browser.conftest import NewReader
from tests.browser.postbox import Postbox
from tests.browser.reading import Reader
from tests.factories.sharing import Cast, make_agreement, make_cast

pytestmark = pytest.mark.both_engines

FEBRUARY = datetime(2027, 2, 24, 2, 0, tzinfo=UTC)
PLACE = "Perpustakaan RSUD Puspa Lentera"


@pytest.fixture
def cast(app: Flask, language: str) -> Iterator[Cast]:
    with time_machine.travel(FEBRUARY, tick=True):
        cast = make_cast()
        for person in (cast.ratna, cast.dewi, cast.yusuf):
            person.language = language
        for user in (cast.dewi_user, cast.yusuf_user, cast.secretariat):
            user.language = language
        save(Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum."))
        make_agreement(cast)
        yield cast


def address_of(cast: Cast, name: str) -> str:
    return str(db.session.get_one(type(cast.ratna), getattr(cast, name).id).email)


def drafted(dewi: Reader) -> None:
    dewi.open("/sharing/assignments")
    dewi.follow("New assignment")
    dewi.write("Who helps?", "ratna")
    dewi.press("Search")
    dewi.follow("Ratna Prameswari")
    dewi.write("Who receives the help?", "puspa")
    dewi.press("Search")
    dewi.follow("RSUD Puspa Lentera")
    dewi.write("Role at the host", "Pengatalog")
    dewi.write("Tasks", "Pengatalogan 400 judul\nMelatih satu petugas")
    dewi.choose("What it serves", "Skills that the staff lacks")
    dewi.write("First day", "2027-04-01")
    dewi.write("Last day", "2027-06-30")
    dewi.write("Hours a week", "6")
    dewi.tick(dewi.either("Senin", "Monday"))
    dewi.tick(dewi.either("Rabu", "Wednesday"))
    dewi.write("From what time", "09:00")
    dewi.write("Until what time", "12:00")
    dewi.choose("Zone", "WITA")
    dewi.choose("How", "Remote and on site")
    dewi.write("Place of work", PLACE)
    dewi.press("Keep as draft")
    dewi.sees("Complete. Home, host and person are asked once you send it.")
    dewi.press("Send for confirmation")


def facts_of_the_house() -> list[object]:
    """What a look at a page must leave as it is."""
    commands = (
        sa.select(Assignment.state, Assignment.revision),
        sa.select(sa.func.count(SignOff.id)),
        sa.select(Link.id, Link.used_at, Link.revoked_at).order_by(Link.id),
    )
    return [tuple(row) for command in commands for row in db.session.execute(command)]


def test_two_versions_and_three_answers_by_link(
    signed_in_page: NewReader, cast: Cast, mailed: Postbox
) -> None:
    dewi = signed_in_page(cast.dewi_user)
    drafted(dewi)
    dewi.sees("Awaiting confirmation")

    # the letters go out; whoever only looks changes nothing
    old_link = mailed.link_for(address_of(cast, "ratna"))
    yusuf = signed_in_page(size="phone")
    before = facts_of_the_house()
    yusuf.open(mailed.link_for(address_of(cast, "yusuf")))
    yusuf.sees(
        "Agree that %(person)s helps %(host)s?",
        person="Ratna Prameswari",
        host="RSUD Puspa Lentera",
    )
    yusuf.page.reload()
    assert facts_of_the_house() == before
    yusuf.shown("journey-sharing-asked")

    # Yusuf answers otherwise; what he mistypes is said, and nothing of it lost
    yusuf.open_fold("Propose changes")
    yusuf.untick(yusuf.either("Senin", "Monday"))
    yusuf.untick(yusuf.either("Rabu", "Wednesday"))
    yusuf.tick(yusuf.either("Selasa", "Tuesday"))
    yusuf.write("Last day", "2027-07-31")
    yusuf.write("A word to the others", "Senin dan Rabu ruang pengolahan dipakai pelatihan.")
    yusuf.press("Send as a new version", refused=422)
    yusuf.sees(
        "The days add up to %(hours)s hours. Change the hours or the days.",
        hours=yusuf.either("3", "3"),
    )
    assert yusuf.field("Last day").input_value() == "2027-07-31"
    yusuf.pictured("journey-sharing-counter-refused")
    yusuf.tick(yusuf.either("Kamis", "Thursday"))
    yusuf.press("Send as a new version")
    yusuf.sees("Thank you")
    yusuf.sees(yusuf.either("Selasa dan Kamis", "Tuesday and Thursday"))
    yusuf.sees(yusuf.either("31 Juli 2027", "31 July 2027"))
    yusuf.pictured("journey-sharing-countered")

    # the old link explains itself; the new letter asks about version 2
    ratna = signed_in_page(size="phone", theme="dark")
    new_link = mailed.link_for(address_of(cast, "ratna"))
    ratna.open(old_link, answers=410)
    ratna.sees("This link is for version %(old)s. Version %(new)s has replaced it.", old=1, new=2)
    ratna.pictured("journey-sharing-old-link")
    ratna.open(new_link)
    ratna.sees("Will you help %(host)s?", host="RSUD Puspa Lentera")
    ratna.sees("Senin dan Rabu ruang pengolahan dipakai pelatihan.")
    ratna.shown("journey-sharing-version-2")
    ratna.press(ratna.said("Agree to version %(number)s", number=2))
    ratna.sees("Thank you")
    ratna.open(new_link, answers=410)
    ratna.sees("Your answer is recorded already")

    # Dewi reads what changed and agrees; then all have
    dewi.page.reload()
    dewi.sees("Changes proposed")
    dewi.sees("What changed since version %(number)s", number=1)
    dewi.shown("journey-sharing-countered-home")
    her_phone = signed_in_page(size="phone")
    her_phone.open(mailed.link_for(address_of(cast, "dewi")))
    her_phone.press(her_phone.said("Agree to version %(number)s", number=2))
    her_phone.shown("journey-sharing-confirmed-by-link")
    dewi.page.reload()
    dewi.sees("Confirmed")
    dewi.shown("journey-sharing-confirmed")
    assert len(mailed.subjects_for(address_of(cast, "yusuf"))) == 2

    # the dean approves by link, and the duty letter that follows prints
    dean = signed_in_page(size="phone")
    dean.open(mailed.link_for("dekan@lazuardi.example"))
    dean.sees(
        "Approve that %(person)s helps %(host)s?",
        person="Ratna Prameswari",
        host="RSUD Puspa Lentera",
    )
    dean.shown("journey-sharing-approval")
    dean.press("Approve")
    dean.sees("Thank you")
    office = signed_in_page(cast.secretariat)
    office.open(dewi.path)
    office.press("Issue duty letter")
    office.sees("Duty letter issued")
    office.shown("journey-sharing-documented")
    pages = PdfReader(BytesIO(office.paper("001/ST/SEK-JPK/II/2027"))).pages
    assert "Ratna Prameswari" in pages[0].extract_text()
