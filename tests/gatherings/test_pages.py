"""Every page of the room opens for who may open it, in both languages, and for nobody else."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.core.db import save
from crm.gatherings.models import (
    GatheringKind,
    GatheringState,
    Minutes,
    Session,
    conversation,
)
from tests.conftest import SignIn
from tests.factories.gatherings import (
    SECRETARY,
    jakarta,
    make_action,
    make_agenda_item,
    make_gathering,
    make_invited,
    make_invitee,
    make_member,
    make_series,
)
from tests.factories.register import make_user
from tests.pages import words_of


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(jakarta(2027, 1, 4, 9), tick=False) as traveller:
        yield traveller


def seen(browser: FlaskClient, url: str, language: str = "id") -> str:
    browser.set_cookie("language", language)
    answer = browser.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return words_of(answer.text)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_the_secretariat_opens(app: Flask, sign_in: SignIn, language: str) -> None:
    browser = sign_in(make_user())
    member = make_member(name="Perpustakaan RSUD Puspa Lentera", zone="Asia/Makassar")
    series = make_series()
    dates = series.plan(date(2027, 12, 31), by=SECRETARY)
    draft = make_gathering()
    make_invitee(draft, member)
    make_agenda_item(draft, "Sharing SDM")
    workshop = make_gathering(kind=GatheringKind.WORKSHOP, title="Lokakarya")
    save(
        Session(
            gathering=workshop,
            starts_at=jakarta(2027, 1, 13),
            ends_at=jakarta(2027, 1, 13, 11, 30),
            title="Penelusuran",
        )
    )
    written = make_gathering(state=GatheringState.MINUTES_DRAFT, title="Rapat lalu")
    make_invitee(written, member)
    written_item = make_agenda_item(written, "Standar")
    save(Minutes(gathering=written, created_at=jakarta(2027, 1, 4)))
    action = make_action(written, institution=member)
    user = make_user()
    talk = save(conversation(date(2027, 1, 3), topic="Kopi", logged_by=user))
    begun = make_invited(starts_at=jakarta(2027, 1, 4, 8))
    make_invitee(begun, member)

    for url in [
        "/gatherings",
        "/gatherings?when=past",
        "/gatherings?kind=regular&state=draft",
        "/gatherings/new",
        f"/gatherings/{draft.id}",
        f"/gatherings/{draft.id}/edit",
        f"/gatherings/{draft.id}/invitees/new",
        f"/gatherings/{draft.id}/invitations/new",
        f"/gatherings/{draft.id}/moves/new",
        f"/gatherings/{draft.id}/cancellations/new",
        f"/gatherings/{draft.id}/postponements/new",
        f"/gatherings/{draft.id}/agenda/new",
        f"/gatherings/{written.id}/agenda/{written_item.id}",
        f"/gatherings/{workshop.id}",
        f"/gatherings/{workshop.id}/sessions/new",
        f"/gatherings/{begun.id}/attendance",
        f"/gatherings/{written.id}",
        f"/gatherings/{written.id}/minutes",
        f"/gatherings/{written.id}/minutes/edit",
        f"/gatherings/{written.id}/decisions/new",
        f"/gatherings/{written.id}/actions/new",
        "/gatherings/actions",
        "/gatherings/actions?show=settled",
        f"/gatherings/actions/{action.id}",
        f"/gatherings/actions/{action.id}/edit",
        f"/gatherings/actions/{action.id}/completions/new",
        f"/gatherings/actions/{action.id}/drops/new",
        "/gatherings/series",
        "/gatherings/series/new",
        f"/gatherings/series/{series.id}",
        f"/gatherings/{dates[0].id}",
        "/gatherings/conversations",
        "/gatherings/conversations/new",
        f"/gatherings/conversations/{talk.id}",
    ]:
        assert seen(browser, url, language)
