"""From who came to the approved minutes, through the pages (scenario 4)."""

from datetime import date

import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient

from crm.core.db import db
from crm.documents.models import Document, DocumentState
from crm.gatherings.models import (
    ActionItem,
    ActionState,
    Attendance,
    Gathering,
    GatheringState,
    QuorumRule,
)
from tests.conftest import SignIn
from tests.factories.gathering_cast import Cast
from tests.factories.gatherings import (
    SECRETARY,
    jakarta,
    make_action,
    make_agenda_item,
    make_invited,
    make_invitee,
    make_series,
)
from tests.factories.register import make_institution
from tests.pages import post, words_of


def meeting(cast: Cast) -> Gathering:
    """Twenty-one voting institutions, the meeting of this morning; three people come from B."""
    gathering = make_invited(
        starts_at=jakarta(2027, 1, 4, 8), quorum=QuorumRule.FRACTION, title="Rapat Rutin Januari"
    )
    for place in (cast.lazuardi, cast.puspa, cast.kasuari, cast.anggrek):
        make_invitee(gathering, place)
    for _n in range(17):
        make_invitee(gathering, make_institution())
    make_agenda_item(gathering, "Standar perpustakaan")
    db.session.expire(gathering)
    return gathering


def attendance(gathering: Gathering, *, proxies: bool) -> dict[str, str]:
    places = gathering.invitees
    noted = {f"attendance-{one.id}": Attendance.ABSENT.value for one in places}
    for one in places[:7]:
        noted[f"attendance-{one.id}"] = Attendance.PRESENT_ONSITE.value
    for one in places[7:9]:
        noted[f"attendance-{one.id}"] = Attendance.PRESENT_ONLINE.value
    if proxies:
        noted[f"proxy-{places[9].id}"] = f"{places[0].id} · {places[0].title}"
        noted[f"proxy-{places[10].id}"] = f"{places[1].id} · {places[1].title}"
    return noted


def noted(browser: FlaskClient, gathering: Gathering, *, proxies: bool) -> str:
    url = f"/gatherings/{gathering.id}/attendance"
    assert post(browser, url, attendance(gathering, proxies=proxies)).status_code == 303
    return words_of(browser.get(f"/gatherings/{gathering.id}").text)


def test_nine_institutions_and_two_proxies_make_eleven(cast: Cast, sign_in: SignIn) -> None:
    browser, gathering = sign_in(cast.sari), meeting(cast)

    without = noted(browser, gathering, proxies=False)
    assert "9 dari 11 institusi yang diperlukan; 21 bersuara" in without

    said = noted(browser, gathering, proxies=True)
    assert "11 dari 11 institusi yang diperlukan; 21 bersuara; 2 dengan surat kuasa" in said
    assert "diwakili Perpustakaan FK Universitas Lazuardi Nusantara" in said
    assert db.session.get_one(Gathering, gathering.id).state is GatheringState.HELD


def test_attendance_waits_for_the_start(cast: Cast, sign_in: SignIn) -> None:
    gathering = make_invited()

    answer = sign_in(cast.sari).get(f"/gatherings/{gathering.id}/attendance")

    assert answer.status_code == 409
    assert "Kehadiran bisa dicatat setelah pertemuan dimulai." in words_of(answer.text)


def test_minutes_are_written_circulated_corrected_and_approved(
    cast: Cast, sign_in: SignIn, today: time_machine.Traveller
) -> None:
    sari, gathering = sign_in(cast.sari), meeting(cast)
    noted(sari, gathering, proxies=True)
    base, item = f"/gatherings/{gathering.id}", gathering.agenda[0]

    post(sari, f"{base}/minutes", page=base)
    page = f"{base}/minutes/edit"
    typed = {
        "version": "1",
        "opened": "08:00",
        "closed": "10.00",
        "opening": "Rapat dibuka",
        f"discussion-{item.id}": "Semua setuju",
    }
    assert post(sari, f"{base}/minutes/text", typed, page=page).status_code == 303
    post(
        sari,
        f"{base}/decisions",
        {"text": "Standar dipakai", "by_consensus": "y", "agenda_item": str(item.id)},
        page=f"{base}/decisions/new",
    )
    for number in range(5):
        answer = post(
            sari,
            f"{base}/actions",
            {
                "what": f"Tugas {number}",
                "institution": "Perpustakaan RSUD Puspa Lentera",
                "due_on": "2027-02-01",
                "agenda_item": "0",
            },
            page=f"{base}/actions/new",
        )
        assert answer.status_code == 303
    assert post(sari, f"{base}/minutes/circulations", page=f"{base}/minutes").status_code == 303

    today.move_to(jakarta(2027, 1, 8, 9))
    yusuf, sari = sign_in(cast.yusuf), sign_in(cast.sari)
    shown = words_of(yusuf.get(f"{base}/minutes").text)
    assert "Semua setuju" in shown
    assert "Keputusan: Standar dipakai (mufakat)" in shown
    filed = post(
        yusuf, f"{base}/minutes/corrections", {"text": "Nama kami keliru"}, page=f"{base}/minutes"
    )
    assert filed.status_code == 303
    early = post(sari, f"{base}/minutes/approvals", page=page)
    assert early.status_code == 409

    today.move_to(jakarta(2027, 1, 12, 9))
    sari = sign_in(cast.sari)
    assert "Nama kami keliru" in sari.get(f"{base}/minutes").text
    approved = post(sari, f"{base}/minutes/approvals", page=f"{base}/minutes")
    assert approved.status_code == 303

    assert db.session.get_one(Gathering, gathering.id).state is GatheringState.MINUTES_APPROVED
    papers = db.session.scalars(
        sa.select(Document).where(Document.kind == "P02-minutes").order_by(Document.id)
    )
    assert [(one.number, one.state) for one in papers] == [
        ("001/NOT/SEK-JPK/I/2027", DocumentState.SUPERSEDED),
        ("002/NOT/SEK-JPK/I/2027", DocumentState.ISSUED),
    ]
    assert sari.get(page).status_code == 409


def test_open_actions_open_the_next_agenda(cast: Cast, sign_in: SignIn) -> None:
    series = make_series(first_starts_at=jakarta(2027, 1, 13))
    first, second, *_rest = series.plan(date(2027, 6, 30), by=SECRETARY)
    db.session.flush()
    make_invitee(second, cast.puspa)
    for number in range(5):
        state = ActionState.OPEN if number < 2 else ActionState.DONE
        make_action(first, what=f"Tugas {number}", state=state)

    browser = sign_in(cast.sari)
    page = words_of(browser.get(f"/gatherings/{second.id}").text)
    letter = words_of(browser.get(f"/gatherings/{second.id}/invitations/new").text)

    assert "Tindak lanjut rapat sebelumnya Tugas 0, 10 Feb 2027 · Tugas 1, 10 Feb 2027" in page
    assert "Agenda Tindak lanjut rapat sebelumnya" in letter


def test_a_meeting_of_its_own_carries_nothing(cast: Cast, sign_in: SignIn) -> None:
    make_action(make_invited(starts_at=jakarta(2026, 12, 1)))
    alone = make_invited()

    page = words_of(sign_in(cast.sari).get(f"/gatherings/{alone.id}").text)

    assert "Tindak lanjut rapat sebelumnya" not in page


def test_a_partner_completes_the_own_action(cast: Cast, sign_in: SignIn) -> None:
    action = make_action(make_invited(), institution=cast.puspa)
    url = f"/gatherings/actions/{action.id}"
    browser = sign_in(cast.yusuf)

    assert post(browser, f"{url}/beginnings", page=url).status_code == 303
    empty = post(browser, f"{url}/completions", {"evidence": ""}, page=f"{url}/completions/new")
    assert empty.status_code == 422
    done = post(
        browser, f"{url}/completions", {"evidence": "Surat 12"}, page=f"{url}/completions/new"
    )

    assert done.status_code == 303
    assert db.session.get_one(ActionItem, action.id).state is ActionState.DONE
    assert browser.get("/gatherings/actions?show=settled").text.count("Kirim daftar") == 1


def test_nobody_completes_the_action_of_another(cast: Cast, sign_in: SignIn) -> None:
    gathering = make_invited()
    make_invitee(gathering, cast.puspa)
    gathering.state = GatheringState.MINUTES_CIRCULATED
    action = make_action(gathering, institution=cast.lazuardi)
    browser = sign_in(cast.yusuf)

    assert browser.get(f"/gatherings/actions/{action.id}").status_code == 200
    assert browser.get(f"/gatherings/actions/{action.id}/completions/new").status_code == 404


def test_stale_minutes_lose_nothing_typed(cast: Cast, sign_in: SignIn) -> None:
    gathering = meeting(cast)
    gathering.state = GatheringState.HELD
    gathering.begin_minutes(by=SECRETARY)
    browser = sign_in(cast.sari)
    url, page = (
        f"/gatherings/{gathering.id}/minutes/text",
        f"/gatherings/{gathering.id}/minutes/edit",
    )
    assert (
        post(browser, url, {"version": "1", "opening": "Yang pertama"}, page=page).status_code
        == 303
    )

    second = post(
        browser,
        url,
        {
            "version": "1",
            "opening": "Yang kedua",
            f"discussion-{gathering.agenda[0].id}": "Uraian panjang",
        },
        page=page,
    )

    assert second.status_code == 422
    assert "Yang kedua" in second.text
    assert "Yang pertama" in second.text
    assert "Uraian panjang" in second.text
