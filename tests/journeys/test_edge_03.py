"""E3: a Friday that is clear in Jakarta meets the prayer further east."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from tests.conftest import SignIn
from tests.factories.gathering_cast import make_cast
from tests.factories.gatherings import jakarta, make_gathering, make_invitee
from tests.pages import words_of


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(jakarta(2027, 5, 3, 9), tick=False) as traveller:
        yield traveller


def test_the_warning_names_the_zones_and_their_clocks(app: Flask, sign_in: SignIn) -> None:
    cast = make_cast()
    friday = make_gathering(
        title="Audiensi",
        starts_at=jakarta(2027, 6, 11),
        ends_at=jakarta(2027, 6, 11, 11, 15),
    )
    for place in (cast.lazuardi, cast.puspa, cast.kasuari):
        make_invitee(friday, place)
    browser = sign_in(cast.sari)

    said = words_of(browser.get(f"/gatherings/{friday.id}").text)

    assert (
        "Salat Jumat di WITA dan WIT. "
        "10.00–11.15 WIB adalah 11.00–12.15 WITA dan 12.00–13.15 WIT." in said
    )


def test_without_the_east_the_same_hour_is_clear(app: Flask, sign_in: SignIn) -> None:
    cast = make_cast()
    friday = make_gathering(starts_at=jakarta(2027, 6, 11), ends_at=jakarta(2027, 6, 11, 11, 15))
    make_invitee(friday, cast.lazuardi)

    said = words_of(sign_in(cast.sari).get(f"/gatherings/{friday.id}").text)

    assert "Salat Jumat" not in said
