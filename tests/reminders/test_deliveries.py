"""Letters on their way: each once, whatever the mail server does."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from crm.core import clock
from crm.core.db import db
from crm.core.mail import Folder
from crm.core.smtp import Patience, Smtp
from crm.core.tokens import digest
from crm.core.transactions import commit
from crm.links.models import Link
from crm.reminders import outbox
from crm.reminders.delivery import claim
from crm.reminders.models import Bounce, Enclosure, Lane, Message, MessageState
from crm.reminders.sending import Postman, Tally, deliver
from tests.factories.register import make_institution
from tests.factories.reminders import make_letter
from tests.reminders.sinks import Sink

pytestmark = pytest.mark.both_engines

QUICK = Patience(connect=2, command=0.4, whole=1)
OpenSink = Callable[[str], Sink]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "letters"


@pytest.fixture
def open_sink(tmp_path: Path) -> Iterator[OpenSink]:
    with ExitStack() as stack:
        yield lambda mode: stack.enter_context(Sink(tmp_path / f"{mode}.log", mode))


def send(transport: Folder | Smtp, limit: int | None = None) -> Tally:
    commit()
    try:
        return Postman(transport).deliver(limit)
    finally:
        transport.close()
        db.session.expire_all()


def through(sink: Sink) -> Smtp:
    return Smtp("127.0.0.1", sink.port, patience=QUICK)


def states() -> list[MessageState]:
    return list(db.session.scalars(sa.select(Message.state).order_by(Message.id)))


def test_letters_go_into_a_folder_whole_and_once(app: Flask, folder: Path) -> None:
    letters = [make_letter(subject="Rapat “April”", recipient_name="Örang") for _ in range(3)]

    assert send(Folder(folder)).sent == 3
    assert send(Folder(folder)).moved == 0
    files = sorted(folder.glob("*.eml"))
    read: Any = message_from_bytes(files[0].read_bytes(), policy=policy.default)

    assert states() == [MessageState.SENT] * 3
    assert len(files) == 3
    assert str(read["Subject"]) == "Rapat “April”"
    assert read["Message-ID"] in {letter.message_id for letter in letters}
    assert read.get_body(("plain",)).get_content().strip() == "Isi surat."


def test_a_second_try_has_the_same_bytes(app: Flask, folder: Path) -> None:
    letter = make_letter(
        attachments=[{"name": "undangan.ics", "content_type": "text/calendar", "sha256": "a" * 64}]
    )
    db.session.add(
        Enclosure(sha256="a" * 64, content_type="text/calendar", data=b"BEGIN:VCALENDAR")
    )
    send(Folder(folder))
    first = next(folder.glob("*.eml")).read_bytes()

    letter.state = MessageState.QUEUED
    send(Folder(folder))

    assert next(folder.glob("*.eml")).read_bytes() == first
    assert len(list(folder.glob("*.eml"))) == 1


def test_without_a_way_out_letters_stay_owed(app: Flask) -> None:
    make_letter()
    commit()
    app.config["MITRA"], before = replace(app.config["MITRA"], mail_url=""), app.config["MITRA"]

    try:
        assert deliver().moved == 0
    finally:
        app.config["MITRA"] = before
    assert states() == [MessageState.QUEUED]


def make_link(recipient: str, **given: object) -> Link:
    link = Link(
        **{
            "purpose": "rsvp",
            "subject_kind": "meeting",
            "subject_id": 1,
            "recipient": recipient,
            "created_at": clock.now(),
            "expires_at": clock.now() + timedelta(days=9),
            "receipt": {},
            **given,
        }
    )
    db.session.add(link)
    db.session.flush()
    link.digest = digest(link.secret)
    return link


def body_of(folder: Path) -> str:
    read: Any = message_from_bytes(next(folder.glob("*.eml")).read_bytes(), policy=policy.default)
    return str(read.get_body(("plain",)).get_content())


def test_the_private_link_is_filled_in_on_the_way_and_kept_nowhere(
    app: Flask, folder: Path
) -> None:
    link = make_link("ratna@contoh.example")
    letter = make_letter(recipient="ratna@contoh.example", body_text=f"Jawab: [[link:{link.id}]]")

    send(Folder(folder))

    assert f"http://localhost/c/{link.secret}" in body_of(folder)
    assert link.secret not in letter.body_text


def test_a_link_of_someone_else_is_never_filled_in(app: Flask, folder: Path) -> None:
    link = make_link("ratna@contoh.example")
    make_letter(recipient="orang@luar.example", body_text=f"Halo [[link:{link.id}]]")

    send(Folder(folder))

    assert link.secret not in body_of(folder)
    assert "Halo …" in body_of(folder)


def test_a_name_that_looks_like_a_link_stops_no_letter(app: Flask, folder: Path) -> None:
    revoked = make_link("lain@contoh.example", revoked_at=clock.now())
    make_letter(lane=Lane.REMINDER, body_text=f"[[link:{revoked.id}]] dan [[link:98765]]")

    send(Folder(folder))

    assert states() == [MessageState.SENT]


@pytest.mark.parametrize(
    ("lane", "given", "state"),
    [
        (Lane.LETTER, {"revoked_at": clock.now()}, MessageState.CANCELLED),
        (Lane.REMINDER, {"used_at": clock.now()}, MessageState.CANCELLED),
        (Lane.LETTER, {"used_at": clock.now()}, MessageState.SENT),
        (Lane.REMINDER, {"expires_at": clock.now() - timedelta(days=1)}, MessageState.CANCELLED),
    ],
)
def test_a_letter_whose_reason_has_gone_is_cancelled(
    app: Flask, folder: Path, lane: Lane, given: dict[str, object], state: MessageState
) -> None:
    link = make_link("ratna@contoh.example", **given)
    make_letter(recipient="ratna@contoh.example", lane=lane, body_text=f"[[link:{link.id}]]")

    send(Folder(folder))

    assert states() == [state]


def test_what_lost_its_use_in_the_queue_is_cancelled(app: Flask, folder: Path) -> None:
    make_letter(useful_until=clock.now() - timedelta(minutes=1))

    send(Folder(folder))

    assert states() == [MessageState.CANCELLED]
    assert db.session.scalar(sa.select(Message.last_error)) == "stale"


def test_a_letter_taken_back_while_it_was_claimed_does_not_go(app: Flask, folder: Path) -> None:
    letter = make_letter()
    commit()
    claim("me", 5, clock.now(), clock.now() + timedelta(minutes=10))

    taken = outbox.cancel(Message.id == letter.id, because="withdrawn")

    assert taken == 1
    assert send(Folder(folder)).moved == 0


def test_a_poisonous_letter_is_laid_aside_and_the_next_ones_go(app: Flask, folder: Path) -> None:
    make_letter()
    poison = make_letter(recipient_name="Orang\r\nBcc: semua@contoh.example")
    ill = make_letter(attachments=[{"name": "x", "content_type": "a/b", "sha256": "none"}])
    make_letter()

    send(Folder(folder))

    assert states() == [
        MessageState.SENT,
        MessageState.DEAD,
        MessageState.DEAD,
        MessageState.SENT,
    ]
    assert poison.last_error.startswith("poison")
    assert ill.last_error.startswith("poison")


def test_urgent_letters_go_first(app: Flask, folder: Path) -> None:
    make_letter(lane=Lane.PROMOTION)
    make_letter(lane=Lane.URGENT)
    make_letter(lane=Lane.REMINDER)

    send(Folder(folder), limit=1)

    assert states() == [MessageState.QUEUED, MessageState.SENT, MessageState.QUEUED]


def test_one_connection_carries_many_letters_each_to_one_address(
    app: Flask, open_sink: OpenSink
) -> None:
    sink = open_sink("plain")
    for _ in range(120):
        make_letter()

    assert send(through(sink)).sent == 120
    assert sink.log.read_text().count("CONNECTION") == 1
    assert set(sink.taken().values()) == {1}


def test_nobody_home_puts_letters_off_and_loses_none(app: Flask) -> None:
    letters = [make_letter() for _ in range(3)]

    tally = send(Smtp("127.0.0.1", 9, patience=QUICK))

    assert tally.unreachable
    assert states() == [MessageState.QUEUED] * 3
    waits = [(letter.next_at - clock.now()).total_seconds() for letter in letters]
    assert all(40 < wait < 75 for wait in waits)
    assert "refused" in letters[0].last_error.lower()


def test_tries_grow_rarer_and_end_after_72_hours(app: Flask) -> None:
    dead_end = Smtp("127.0.0.1", 9, patience=QUICK)
    letter, waits = make_letter(), []
    with time_machine.travel(clock.now(), tick=False) as traveller:
        while letter.state is MessageState.QUEUED:
            send(dead_end)
            waits.append((letter.next_at - clock.now()).total_seconds() / 60)
            traveller.move_to(max(letter.next_at, clock.now() + timedelta(seconds=1)))

    assert letter.state is MessageState.DEAD
    assert sum(waits[:-1]) >= 72 * 60
    expected = [1, 5, 15, 60, 240, 240]
    assert all(0.8 * want <= got <= 1.2 * want for got, want in zip(waits, expected, strict=False))
    assert 18 <= len(waits) <= 28


def test_come_back_later_is_no_refusal(app: Flask, open_sink: OpenSink) -> None:
    letter = make_letter()

    send(through(open_sink("later")))

    assert letter.state is MessageState.QUEUED
    assert letter.next_at - clock.now() >= timedelta(minutes=4)
    assert letter.last_error.startswith("451")
    assert db.session.scalars(sa.select(Bounce)).all() == []


def test_a_refusal_for_good_is_a_dead_letter_and_is_remembered(
    app: Flask, open_sink: OpenSink
) -> None:
    letter = make_letter(recipient="Salah@contoh.example")
    sink = open_sink("never")

    send(through(sink))

    assert letter.state is MessageState.DEAD
    assert "Nobody lives here" in letter.last_error
    assert [bounce.address for bounce in db.session.scalars(sa.select(Bounce))] == [
        "salah@contoh.example"
    ]


@pytest.mark.parametrize("mode", ["hang", "reset"])
def test_silence_after_the_last_dot_is_marked_and_tried_again(
    app: Flask, open_sink: OpenSink, mode: str
) -> None:
    letter, sink = make_letter(), open_sink(mode)

    send(through(sink))

    assert letter.state is MessageState.QUEUED
    assert letter.ambiguous == 1
    assert sum(sink.taken().values()) == 1


def test_an_expired_lease_is_taken_over_and_marked(app: Flask, folder: Path) -> None:
    over = clock.now() - timedelta(seconds=1)
    sure = make_letter(state=MessageState.CLAIMED, owner="dead", lease_until=over)
    unsure = make_letter(state=MessageState.TRANSMITTING, owner="dead", lease_until=over)
    live = make_letter(
        state=MessageState.TRANSMITTING,
        owner="alive",
        lease_until=clock.now() + timedelta(minutes=9),
    )

    send(Folder(folder))

    assert states() == [MessageState.SENT, MessageState.SENT, MessageState.TRANSMITTING]
    assert (sure.ambiguous, unsure.ambiguous, live.ambiguous) == (0, 1, 0)


def test_told_to_stop_a_worker_puts_back_what_it_has_not_begun(app: Flask, folder: Path) -> None:
    stop = Event()

    class Stopping(Folder):
        def send(self, parcel: object) -> None:
            super().send(parcel)  # type: ignore[arg-type]
            stop.set()

    for _ in range(5):
        make_letter()
    commit()
    Postman(Stopping(folder), stop=stop).deliver()
    db.session.expire_all()

    assert states() == [MessageState.SENT, *[MessageState.QUEUED] * 4]
    assert set(db.session.scalars(sa.select(Message.attempts))) == {0, 1}


def test_a_promise_and_its_letter_are_owed_together_or_not_at_all(app: Flask) -> None:
    institution = make_institution()
    to = outbox.Addressee(email="a@contoh.example")
    letter = outbox.Letter(to=to, key="k:1", kind="x", subject="s", text="t")

    outbox.owe([letter, letter])
    outbox.owe([letter])
    assert states() == [MessageState.QUEUED]
    db.session.rollback()

    assert db.session.get(type(institution), institution.id) is None
    assert states() == []
