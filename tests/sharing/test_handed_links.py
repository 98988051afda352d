"""A party's own link passed on by hand, with the words for WhatsApp."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient

from crm.audit.models import AuditEntry
from crm.core import clock
from crm.core.db import db
from crm.core.transactions import commit
from crm.links.models import Link
from crm.permissions import Role
from crm.reminders.scheduler import tick
from crm.sharing.models import Assignment, Party, State
from crm.sharing.negotiation import agree, counter, propose
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.factories.sharing import TUE_THU, Cast, make_assignment, make_version
from tests.pages import post, token_on, words_of
from tests.sharing.test_answers import answered, counted, counter_words, opened
from tests.sharing.test_recorded_answers import letters, page_of

HOME, HOST, PERSON = Party.HOME_HEAD, Party.HOST_HEAD, Party.PERSON
ADDRESS = re.compile(r"http://\S+/c/([\w-]{43})")


@pytest.fixture
def assignment(cast: Cast) -> Assignment:
    cast.host.email = "rsud@puspa.example"
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    commit()
    return drafted


@pytest.fixture
def desk(cast: Cast, sign_in: SignIn) -> FlaskClient:
    return sign_in(cast.secretariat)


def handed(desk: FlaskClient, assignment: Assignment, party: Party, version: int = 1) -> str:
    """The text on the page."""
    given = {"party": party.value, "version": version}
    answer = post(desk, f"{page_of(assignment)}/handed-links", given, page=page_of(assignment))
    assert answer.status_code == 200, answer.text
    return answer.text


def the_link(text: str) -> Link:
    found = ADDRESS.search(text)
    assert found
    return next(one for one in db.session.scalars(sa.select(Link)) if one.secret == found[1])


def test_the_words_are_short_and_hold_a_link_of_their_own(
    cast: Cast, assignment: Assignment, desk: FlaskClient
) -> None:
    page = words_of(desk.get(page_of(assignment)).text)
    text = handed(desk, assignment, HOST)
    link = the_link(text)

    assert page.count("Salin teks WhatsApp") == 2
    said = text[text.index("<textarea") : text.index("</textarea>")]
    assert "Yth. Yusuf Rahmadi" in said
    assert "Ratna Prameswari di RSUD Puspa Lentera" in said
    assert "8 jam/minggu (versi 1)" in said
    assert "paling lambat 25 Maret 2027" in said
    assert len(said) < 700
    of_the_letter = sa.select(Link).where(Link.party == HOST, Link.handed_by == "")
    assert link.secret != db.session.scalars(of_the_letter).one().secret
    assert (link.handed_by, link.party, link.subject_version) == ("Sari Wulandari", "host_head", 1)
    assert (link.person_id, link.purpose) == (cast.yusuf.id, "sharing.answer")


def test_the_words_are_in_the_language_of_the_party(
    cast: Cast, assignment: Assignment, desk: FlaskClient
) -> None:
    cast.ratna.language = "en"
    commit()

    text = handed(desk, assignment, PERSON)

    assert "Dear Ratna Prameswari" in text
    assert "works once, and until 25 March 2027" in text
    assert "Teks untuk dikirim" in text


@pytest.mark.both_engines
def test_an_answer_by_it_counts_once_and_the_institution_hears_of_it(
    cast: Cast, assignment: Assignment, desk: FlaskClient, client: FlaskClient
) -> None:
    link = the_link(handed(desk, assignment, HOST))

    assert answered(client, link, decision="yes").status_code == 200
    assert opened(client, link).status_code == 410

    assert assignment.agreed == {HOME, HOST}
    answer = assignment.sign_offs[-1]
    assert (answer.by_name, answer.by_person_id) == ("Yusuf Rahmadi", cast.yusuf.id)
    receipt = letters("handed")
    assert [one.recipient for one in receipt] == ["rsud@puspa.example"]
    assert "lewat tautan yang diserahkan Sari Wulandari melalui WhatsApp" in receipt[0].body_text
    facts = sa.select(AuditEntry.fact, AuditEntry.actor, AuditEntry.way).where(
        AuditEntry.fact.in_({"LinkHandedOver", "AnswerGiven"})
    )
    assert {tuple(row) for row in db.session.execute(facts)} == {
        ("LinkHandedOver", "Sari Wulandari", "page"),
        ("AnswerGiven", "Yusuf Rahmadi", "whatsapp"),
    }
    history = words_of(desk.get(page_of(assignment)).text)
    assert "Sari Wulandari menyerahkan tautan versi 1 kepada Yusuf Rahmadi" in history


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"decision": "no", "reason": "skill", "note": "Perlu MARC21"}, "Ditolak"),
        (counter_words(), "Usulan balik"),
    ],
)
def test_a_no_and_changes_are_acknowledged_too(
    assignment: Assignment,
    desk: FlaskClient,
    client: FlaskClient,
    given: dict[str, object],
    words: str,
) -> None:
    link = the_link(handed(desk, assignment, HOST))

    assert answered(client, link, **given).status_code == 200

    assert f": {words}." in letters("handed")[0].body_text


def test_who_has_no_address_answers_as_the_person_named(
    cast: Cast, assignment: Assignment, desk: FlaskClient, client: FlaskClient
) -> None:
    cast.ratna.email = None
    commit()

    link = the_link(handed(desk, assignment, PERSON))
    answered(client, link, decision="yes")

    assert (link.recipient, assignment.sign_offs[-1].by_person_id) == ("", cast.ratna.id)
    assert letters("handed") == []


def test_the_dean_gets_a_link_by_hand(
    cast: Cast, assignment: Assignment, desk: FlaskClient, client: FlaskClient
) -> None:
    for party in (HOST, PERSON):
        agree(assignment, cast.voice(party), version=1)
    commit()

    link = the_link(handed(desk, assignment, Party.HOME_PARENT))
    answered(client, link, decision="yes")

    assert assignment.state is State.APPROVED
    assert [one.recipient for one in letters("handed")] == ["dekan@lazuardi.example"]


def test_a_new_one_voids_the_one_before_and_no_letter_takes_it(
    assignment: Assignment, desk: FlaskClient, client: FlaskClient
) -> None:
    first = the_link(handed(desk, assignment, HOST))
    second = the_link(handed(desk, assignment, HOST))
    tick(clock.now() + timedelta(days=5))
    commit()

    assert opened(client, first).status_code == 410
    assert opened(client, second).status_code == 200
    own = sa.select(sa.func.count()).select_from(Link).where(Link.party == HOST)
    assert db.session.scalar(own.where(Link.handed_by == "")) == 1


def test_it_ends_as_the_link_of_the_letter_does(
    cast: Cast, assignment: Assignment, desk: FlaskClient, client: FlaskClient
) -> None:
    link = the_link(handed(desk, assignment, HOST))

    with time_machine.travel("2027-03-25T17:01:00+00:00", tick=False):
        assert opened(client, link).status_code == 410
    version = make_version(week=TUE_THU)
    changed = {"weekly_minutes": version.weekly_minutes, "slots": version.slots}
    counter(assignment, cast.voice(PERSON), version=1, changes=changed, note="")
    commit()
    closed = opened(client, link)

    assert closed.status_code == 410
    assert "Versi 2 sudah menggantikannya" in words_of(closed.text)


@pytest.mark.parametrize(
    ("party", "version", "status"),
    [("home_head", 1, 409), ("secretariat", 1, 409), ("nobody", 1, 400), ("host_head", 2, 400)],
)
def test_only_for_who_is_still_asked(
    assignment: Assignment, desk: FlaskClient, party: str, version: int, status: int
) -> None:
    before = counted(Link)
    given = {"party": party, "version": version}

    answer = post(desk, f"{page_of(assignment)}/handed-links", given, page=page_of(assignment))

    assert answer.status_code == status
    assert counted(Link) == before


@pytest.mark.parametrize("role", [Role.PARTNER, Role.BOARD, Role.ADMIN])
def test_nobody_else_hands_links_over(
    cast: Cast, assignment: Assignment, sign_in: SignIn, role: Role
) -> None:
    browser = sign_in(cast.dewi_user if role is Role.PARTNER else make_user(role))
    page = browser.get(page_of(assignment)).text

    given = {"csrf_token": token_on(page), "party": "host_head", "version": 1}
    answer = browser.post(f"{page_of(assignment)}/handed-links", data=given)

    assert answer.status_code == 403
    assert "WhatsApp" not in words_of(page)
