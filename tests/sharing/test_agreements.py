"""Agreements between institutions, and their papers."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core.db import db
from crm.core.errors import NotPossible, NotValid
from crm.core.languages import spoken
from crm.documents.models import Document, DocumentState
from crm.permissions import Role
from crm.sharing.agreements.spelling import day_in_words, in_words
from crm.sharing.letters import issue_agreement
from crm.sharing.models import AgreementKind, SharingAgreement, Standing
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_parent_body, make_user
from tests.factories.sharing import Cast, make_agreement, make_approver, make_assignment
from tests.pages import post, words_of
from tests.sharing.test_papers import kept


def filled(cast: Cast, **given: Any) -> dict[str, Any]:
    return {
        "first": cast.home.id,
        "second": cast.host.id,
        "kind": "pks",
        "title": "Sharing SDM Bandung – Makassar",
        "valid_from": "2027-03-01",
        "valid_to": "2029-02-28",
        "scope": "Pengatalogan\nPelatihan",
        "first_name": "Dewi Anggraini",
        "first_post": "Kepala Perpustakaan",
        "second_name": "Yusuf Rahmadi",
        "second_post": "Direktur",
        **given,
    }


def page_of(agreement: SharingAgreement) -> str:
    return f"/sharing/agreements/{agreement.id}"


def the_agreement() -> SharingAgreement:
    return db.session.scalars(sa.select(SharingAgreement)).one()


def signed_for(agreement: SharingAgreement) -> SharingAgreement:
    for party in agreement.parties:
        party.signatory_name, party.signatory_post = "Kepala", "Kepala Perpustakaan"
    return agreement


def test_the_secretariat_enters_one(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.secretariat)
    page = f"/sharing/agreements/new?first={cast.home.id}&second={cast.host.id}"

    found = browser.get("/sharing/agreements/new?where=puspa")
    answer = post(browser, "/sharing/agreements", filled(cast), page=page)

    assert f"first={cast.host.id}" in found.text
    assert answer.status_code == 303
    agreement = the_agreement()
    assert agreement.institutions == [cast.home, cast.host]
    assert agreement.scope == ["Pengatalogan", "Pelatihan"]
    assert agreement.parties[1].signatory_name == "Yusuf Rahmadi"


def test_a_member_is_always_one_of_the_parties(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.dewi_user)
    other = make_institution(name="RS Kenanga", published=True)
    page = f"/sharing/agreements/new?second={cast.host.id}"

    post(browser, "/sharing/agreements", filled(cast, first=other.id), page=page)

    assert the_agreement().institutions == [cast.home, cast.host]


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"valid_from": ""}, {"valid_to": "2027-02-28"}, {"weekly_minutes_cap": "x"}],
)
def test_what_does_not_fit_comes_back(cast: Cast, sign_in: SignIn, wrong: dict[str, str]) -> None:
    browser = sign_in(cast.dewi_user)
    page = f"/sharing/agreements/new?second={cast.host.id}"

    answer = post(browser, "/sharing/agreements", filled(cast, **wrong), page=page)

    assert answer.status_code == 422
    assert "Pengatalogan" in answer.text


def test_only_the_parties_and_the_network_see_it(cast: Cast, sign_in: SignIn) -> None:
    agreement = make_agreement(cast)
    other = make_institution(name="RS Kenanga")
    strangers = [
        make_user(Role.PARTNER, institution_id=other.id),
        make_user(Role.EXPERT),
        make_approver(make_parent_body()),
    ]

    for stranger in strangers:
        assert sign_in(stranger).get(page_of(agreement)).status_code == 404
        assert agreement.title not in sign_in(stranger).get("/sharing/agreements").text
    for insider in (cast.dewi_user, cast.yusuf_user, cast.secretariat, make_approver(cast.faculty)):
        assert sign_in(insider).get(page_of(agreement)).status_code == 200
        assert agreement.title in sign_in(insider).get("/sharing/agreements").text


def test_the_paper_gets_a_number_and_both_languages(cast: Cast, sign_in: SignIn) -> None:
    agreement = signed_for(make_agreement(cast))
    browser = sign_in(cast.secretariat)

    answer = post(browser, f"{page_of(agreement)}/papers", page=page_of(agreement))

    assert answer.status_code == 303
    document = db.session.scalars(sa.select(Document)).one()
    assert document.number == "001/PKS/SEK-JPK/II/2027"
    assert document.kind == "P07-pks"
    said = words_of(document.papers["id"])
    for words in ("PIHAK KESATU", "Pasal 22 Penutup", "Lampiran: rincian"):
        assert words in said
    assert "Rabu, tanggal dua puluh empat bulan Februari tahun dua ribu dua puluh tujuh" in said
    assert "Article 22 Final provisions" in words_of(document.papers["en"])
    assert agreement.standing(on=date(2027, 2, 24)) is Standing.ISSUED


def test_an_mou_has_its_own_register_and_articles(cast: Cast) -> None:
    agreement = signed_for(make_agreement(cast, kind=AgreementKind.MOU))

    document = issue_agreement(agreement, by=cast.secretariat)

    assert document.number == "001/MOU/SEK-JPK/II/2027"
    assert "Pasal 11 Penutup" in words_of(document.papers["id"])


@pytest.mark.parametrize("kind", AgreementKind)
def test_what_the_paper_says_is_kept_word_by_word(cast: Cast, kind: AgreementKind) -> None:
    capped = {"persons_cap": 2, "auto_renew": True} if kind is AgreementKind.PKS else {}
    agreement = signed_for(make_agreement(cast, kind=kind, **capped))

    kept(issue_agreement(agreement, by=cast.secretariat), f"agreement-{kind}")


def test_a_paper_needs_its_signatories(cast: Cast, sign_in: SignIn) -> None:
    agreement = make_agreement(cast)
    browser = sign_in(cast.secretariat)

    page = browser.get(page_of(agreement))
    with pytest.raises(NotPossible) as refusal:
        issue_agreement(agreement, by=cast.secretariat)

    assert "penanda tangan untuk RSUD Puspa Lentera" in words_of(page.text)
    assert len(refusal.value.missing) == 2


def test_a_member_issues_no_paper(cast: Cast, sign_in: SignIn) -> None:
    agreement = signed_for(make_agreement(cast))
    browser = sign_in(cast.dewi_user)

    answer = post(browser, f"{page_of(agreement)}/papers", page=f"{page_of(agreement)}/edit")

    assert answer.status_code == 403


def test_a_change_makes_a_new_version_and_supersedes_the_paper(cast: Cast, sign_in: SignIn) -> None:
    agreement = signed_for(make_agreement(cast))
    first = issue_agreement(agreement, by=cast.secretariat)
    browser = sign_in(cast.secretariat)

    changed = filled(cast, title="Sharing SDM 2027")
    post(browser, page_of(agreement), changed, page=f"{page_of(agreement)}/edit")
    assert agreement.document_version == 2
    assert agreement.standing(on=date(2027, 3, 1)) is Standing.DRAFT
    post(browser, f"{page_of(agreement)}/papers", page=page_of(agreement))

    assert first.state is DocumentState.SUPERSEDED
    assert "Sharing SDM 2027" not in first.papers["id"]


def test_a_signed_agreement_is_not_changed(cast: Cast, sign_in: SignIn) -> None:
    agreement = make_agreement(cast, signed_on=date(2027, 2, 1))
    browser = sign_in(cast.secretariat)

    answer = post(browser, page_of(agreement), filled(cast), page=f"{page_of(agreement)}/edit")

    assert answer.status_code == 409


def test_the_same_paper_is_issued_once(cast: Cast) -> None:
    agreement = signed_for(make_agreement(cast))
    issue_agreement(agreement, by=cast.secretariat)

    with pytest.raises(NotPossible):
        issue_agreement(agreement, by=cast.secretariat)


def test_two_different_parties(cast: Cast) -> None:
    with pytest.raises(NotValid):
        make_agreement(cast, host=cast.home)


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2027, 2, 28), Standing.SIGNED),
        (date(2027, 3, 1), Standing.IN_FORCE),
        (date(2029, 2, 28), Standing.IN_FORCE),
        (date(2029, 3, 1), Standing.ENDED),
    ],
)
def test_both_ends_of_validity_are_included(cast: Cast, on: date, standing: Standing) -> None:
    agreement = make_agreement(cast, signed_on=date(2027, 2, 1))

    assert agreement.standing(on=on) is standing


def test_its_page_shows_the_assignments_that_the_reader_sees(cast: Cast, sign_in: SignIn) -> None:
    agreement = make_agreement(cast)
    make_assignment(cast, agreement=agreement)

    assert "TGS-2027" in sign_in(cast.dewi_user).get(page_of(agreement)).text
    assert "TGS-2027" not in sign_in(cast.yusuf_user).get(page_of(agreement)).text


def test_the_list_costs_a_fixed_number_of_statements(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries
) -> None:
    browser = sign_in(cast.secretariat)
    for _ in range(5):
        make_agreement(cast)
    browser.get("/sharing/agreements")
    with count_queries() as statements:
        browser.get("/sharing/agreements")

    assert len(statements) <= 6, "\n".join(statements)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "satu"), (10, "sepuluh"), (11, "sebelas"), (13, "tiga belas"), (20, "dua puluh"),
        (31, "tiga puluh satu"), (100, "seratus"), (1000, "seribu"), (1999,
        "seribu sembilan ratus sembilan puluh sembilan"), (2027, "dua ribu dua puluh tujuh"),
    ],
)  # fmt: skip
def test_numbers_in_words(app: Flask, number: int, words: str) -> None:
    with spoken("id"):
        assert in_words(number) == words
    with spoken("en"):
        assert in_words(2027) == "two thousand and twenty-seven"
        assert in_words(1945) == "one thousand nine hundred and forty-five"


@pytest.mark.parametrize(
    ("day", "said"), [(1, "first"), (12, "twelfth"), (22, "twenty-second"), (30, "thirtieth")]
)
def test_an_english_day_of_the_month_is_counted(app: Flask, day: int, said: str) -> None:
    with app.test_request_context(), spoken("en"):
        assert f", the {said} of March in" in day_in_words(date(2027, 3, day))
