"""What people read in their letters (R18, R19 and the receipts), word by word."""

import re
from typing import Any

import pytest
import sqlalchemy as sa

from crm.core.db import db, save
from crm.core.transactions import commit
from crm.network.models import Signatory
from crm.reminders.models import Message, Rule
from crm.sharing.letters import issue_duty_letter
from crm.sharing.models import Assignment, DeclineReason, Party
from crm.sharing.negotiation import agree, counter, decline, propose
from tests.factories.sharing import TUE_THU, Cast, make_assignment, make_version
from tests.sharing.snapshots import same_as_kept

HOST, PERSON, PARENT = Party.HOST_HEAD, Party.PERSON, Party.HOME_PARENT
COSTS = [
    {"item": "salary", "payer": "home", "amount": 0},
    {"item": "transport", "payer": "host", "amount": 6_400_000},
]


@pytest.fixture(params=("id", "en"))
def language(request: pytest.FixtureRequest, cast: Cast) -> str:
    for person in (cast.ratna, cast.dewi, cast.yusuf):
        person.language = request.param
    return str(request.param)


@pytest.fixture
def assignment(cast: Cast) -> Assignment:
    drafted = make_assignment(cast, costs=COSTS)
    propose(drafted, by=cast.dewi_user)
    commit()
    return drafted


def letter_to(email: str | None, *, rule: str = "", kind: str = "") -> str:
    query = sa.select(Message).where(Message.recipient == email, Message.rule == rule)
    if kind:
        query = query.where(Message.kind == f"sharing/mail/{kind}")
    letter = db.session.scalars(query).one()
    said = f"{letter.subject}\n\n{letter.body_text}"
    return re.sub(r"/verify/\w+", "/verify/…", said)


def changed() -> dict[str, Any]:
    version = make_version(week=TUE_THU)
    return {"weekly_minutes": version.weekly_minutes, "slots": version.slots}


def test_the_question(cast: Cast, language: str, assignment: Assignment) -> None:
    same_as_kept(f"asked.{language}", letter_to(cast.yusuf.email, rule="R18"))


def test_the_changes(cast: Cast, language: str, assignment: Assignment) -> None:
    note = "Hanya Selasa dan Kamis"
    counter(assignment, cast.voice(HOST), version=1, changes=changed(), note=note)
    commit()

    same_as_kept(f"countered.{language}", letter_to(cast.ratna.email, rule="R19"))


def test_the_receipt(cast: Cast, language: str, assignment: Assignment) -> None:
    agree(assignment, cast.voice(HOST), version=1)
    commit()

    same_as_kept(f"agreed.{language}", letter_to(cast.yusuf.email, kind="agreed"))


def test_the_confirmation_and_the_question_to_the_dean(
    cast: Cast, language: str, assignment: Assignment
) -> None:
    for party in (HOST, PERSON):
        agree(assignment, cast.voice(party), version=1)
        commit()

    same_as_kept(f"confirmed.{language}", letter_to(cast.ratna.email, kind="confirmed"))
    dean = letter_to("dekan@lazuardi.example", kind="approval_asked")
    same_as_kept("approval_asked.id", dean)


def test_the_refusal(cast: Cast, language: str, assignment: Assignment) -> None:
    reason = DeclineReason.SKILL
    decline(assignment, cast.voice(HOST), version=1, reason=reason, note="Kami perlu MARC21.")
    commit()

    same_as_kept(f"declined.{language}", letter_to(cast.ratna.email, kind="declined"))


def test_the_withdrawal(cast: Cast, language: str, assignment: Assignment) -> None:
    assignment.withdraw(by=cast.dewi_user.as_actor(), reason="Ditunda ke semester depan.")
    commit()

    same_as_kept(f"withdrawn.{language}", letter_to(cast.yusuf.email, kind="withdrawn"))


def test_the_papers(cast: Cast, language: str, assignment: Assignment) -> None:
    for party in (HOST, PERSON):
        agree(assignment, cast.voice(party), version=1)
    dean = cast.voice(PERSON).__class__(party=PARENT, by=cast.voice(PERSON).by)
    agree(assignment, dean, version=1)
    save(Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum."))
    issue_duty_letter(assignment, by=cast.secretariat)
    commit()

    same_as_kept(f"documented.{language}", letter_to(cast.ratna.email, kind="documented"))


def test_whoever_switches_the_rule_off_stops_the_letter(cast: Cast) -> None:
    db.session.scalars(sa.select(Rule).where(Rule.code == "R18")).one().active = False
    propose(make_assignment(cast), by=cast.dewi_user)
    commit()

    assert db.session.scalars(sa.select(Message)).all() == []


def test_every_letter_has_text_and_html_and_one_line_for_a_subject(
    cast: Cast, assignment: Assignment
) -> None:
    agree(assignment, cast.voice(HOST), version=1)
    assignment.withdraw(by=cast.dewi_user.as_actor(), reason="Salah & <b>keliru</b>")
    commit()

    letters = db.session.scalars(sa.select(Message)).all()

    assert letters
    for letter in letters:
        assert "\n" not in letter.subject
        assert letter.body_text.strip()
        assert "<html" in letter.body_html
    withdrawn = [one for one in letters if one.kind.endswith("withdrawn")]
    assert all("Salah & <b>keliru</b>" in one.body_text for one in withdrawn)
    assert all("<b>keliru" not in one.body_html for one in withdrawn)
