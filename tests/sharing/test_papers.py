"""The papers of an assignment besides the duty letter: when each is offered, what it says."""

import re
from html import unescape
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.core import clock
from crm.core.db import db, save
from crm.documents.models import Document, DocumentState
from crm.documents.paper import paper_of
from crm.sharing.models import Assignment, DeclineReason, Evaluation, Mode, Party, State
from crm.sharing.negotiation import agree, decline, propose
from tests.conftest import SignIn
from tests.factories.sharing import Cast, make_assignment
from tests.pages import post, words_of
from tests.sharing.snapshots import same_as_kept

MARKED = {"skill": 4, "reliability": 3, "cooperation": 4, "support": 3, "result": 4}
BLOCK = re.compile(r"</?(?:p|tr|h1|h2|li|div|table|ol|section|header|br)\b[^>]*>")


def page_of(assignment: Assignment) -> str:
    return f"/sharing/assignments/{assignment.id}"


def asked(cast: Cast) -> Assignment:
    """Home has proposed, and by that agreed; host and person are asked."""
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    return assignment


def issue(browser: FlaskClient, assignment: Assignment, slug: str, **given: Any) -> TestResponse:
    url = f"{page_of(assignment)}/papers/{slug}"
    return post(browser, url, given, page="/sharing/assignments/new")


def newest() -> Document:
    return db.session.scalars(sa.select(Document).order_by(Document.id.desc())).first()  # type: ignore[return-value]


def kept(document: Document, slug: str) -> None:
    """Compare the paper in both languages with what is kept beside the tests."""
    for language in ("id", "en"):
        same_as_kept(f"paper-{slug}.{language}", told(document, language))


def told(document: Document, language: str) -> str:
    html = re.sub(r"<(style|svg|head)\b.*?</\1>", " ", document.papers[language], flags=re.DOTALL)
    mark = re.search(r'data-mark="([^"]*)"', html)
    assert mark
    text = re.sub(r"<[^>]+>", " ", BLOCK.sub("\n", html))
    lines = [" ".join(unescape(line).split()) for line in text.split("\n")]
    whole = "\n".join([*(line for line in lines if line), f"[{unescape(mark[1])}]"])
    return whole.replace(document.code, "KODE") + "\n"


@pytest.mark.parametrize("slug", ["request", "willingness"])
def test_a_letter_before_the_work_says_what_is_agreed(
    cast: Cast, sign_in: SignIn, slug: str
) -> None:
    assignment = asked(cast)

    answer = issue(sign_in(cast.secretariat), assignment, slug)

    assert answer.status_code == 303
    kept(newest(), slug)


def test_the_refusal_gives_its_reason(cast: Cast, sign_in: SignIn) -> None:
    assignment = asked(cast)
    note = "Dua petugas sedang cuti sampai Juni."
    host = cast.voice(Party.HOST_HEAD)
    decline(assignment, host, version=1, reason=DeclineReason.CAPACITY, note=note)
    assert assignment.state is State.DECLINED

    assert issue(sign_in(cast.yusuf_user), assignment, "refusal").status_code == 303
    kept(newest(), "refusal")
    assert note in words_of(newest().papers["id"])


def test_each_side_issues_its_own_letter_and_anyone_checks_it(
    app: Flask, cast: Cast, sign_in: SignIn
) -> None:
    assignment = asked(cast)
    home, host = sign_in(cast.dewi_user), sign_in(cast.yusuf_user)
    cast.host.code = "RSPL"

    assert issue(home, assignment, "request").status_code == 403
    assert issue(host, assignment, "willingness").status_code == 403
    assert issue(host, assignment, "request").status_code == 303

    document = newest()
    assert document.number == "001/SK/RSPL/II/2027"
    assert "/papers/request" not in host.get(page_of(assignment)).text
    assert f"/documents/{document.id}/paper" in home.get(page_of(assignment)).text
    assert document.number in app.test_client().get(f"/verify/{document.code}").text
    assert paper_of(document, "id").startswith(b"%PDF")


def test_the_same_words_get_no_second_number_and_a_new_version_does(
    cast: Cast, sign_in: SignIn
) -> None:
    assignment, office = asked(cast), sign_in(cast.secretariat)
    issue(office, assignment, "request")
    first = newest()

    assert issue(office, assignment, "request").status_code == 409
    assignment.current.number = assignment.current_number = 2
    assert issue(office, assignment, "request").status_code == 303

    db.session.refresh(first)
    assert (first.state, newest().about_version) == (DocumentState.SUPERSEDED, 2)


def test_before_its_time_a_paper_is_refused_with_what_it_waits_for(
    cast: Cast, sign_in: SignIn
) -> None:
    draft, office = make_assignment(cast), sign_in(cast.secretariat)
    by_host = make_assignment(cast, proposer=Party.HOST_HEAD, proposer_institution_id=cast.host.id)
    propose(by_host, by=cast.yusuf_user)

    assert issue(office, draft, "request").status_code == 409
    assert issue(office, by_host, "refusal").status_code == 409
    refused = issue(office, by_host, "willingness")
    assert refused.status_code == 409
    assert "persetujuan instansi asal atas versi 1" in words_of(refused.text)
    assert "persetujuan instansi asal atas versi 1" in words_of(office.get(page_of(by_host)).text)
    agree(by_host, cast.voice(Party.HOME_HEAD), version=1)
    assert issue(office, by_host, "willingness").status_code == 303


JOURNEY = {
    "commander_office": "Dekan FK Universitas Lazuardi Nusantara",
    "commander_name": "Prof. Hadi",
    "commander_nip": "196801011993031001",
    "cost_level": "C",
    "transport": "Pesawat",
    "departs_from": "Kota Bandung",
    "destination": "Kota Makassar",
    "departs_on": "2027-04-01",
    "returns_on": "2027-04-03",
    "budget_body": "RSUD Puspa Lentera",
    "budget_line": "5.1.02.04",
    "followers": "Bima Saputra",
    "remarks": "",
}
RESULTS = {"results": "400 judul terkatalog\nSatu petugas terlatih"}
AFTER: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("handover", "handover", RESULTS | {"notes": "Akun katalog ditutup."}),
    ("report", "report", RESULTS | {"obstacles": "Listrik padam.", "advice": ""}),
    ("completion", "completion", {}),
    ("evaluation", "evaluation-blank", {"form": "blank"}),
    ("evaluation", "evaluation-filled", {"form": "filled"}),
)


def sent(cast: Cast, state: State = State.ACTIVE, **given: Any) -> Assignment:
    """An assignment with a duty letter, as far as it is."""
    assignment = asked(cast) if not given else make_assignment(cast, **given)
    assignment.number_in_force = assignment.documented_number = 1
    assignment.state = state
    return assignment


def test_a_journey_has_a_travel_order_with_both_sides(cast: Cast, sign_in: SignIn) -> None:
    assignment, office = sent(cast), sign_in(cast.secretariat)
    page = office.get(f"{page_of(assignment)}/papers/travel_order/new").text
    assert 'value="Dewi Anggraini"' in page
    assert 'value="2027-04-01"' in page

    assert issue(office, assignment, "travel_order", **JOURNEY).status_code == 303
    kept(newest(), "travel-order")

    again = office.get(f"{page_of(assignment)}/papers/travel_order/new").text
    assert 'value="Pesawat"' in again
    assert 'value="2027-04-03"' in again
    assert issue(office, assignment, "travel_order", **JOURNEY).status_code == 409


@pytest.mark.parametrize(
    ("state", "mode"), [(State.ACTIVE, Mode.REMOTE), (State.COMPLETED, Mode.ONSITE)]
)
def test_there_is_no_travel_order_without_a_journey(
    cast: Cast, sign_in: SignIn, state: State, mode: Mode
) -> None:
    assignment, office = sent(cast, state, mode=mode), sign_in(cast.secretariat)

    assert "/papers/travel_order" not in office.get(page_of(assignment)).text
    assert issue(office, assignment, "travel_order", **JOURNEY).status_code == 409


def test_a_travel_order_that_lacks_something_loses_nothing(cast: Cast, sign_in: SignIn) -> None:
    given = JOURNEY | {"budget_line": "", "returns_on": "2027-03-31", "remarks": "Bawa laptop"}

    answer = issue(sign_in(cast.secretariat), sent(cast), "travel_order", **given)

    assert answer.status_code == 422
    assert all(words in answer.text for words in ("Bawa laptop", "Pesawat", "2027-03-31"))
    assert db.session.scalars(sa.select(Document)).all() == []


@pytest.mark.parametrize(("slug", "name", "given"), AFTER)
def test_after_the_work_a_paper_says_what_came_of_it(
    cast: Cast, sign_in: SignIn, slug: str, name: str, given: dict[str, str]
) -> None:
    assignment = sent(cast, State.EVALUATED)
    save(
        Evaluation(
            assignment_id=assignment.id, party=Party.HOST_HEAD, marks=MARKED, reached=90,
            again=True, words="Rapi.", by_name="Yusuf Rahmadi", at=clock.now(),
        )
    )  # fmt: skip

    assert issue(sign_in(cast.yusuf_user), assignment, slug, **given).status_code == 303
    kept(newest(), name)


def test_nothing_is_filled_in_before_somebody_judged(cast: Cast, sign_in: SignIn) -> None:
    assignment = sent(cast, State.COMPLETED)

    answer = issue(sign_in(cast.yusuf_user), assignment, "evaluation", form="filled")

    assert answer.status_code == 422
    assert "penilaian dari penerima atau yang ditugaskan" in words_of(answer.text)


def test_only_the_host_certifies_and_nobody_before_the_end(cast: Cast, sign_in: SignIn) -> None:
    done, working = sent(cast, State.CLOSED), sent(cast)
    home, host = sign_in(cast.dewi_user), sign_in(cast.yusuf_user)

    assert issue(home, done, "completion").status_code == 403
    assert issue(host, working, "completion").status_code == 409
    assert issue(host, done, "completion").status_code == 303


def test_a_kind_that_there_is_not_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    assert issue(sign_in(cast.secretariat), asked(cast), "anything").status_code == 404
