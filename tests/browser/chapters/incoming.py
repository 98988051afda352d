"""Letters that came in: one late, one linked and waiting, one followed up."""

from datetime import timedelta
from typing import Any

from crm.core.actors import Visitor
from crm.core.db import Reference
from crm.documents.models import IncomingLetter
from crm.documents.receiving import receive_letter
from crm.permissions import Role
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    secretary = cast.user(Role.SECRETARIAT)
    mine = {"follower_id": secretary.id, "follower": secretary.name}
    about = Reference("institution", cast.examples["institution_id"])
    late: dict[str, Any] = {"due_on": cast.today - timedelta(days=3), **mine}
    soon: dict[str, Any] = {
        "due_on": cast.today + timedelta(days=4),
        "number": "445/1182/RSUD/XI/2026",
        **mine,
    }
    _receive(cast, secretary, -9, "Kementerian Kesehatan", "Permintaan data koleksi 2026", **late)
    done = _receive(cast, secretary, -6, "Penerbit Bumi Medika", "Penawaran langganan jurnal")
    done.follow_up(by=cast.by, outcome="Dijawab dengan surat 004/SK: belum ada anggaran.")
    open_ = _receive(
        cast, secretary, -2, "RSUD Puspa Lentera", "Permohonan pelatihan", about=about, **soon
    )
    cast.examples["letter_id incoming"] = open_.id


def _receive(
    cast: Cast, reader: Visitor, away: int, sender: str, subject: str,
    *, about: Reference | None = None, **more: Any,
) -> IncomingLetter:  # fmt: skip
    day = cast.today + timedelta(days=away)
    facts = {"sender": sender, "subject": subject, "received_on": day, "dated_on": day, **more}
    return receive_letter(facts, about, reader, by=cast.by)
