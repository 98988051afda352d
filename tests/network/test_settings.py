"""The secretariat says once what holds for every letter and every promise of hours."""

import pytest
from flask.testing import FlaskClient

from crm.core.db import db
from crm.core.transactions import commit
from crm.network.queries import the_network
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.pages import post, words_of

SETTINGS = {
    "name": "Jejaring Perpustakaan Kesehatan",
    "secretariat_code": "SEK-JPK",
    "short_name": "JPK",
    "city": "Jakarta",
    "zone": "Asia/Jakarta",
    "most_renewals": "3",
    "lent_minutes": "7,5",
    "travel_minutes": "4",
    "island_minutes": "24",
}


@pytest.fixture
def admin(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(Role.ADMIN, language="en"))


def test_hours_are_written_as_people_write_them(admin: FlaskClient) -> None:
    answer = post(admin, "/settings", {**SETTINGS, "lent_minutes": "9,5", "travel_minutes": "2.5"})

    assert answer.status_code == 303, words_of(answer.text)
    db.session.expire_all()
    network = the_network()
    kept = (network.lent_minutes, network.travel_minutes, network.island_minutes)
    assert kept == (570, 150, 1440)
    assert 'value="9.5"' in admin.get("/settings").text


@pytest.mark.parametrize("hours", ["", "0", "-1", "enam", "169", "NaN"])
def test_hours_that_cannot_be_are_refused_and_stay_in_the_form(
    admin: FlaskClient, hours: str
) -> None:
    before = the_network().travel_minutes

    answer = post(admin, "/settings", {**SETTINGS, "travel_minutes": hours, "city": "Bandung"})

    assert answer.status_code == 422
    assert 'value="Bandung"' in answer.text
    db.session.expire_all()
    assert the_network().travel_minutes == before


def test_what_was_not_sent_stays_as_it_was(admin: FlaskClient) -> None:
    the_network().lent_minutes, the_network().most_renewals = 300, 5
    commit()
    hours = {"lent_minutes", "travel_minutes", "island_minutes", "most_renewals"}
    given = {name: words for name, words in SETTINGS.items() if name not in hours}

    assert post(admin, "/settings", given).status_code == 303
    db.session.expire_all()
    assert (the_network().lent_minutes, the_network().most_renewals) == (300, 5)


def test_who_may_not_set_the_network_is_refused(sign_in: SignIn) -> None:
    partner = sign_in(make_user(Role.PARTNER))

    assert partner.get("/settings").status_code == 403
    assert post(partner, "/settings", SETTINGS, page="/").status_code == 403
