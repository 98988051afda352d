"""Stopping promotion by the address in every such letter."""

from email import message_from_bytes
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask.testing import FlaskClient

from crm.core.db import db
from crm.core.mail import Folder
from crm.core.transactions import commit
from crm.reminders.models import Lane, MessageState, Unsubscription
from crm.reminders.sending import Postman
from crm.reminders.unsubscribing import stop_promotion
from tests.factories.reminders import make_letter
from tests.pages import words_of


def way_out(folder: Path) -> str:
    [file] = folder.glob("*.eml")
    return urlsplit(message_from_bytes(file.read_bytes())["List-Unsubscribe"].strip("<>")).path


def send(folder: Path) -> None:
    commit()
    Postman(Folder(folder)).deliver()
    db.session.expire_all()


def test_one_click_stops_promotion_and_opening_does_not(
    client: FlaskClient, tmp_path: Path
) -> None:
    make_letter(lane=Lane.PROMOTION, recipient="Ann@contoh.example")
    send(tmp_path)
    path = way_out(tmp_path)

    shown = client.get(path)
    before = db.session.scalars(sa.select(Unsubscription.address)).all()
    clicked = client.post(path, data={"List-Unsubscribe": "One-Click"})
    again = client.post(path, data={"List-Unsubscribe": "One-Click"})

    assert "ann@contoh.example" in words_of(shown.text)
    assert before == []
    assert (clicked.status_code, again.status_code) == (200, 200)
    assert db.session.scalars(sa.select(Unsubscription.address)).all() == ["ann@contoh.example"]


def test_what_is_queued_already_does_not_leave_and_what_must_be_known_does(
    client: FlaskClient, tmp_path: Path
) -> None:
    """Edge case E9: promotion stops at once, operational letters go on."""
    news = make_letter(lane=Lane.PROMOTION, recipient="Ann@contoh.example")
    paper = make_letter(lane=Lane.LETTER, recipient="ann@contoh.example")
    stop_promotion("ann@contoh.example")
    send(tmp_path)

    assert (news.state, paper.state) == (MessageState.CANCELLED, MessageState.SENT)


def test_only_promotion_carries_the_address(client: FlaskClient, tmp_path: Path) -> None:
    make_letter()
    send(tmp_path)
    [file] = tmp_path.glob("*.eml")

    assert message_from_bytes(file.read_bytes())["List-Unsubscribe"] is None


def test_a_token_that_is_not_ours_does_not_exist(client: FlaskClient) -> None:
    assert client.get("/u/abc.def").status_code == 404
    assert client.post("/u/abc.def").status_code == 404
