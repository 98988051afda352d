"""R40: the profile of a member, a year after somebody confirmed it."""

from datetime import date

import pytest
from flask import Flask

from crm.institutions.models import MembershipState
from crm.people.models import ContactRole
from crm.people.reminders import near_expiries, old_profiles, years_before
from crm.reminders.sources import Span
from tests.factories.register import make_affiliation, make_institution, make_person

CONFIRMED = date(2027, 1, 4)
YEAR_2028 = Span(date(2028, 1, 1), date(2028, 12, 31))


def test_the_liaison_is_asked_a_year_on(app: Flask) -> None:
    member = make_institution(
        name="Poltekkes Kasuari Mandiri",
        state=MembershipState.ACTIVE,
        last_confirmed_on=CONFIRMED,
        zone="Asia/Jayapura",
    )
    head, liaison = make_person(), make_person(name="Maria", language="en")
    make_affiliation(head, member, role=ContactRole.HEAD)
    make_affiliation(liaison, member, role=ContactRole.LIAISON)

    (occasion,) = old_profiles(YEAR_2028)

    assert occasion.on == date(2028, 1, 4)
    assert [to.email for to in occasion.recipients] == [liaison.email]
    assert (occasion.recipients[0].zone, occasion.recipients[0].language) == ("Asia/Jayapura", "en")
    assert occasion.facts["institution"] == "Poltekkes Kasuari Mandiri"


def test_again_every_year_until_somebody_confirms(app: Flask) -> None:
    member = make_institution(
        state=MembershipState.ACTIVE, last_confirmed_on=CONFIRMED, email="pos@j.example"
    )

    def days(first: date, last: date) -> list[date | None]:
        return [occasion.on for occasion in old_profiles(Span(first, last))]

    assert days(date(2027, 1, 1), date(2027, 12, 31)) == []
    assert days(date(2028, 1, 4), date(2030, 1, 3)) == [date(2028, 1, 4), date(2029, 1, 4)]
    (occasion,) = old_profiles(YEAR_2028)
    assert [to.email for to in occasion.recipients] == [member.email]


@pytest.mark.parametrize("state", ["prospect", "lapsed", "withdrawn", "none"])
def test_who_is_no_member_is_not_asked(app: Flask, state: str) -> None:
    make_institution(state=MembershipState(state), last_confirmed_on=CONFIRMED)

    assert list(old_profiles(YEAR_2028)) == []


def test_the_head_hears_before_an_accreditation_or_a_membership_ends(app: Flask) -> None:
    member = make_institution(
        state=MembershipState.ACTIVE,
        accreditation_ends_on=date(2028, 6, 30),
        membership_ends_on=date(2028, 12, 31),
    )
    make_institution(state=MembershipState.LAPSED, accreditation_ends_on=date(2028, 6, 30))
    head, liaison = make_person(), make_person()
    make_affiliation(liaison, member, role=ContactRole.LIAISON)
    make_affiliation(head, member, role=ContactRole.HEAD)

    found = list(near_expiries(YEAR_2028))

    assert [one.occurrence for one in found] == [
        "accreditation 2028-06-30",
        "membership 2028-12-31",
    ]
    assert {to.email for one in found for to in one.recipients} == {head.email}
    assert list(near_expiries(Span(date(2028, 7, 1), date(2028, 12, 30)))) == []


def test_nobody_to_ask_is_an_occasion_without_recipients(app: Flask) -> None:
    make_institution(state=MembershipState.ACTIVE, last_confirmed_on=CONFIRMED)

    (occasion,) = old_profiles(YEAR_2028)

    assert occasion.recipients == ()


def test_a_leap_day_comes_round_on_the_28th() -> None:
    assert years_before(date(2028, 2, 29), -1) == date(2029, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)
