"""What stands on every letter, and the days that planners must know."""

import sqlalchemy as sa

from crm.almanac.models import CalendarDay
from crm.core.db import db
from crm.network.models import Signatory
from crm.network.queries import the_network
from crm.permissions import Role
from tests.browser.conftest import NewReader
from tests.factories.register import make_user


def test_the_letterhead_is_changed_and_a_signatory_added(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT))

    reader.open("/settings")
    reader.write("Name", "Jaringan Perpustakaan Contoh")
    reader.write("City", "")
    reader.press("Save the settings", refused=422)
    assert reader.field("Name").input_value() == "Jaringan Perpustakaan Contoh"
    reader.write("City", "Bandung")
    reader.press("Save the settings")
    reader.sees("The settings are saved. Letters issued before stay as they are.")
    reader.follow("Add")
    reader.write("Office", "Ketua Jaringan")
    reader.write("Name", "Retno Palupi, S.Sos.")
    reader.press("Add")
    reader.is_at("/settings")

    reader.sees("Retno Palupi, S.Sos.")
    assert the_network().name == "Jaringan Perpustakaan Contoh"
    assert db.session.scalars(sa.select(Signatory.office)).all() == ["Ketua Jaringan"]


def test_a_day_is_entered_shown_in_the_calendar_and_taken_out(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT), size="phone")

    reader.open("/almanac?year=2027")
    reader.follow("Add a day")
    reader.write("Day", "2027-04-13")
    reader.write("Name in Indonesian", "Hari jadi jaringan")
    reader.press("Enter the day", refused=422)
    reader.write("Name in English", "Anniversary of the network")
    reader.press("Enter the day")
    reader.sees("The day is in the calendar. Working days are counted anew.")
    name = {"id": "Hari jadi jaringan", "en": "Anniversary of the network"}[reader.look.language]
    reader.open("/calendar?month=2027-04")
    reader.sees(name)
    row = db.session.scalars(sa.select(CalendarDay).where(CalendarDay.locked)).one()
    reader.open(f"/almanac/days/{row.id}")
    reader.press(reader.said("Take %(name)s out", name=name))
    reader.sees("The day is out of the calendar.")

    assert db.session.scalar(sa.select(sa.func.count()).where(CalendarDay.locked)) == 0
