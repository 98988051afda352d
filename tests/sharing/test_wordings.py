"""The network says its papers in its own words: checked, seen with a case, and taken back."""

from html import unescape

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.audit.models import AuditEntry
from crm.core.db import db
from crm.core.languages import LANGUAGES
from crm.demo.wordings import OWN as OWN_IN_DEMO
from crm.demo.wordings import THANKS
from crm.documents.models import Document
from crm.permissions import Role
from crm.sharing.letters import issue_agreement
from crm.sharing.models import Decision, PaperWording, Party, SignOff, State
from crm.sharing.papers.checking import LONGEST, faults
from crm.sharing.papers.comparing import changes_between
from crm.sharing.papers.gallery import invented_example
from crm.sharing.papers.kinds import WILLINGNESS
from crm.sharing.papers.known import DELIVERED, WORDED
from crm.sharing.papers.previewing import draft_of
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_user
from tests.factories.sharing import Cast, make_agreement, make_assignment
from tests.pages import post, words_of
from tests.sharing.test_agreements import signed_for
from tests.sharing.test_duty_letters import approved, issued
from tests.sharing.test_papers import asked, issue, newest, sent

ADDRESS = "/settings/papers"
REQUEST = f"{ADDRESS}/request/id"
OWN = "Salam hangat dari {jaringan}.\n\n{rincian}\n\nTolong bantu {penerima}."


def save(browser: FlaskClient, text: str, *, url: str = REQUEST, version: int = 0) -> TestResponse:
    return post(browser, url, {"text": text, "version": str(version)})


def own_wordings() -> list[PaperWording]:
    return list(db.session.scalars(sa.select(PaperWording)))


@pytest.mark.both_engines
def test_new_papers_say_the_own_words_and_issued_ones_keep_theirs(
    cast: Cast, sign_in: SignIn
) -> None:
    office, first, second = sign_in(cast.secretariat), asked(cast), asked(cast)
    issue(office, first, "request")
    before = newest()
    said = dict(before.papers)

    assert save(office, OWN).status_code == 303
    assert issue(office, second, "request").status_code == 303

    db.session.refresh(before)
    assert before.papers == said
    assert "Tidak ada perpustakaan" in words_of(said["id"])
    assert "Salam hangat dari" in words_of(newest().papers["id"])
    assert "Tolong bantu RSUD Puspa Lentera." in words_of(newest().papers["id"])
    assert "No library can meet the needs" in words_of(newest().papers["en"])
    assert [(one.kind, one.language, one.text) for one in own_wordings()] == [
        ("request", "id", OWN)
    ]


def test_the_list_says_whose_words_each_paper_has(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries
) -> None:
    office = sign_in(cast.secretariat)
    assert "Teks sendiri" not in office.get(ADDRESS).text
    save(office, OWN)

    with count_queries() as asked_for:
        page = words_of(office.get(ADDRESS).text)

    assert page.count("Teks sendiri") == 1
    assert page.count("Teks bawaan") == 2 * len(WORDED) - 1
    assert "Sari Wulandari, 24 Februari 2027" in page
    assert len(asked_for) <= 5
    assert ADDRESS in office.get("/settings").text


def test_who_reads_english_edits_the_indonesian_text(cast: Cast, sign_in: SignIn) -> None:
    office = sign_in(cast.secretariat)
    asked(cast)
    office.set_cookie("language", "en")

    page = office.get(REQUEST).text

    assert f'action="{REQUEST}"' in page
    assert f'formaction="{REQUEST}/drafts"' in page
    assert "<code>{asal}</code></dt><dd>Home institution" in page
    assert "Tidak ada perpustakaan" in words_of(page).split("How it reads")[1]
    assert '<th scope="row">Nama</th>' in page


def test_going_back_asks_why_and_the_trail_keeps_every_text(cast: Cast, sign_in: SignIn) -> None:
    office, url = sign_in(cast.secretariat), f"{REQUEST}/deletion"
    assert url not in office.get(REQUEST).text
    save(office, OWN)
    assert url in office.get(REQUEST).text

    assert post(office, url, {"version": "1", "reason": " "}, page=REQUEST).status_code == 422
    assert post(office, url, {"version": "0", "reason": "x"}, page=REQUEST).status_code == 409
    assert own_wordings()[0].text == OWN
    answer = post(office, url, {"version": "1", "reason": "Rapat 3 Maret."}, page=REQUEST)

    assert answer.status_code == 303
    assert own_wordings()[0].text is None
    assert post(office, url, {"version": "2", "reason": "x"}, page=REQUEST).status_code == 409
    page = words_of(office.get(REQUEST).text)
    assert "Tidak ada perbedaan" in page
    assert "Rapat 3 Maret." in page
    trail = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.subject_kind == "paper_wording")
    ).all()
    assert [one.fact for one in trail] == ["PaperReworded", "PaperWordingDropped"]
    assert trail[0].after == trail[1].before == {"text": OWN}
    assert trail[1].after == {"text": DELIVERED["request"]["id"]}


def test_the_delivered_text_typed_in_is_none_of_ones_own(cast: Cast, sign_in: SignIn) -> None:
    office = sign_in(cast.secretariat)

    assert save(office, DELIVERED["request"]["id"].replace("\n", "\r\n")).status_code == 303
    assert own_wordings() == []
    save(office, OWN)
    save(office, DELIVERED["request"]["id"], version=1)

    assert own_wordings()[0].text is None


def test_who_saves_second_is_told_and_loses_nothing(cast: Cast, sign_in: SignIn) -> None:
    first, second = sign_in(cast.secretariat), sign_in(make_user(Role.ADMIN, name="Admin"))
    save(first, OWN)

    answer = save(second, f"{OWN} Segera.")

    assert answer.status_code == 422
    assert "Tolong bantu {penerima}. Segera." in answer.text
    assert "Salam hangat" in answer.text
    assert own_wordings()[0].text == OWN
    assert save(second, f"{OWN} Segera.", version=1).status_code == 303
    assert own_wordings()[0].changed_by == "Admin"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Isi kolom ini"),
        (f"{{rincian}}\n\n{'a' * LONGEST}", f"paling banyak {LONGEST}"),
        ("{rincian}\n\n{asl} menulis", "{asl}. Maksud Anda {asal}?"),
        ("{rincian}\n\n{zzz}", "{zzz}. Pakai salah satu dari daftar."),
        ("Yth. {penerima}", "{rincian} (Tabel rincian kesepakatan) belum ada"),
        ("Rinciannya {rincian} begitu", "{rincian} ditulis sekali saja"),
        ("{rincian}\n\n{details}", "{rincian} ditulis sekali saja"),
        ("{rincian}\n\n{asal", "Baris 3: kurung kurawal dibuka"),
        ("{rincian}\n\nasal}", "Baris 3: kurung kurawal ditutup"),
        ("{rincian}\n\n{{ 7*7 }}", "Baris 3: ada kurung kurawal di dalam"),
        ("{rincian}\n\n{0.__class__}", "{0.__class__}. Pakai salah satu"),
        ("{rincian}\n\n{alasan}", "{alasan}"),
    ],
)
def test_a_text_that_no_paper_could_say_is_refused_with_what_to_write(
    cast: Cast, sign_in: SignIn, text: str, told: str
) -> None:
    answer = save(sign_in(cast.secretariat), text)

    assert answer.status_code == 422
    assert told in words_of(answer.text)
    assert unescape(answer.text).count(text[:200]) >= 1
    assert own_wordings() == []


@pytest.mark.parametrize(
    ("kind", "language"),
    [(kind, language) for kind in WORDED for language in LANGUAGES],
    ids=lambda one: one if isinstance(one, str) else one.slug,
)
def test_every_delivered_text_passes_its_own_rules(kind: object, language: str) -> None:
    assert faults(DELIVERED[kind.slug][language], kind, language) == []  # type: ignore[attr-defined, arg-type]


def test_nothing_typed_becomes_markup_or_code(cast: Cast, sign_in: SignIn) -> None:
    office, assignment = sign_in(cast.secretariat), asked(cast)
    text = "# Hal <b>penting</b>\n- satu\n- <script>alert(1)</script>\nlalu {% set x = 1 %\n\n{rincian}"
    text = text.replace("{% set x = 1 %", "%(actor)s & 7*7")

    assert save(office, text).status_code == 303
    assert issue(office, assignment, "request").status_code == 303

    paper, page = newest().papers["id"], office.get(REQUEST).text
    for html in (paper, page):
        assert "<script>alert(1)" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "%(actor)s &amp; 7*7" in html
    assert '<h2 class="anak">Hal &lt;b&gt;penting&lt;/b&gt;</h2>' in paper
    assert "<li>satu</li>" in paper


def test_what_is_agreed_cannot_name_fields_of_its_own(cast: Cast, sign_in: SignIn) -> None:
    office, assignment = sign_in(cast.secretariat), asked(cast)
    cast.host.name = "RS {jaringan} {{ 7*7 }}"

    save(office, OWN)
    issue(office, assignment, "request")

    assert "Tolong bantu RS {jaringan} {{ 7*7 }}." in words_of(newest().papers["id"])


def test_a_text_is_seen_with_a_case_before_it_is_saved(cast: Cast, sign_in: SignIn) -> None:
    office, older, newer = sign_in(cast.secretariat), asked(cast), asked(cast)
    given = {"text": OWN, "version": "0", "case": str(older.id)}

    answer = post(office, f"{REQUEST}/previews", given, page=REQUEST)

    words = words_of(answer.text)
    assert answer.status_code == 200
    assert "Tolong bantu RSUD Puspa Lentera." in words
    assert older.code in words.split("Hasilnya")[1]
    assert newer.code in words_of(office.get(REQUEST).text).split("Hasilnya")[1]
    assert own_wordings() == []
    assert db.session.scalars(sa.select(Document)).all() == []


def test_without_a_case_the_example_is_said_to_be_invented(cast: Cast, sign_in: SignIn) -> None:
    office = sign_in(cast.secretariat)
    make_assignment(cast)

    page = words_of(office.get(REQUEST).text)

    assert "contoh rekaan" in page
    assert "Ratna Prameswari" in page.split("Hasilnya")[1]
    assert 'name="case"' not in office.get(REQUEST).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_seen_with_an_invented_case(
    cast: Cast, sign_in: SignIn, language: str
) -> None:
    office = sign_in(cast.secretariat)

    for kind in WORDED:
        page = words_of(office.get(f"{ADDRESS}/{kind.slug}/{language}").text)
        seen = page.split("Hasilnya")[1].split("Yang boleh disisipkan")[0]
        assert "contoh rekaan" in seen, kind.slug
        assert "{" not in seen, kind.slug
        assert "RSUD Puspa Lentera" in seen, kind.slug


@pytest.mark.parametrize("is_real", [True, False])
def test_the_draft_on_paper_has_no_number_and_uses_none(
    cast: Cast, sign_in: SignIn, is_real: bool
) -> None:
    office, assignment = sign_in(cast.secretariat), asked(cast)
    slug = "request" if is_real else "travel_order"
    url = f"{ADDRESS}/{slug}/id"
    text = DELIVERED[slug]["id"]

    answer = post(office, f"{url}/drafts", {"text": text, "version": "0"}, page=url)

    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF")
    assert db.session.scalars(sa.select(Document)).all() == []
    issue(office, assignment, "request")
    assert newest().sequence == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_draft_says_on_paper_that_it_is_not_valid(
    app: Flask, cast: Cast, language: str
) -> None:
    marked = {"id": "Draf, tidak berlaku", "en": "Draft, not valid"}[language]
    with app.test_request_context():
        for kind in WORDED:
            text = DELIVERED[kind.slug][language]
            html = draft_of(text, language, invented_example(kind))
            assert marked in words_of(html), kind.slug
            assert f'data-mark="{marked} ·' in html, kind.slug
            assert "/verify/" not in html, kind.slug
            assert "None" not in words_of(html), kind.slug


def test_a_duty_letter_and_an_agreement_speak_in_own_words_too(cast: Cast, sign_in: SignIn) -> None:
    office, assignment = sign_in(cast.secretariat), approved(cast)
    duty = "# Dasar\n- {dasar}\n- UU 43/2007;\n\n{rincian}\n\nSelamat bertugas, {orang}."
    pact = (
        "Sepakat.\n\n# Lingkup\n{ruang_lingkup}\n\n# Waktu\n- {mulai} sampai {selesai}\n"
        "- {batas_orang}\n\n# Lain\n{lokasi} {pembiayaan}"
    )
    assert save(office, duty, url=f"{ADDRESS}/duty_letter/id").status_code == 303
    assert save(office, pact, url=f"{ADDRESS}/pks/id").status_code == 303

    issued(cast, assignment, sign_in)
    letter = newest().papers["id"]
    assert assignment.agreement
    agreement = issue_agreement(signed_for(assignment.agreement), by=cast.secretariat)

    assert "<li>penugasan TGS-2027-001 dalam register jaringan.</li><li>UU 43/2007;</li>" in letter
    assert "Selamat bertugas, Ratna Prameswari." in letter
    assert "Menimbang" not in letter
    said = words_of(agreement.papers["id"])
    assert "Sepakat. Pasal 1 Lingkup Pekerjaan perpustakaan sebagaimana" in said
    assert "Pasal 2 Waktu 1 Maret 2027 sampai 28 Februari 2029 Pasal 3 Lain" in said
    assert "Definisi" not in said


def test_a_faulty_text_is_not_printed(cast: Cast, sign_in: SignIn) -> None:
    given = {"text": "{salah", "version": "0"}
    office = sign_in(cast.secretariat)

    answer = post(office, f"{REQUEST}/drafts", given, page=REQUEST)

    assert answer.status_code == 422
    assert "{salah" in answer.text


def test_an_assignment_in_every_state_can_be_the_example(cast: Cast, sign_in: SignIn) -> None:
    office, done = sign_in(cast.secretariat), sent(cast, State.EVALUATED)
    refused, agreement = make_assignment(cast, state=State.DECLINED), make_agreement(cast)
    said = {"version": 1, "party": Party.HOST_HEAD, "decision": Decision.NO, "by_name": "Yusuf"}
    refused.sign_offs.append(SignOff(**said, note="Tidak ada meja.", at=refused.moved_at))
    db.session.flush()

    shown = {kind.slug: office.get(f"{ADDRESS}/{kind.slug}/id").text for kind in WORDED}

    assert all(refused.code in page for slug, page in shown.items() if slug == "refusal")
    assert agreement.code in shown.pop("pks")
    assert "contoh rekaan" in shown.pop("mou")
    assert all(done.code in page for slug, page in shown.items() if slug != "refusal")
    assert "Tidak ada meja." in shown["refusal"]


def test_reading_writes_nothing_and_asks_the_same_for_many(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries
) -> None:
    office = sign_in(cast.secretariat)
    asked(cast)
    office.get(REQUEST)
    with count_queries() as one:
        office.get(REQUEST)
    for _ in range(5):
        asked(cast)
    office.get(REQUEST)
    with count_queries() as many:
        office.get(REQUEST)

    assert len(many) == len(one)
    assert not [statement for statement in many if statement.startswith(("INSERT", "UPDATE"))]


def test_only_the_networks_office_changes_what_papers_say(
    cast: Cast, sign_in: SignIn, client: FlaskClient
) -> None:
    """As in every setting of the network: no right is 403, nobody is asked to sign in."""
    office = sign_in(cast.secretariat)
    partner, board = sign_in(cast.yusuf_user), sign_in(make_user(Role.BOARD))
    posts = [REQUEST, f"{REQUEST}/deletion", f"{REQUEST}/previews", f"{REQUEST}/drafts"]

    for browser in (partner, board):
        assert [browser.get(url).status_code for url in (ADDRESS, REQUEST)] == [403, 403]
        for url in posts:
            assert post(browser, url, {"text": OWN}, page="/account").status_code == 403
    assert client.get(REQUEST).headers["Location"].startswith("/sign-in")
    assert own_wordings() == []
    for url in (f"{ADDRESS}/anything/id", f"{ADDRESS}/request/fr"):
        assert office.get(url).status_code == 404
        assert post(office, url, {"text": OWN}, page=REQUEST).status_code == 404
        assert post(office, f"{url}/deletion", {"reason": "x"}, page=REQUEST).status_code == 404


def test_the_own_words_of_the_demo_pass_the_rules() -> None:
    text = DELIVERED[WILLINGNESS.slug]["id"]

    assert THANKS in text
    assert faults(text.replace(THANKS, OWN_IN_DEMO), WILLINGNESS, "id") == []


def test_a_difference_is_told_paragraph_by_paragraph() -> None:
    found = changes_between("Satu.\n\nDua.\n\nTiga.", "Satu.\n\n \nDua belas.\n\nTiga.\n\nEmpat.")

    assert [(one.words, one.is_new) for one in found] == [
        ("Dua.", False),
        ("Dua belas.", True),
        ("Empat.", True),
    ]
