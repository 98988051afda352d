"""The bytes of a letter: headers that can't be broken, words that stay words (threats A8, A30)."""

from collections import Counter
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.core.parcels import Parcel
from crm.reminders.composing import Draft, composed, with_links

HEADERS = [
    "Content-Type",
    "MIME-Version",
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
]


def draft(**given: Any) -> Draft:
    return Draft(
        **{
            "message_id": "<abc@localhost>",
            "sender": "Jaringan Perpustakaan <sekretariat@jpk.example>",
            "recipient": "ratna@contoh.example",
            "recipient_name": "Ratna",
            "subject": "Rapat",
            "text": "Isi.\n",
            "html": "<p>Isi.</p>",
            "created_at": datetime(2027, 3, 1, 8, tzinfo=UTC),
            **given,
        }
    )


def test_whatever_is_written_adds_no_header_and_no_recipient() -> None:
    outcomes = Counter[str]()

    @settings(max_examples=300, deadline=None)
    @given(subject=st.text(max_size=200), name=st.text(max_size=80), text=st.text(max_size=300))
    def written(subject: str, name: str, text: str) -> None:
        try:
            parcel = composed(draft(subject=subject, recipient_name=name, text=text), {}, {})
        except (ValueError, UnicodeError):
            outcomes["refused"] += 1
            return
        outcomes["composed"] += 1
        adds_nothing(parcel)

    written()

    print(f"A30: {dict(outcomes)}, 0 headers and 0 recipients added")
    assert outcomes["composed"]


def adds_nothing(parcel: Parcel) -> None:
    read: Any = message_from_bytes(parcel.data, policy=policy.compat32)
    assert read.keys() == HEADERS
    assert read["From"] == "Jaringan Perpustakaan <sekretariat@jpk.example>"
    assert len(read.get_all("To")) == 1
    assert parcel.data.isascii()
    assert b"\n" not in parcel.data.replace(b"\r\n", b"")
    assert max(map(len, parcel.data.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "given",
    [
        {"subject": "Rapat\r\nBcc: semua@contoh.example"},
        {"subject": "Rapat\u2028Bcc: x"},
        {"recipient_name": "Ratna\nBcc: x@contoh.example"},
        {"recipient": "ratna@contoh.example\r\nRCPT TO:<x@contoh.example>"},
        {"recipient": "a@contoh.example, b@contoh.example"},
        {"recipient": "<a@contoh.example>"},
        {"recipient": "tanpa-alamat"},
        {"message_id": "<a@b>\r\nX: y"},
    ],
)
def test_what_could_break_a_header_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"control character|no address"):
        composed(draft(**given), {}, {})


def test_a_letter_reads_back_as_it_was_written() -> None:
    words = "Yth. Ibu “Örang”,\n\nJumat, 30 April 2027 – pukul 10.00 WIB.\n.\ntitik\n"
    enclosed = [
        {"name": "undangan.ics", "content_type": "text/calendar; method=REQUEST", "sha256": "1"},
        {"name": "surat tugas ü.pdf", "content_type": "application/pdf", "sha256": "2"},
    ]
    letter = draft(subject="Rapat “April” " * 8, text=words, attachments=enclosed)
    parcel = composed(letter, {}, {"1": b"BEGIN:VCALENDAR", "2": b"%PDF"})
    read: Any = message_from_bytes(parcel.data, policy=policy.default)

    assert str(read["Subject"]).strip() == letter.subject.strip()
    assert read.get_body(("plain",)).get_content().replace("\r\n", "\n") == words
    files = list(read.iter_attachments())
    assert [file.get_filename() for file in files] == ["undangan.ics", "surat tugas ü.pdf"]
    assert files[0].get_content_type() == "text/calendar"
    assert files[0].get_param("method") == "REQUEST"
    assert files[1].get_content() == b"%PDF"


def test_placeholders_are_filled_by_number_or_masked() -> None:
    text = "[[link:1]] [[link:22]] [[link:x]] [[link:99999999999999999999]]"

    assert with_links(text, {1: "https://a/c/x"}) == (
        "https://a/c/x … [[link:x]] [[link:99999999999999999999]]"
    )
