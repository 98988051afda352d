"""What has come to rest on the secretariat's desk: letters, files, notes, labels, views."""

from io import BytesIO
from typing import NamedTuple

from werkzeug.datastructures import FileStorage

from crm.core import clock
from crm.core.audiences import Audience
from crm.core.db import reference_to, save
from crm.demo.register import Troupe
from crm.demo.year import Year
from crm.documents.receiving import receive_letter
from crm.files.attaching import attach
from crm.labels.acting import act_on
from crm.labels.defining import define_field
from crm.labels.models import Act, CustomField, FieldType, FieldValue, SavedView
from crm.timeline.noting import write_note


class Came(NamedTuple):
    """A letter that came in: from whom, when, and until when somebody follows it up."""

    member: str
    away: int
    number: str
    subject: str
    summary: str
    due: int | None


LETTERS = (
    Came("K", -24, "B/017/PK/X", "Permohonan menjadi anggota jaringan",
         "Mohon dijadwalkan kunjungan ke perpustakaan kami.", None),
    Came("M", -9, "445/112/RSUD", "Permohonan tenaga pengatalog",
         "Empat ratus judul buku kedokteran menunggu diolah sejak Juli.", 3),
    Came("S", -2, "12/STIKES/XI", "Usul tema pertemuan rutin",
         "Diusulkan tema layanan penelusuran untuk mahasiswa bidan.", 8),
)  # fmt: skip
NOTES = (
    ("B", -30, "Ruang rapat lantai dua muat 24 orang; pesan lewat Ratna dua minggu sebelumnya."),
    ("M", -12, "Kepala RSUD lebih suka dihubungi pagi hari sebelum pukul sembilan."),
    ("J", -5, "Katalog daring pindah alamat bulan depan; periksa lagi tautannya."),
)
TAGS = (("wilayah barat", ("B", "J")), ("perlu kunjungan", ("M", "K", "S")))
OPENING_HOURS = """hari,buka,tutup
Senin,08.00,16.00
Selasa,08.00,16.00
Rabu,08.00,16.00
Kamis,08.00,19.00
Jumat,08.00,11.30
"""
COLLECTION_YEARS = {"B": "1968", "M": "1994", "J": "2003"}


def live_desk(troupe: Troupe, year: Year) -> None:
    """Let letters come, and people note, attach, label and save what they look at often."""
    _label(troupe, year)
    _receive(troupe, year)
    _write(troupe, year)
    _attach(troupe, year)


def _receive(troupe: Troupe, year: Year) -> None:
    follower = troupe.users["sari@jpk.example"]
    for came in LETTERS:
        member = troupe.members[came.member]
        with year.lived(came.away):
            due = {} if came.due is None else {"due_on": year.day(came.due)}
            receive_letter(
                {
                    "received_on": clock.today("Asia/Jakarta"),
                    "sender": member.name,
                    "number": came.number,
                    "subject": came.subject,
                    "summary": came.summary,
                    "follower_id": follower.id if due else None,
                    "follower": follower.name if due else "",
                    **due,
                },
                reference_to(member),
                follower,
                by=troupe.secretary,
            )


def _write(troupe: Troupe, year: Year) -> None:
    for key, away, text in NOTES:
        with year.lived(away):
            member = troupe.members[key]
            write_note(member, by=troupe.secretary, text=text, audience=Audience.NETWORK)


def _attach(troupe: Troupe, year: Year) -> None:
    with year.lived(-15):
        file = FileStorage(BytesIO(OPENING_HOURS.encode()), filename="Jam buka.csv")
        attach(reference_to(troupe.members["B"]), [file], by=troupe.secretary)


def _label(troupe: Troupe, year: Year) -> None:
    """Two tags, a field of the network's own, and two views of the list: one own, one for all."""
    sari = troupe.users["sari@jpk.example"]
    with year.lived(-40):
        for word, keys in TAGS:
            ids = [troupe.members[key].id for key in keys]
            act_on("institution", ids, Act.TAG, word=word, by=troupe.secretary)
        founded = CustomField(
            record_kind="institution", key="since", type=FieldType.NUMBER, choices=[],
            name_id="Koleksi sejak tahun", name_en="Collection since",
        )  # fmt: skip
        define_field(founded, by=troupe.secretary)
        for key, text in COLLECTION_YEARS.items():
            of = {"record_kind": "institution", "record_id": troupe.members[key].id}
            save(FieldValue(field_id=founded.id, value=text, **of))
        for name, query, shared in (
            ("Anggota aktif", "state=active", True),
            ("Perlu kunjungan", "tag=perlu+kunjungan", False),
        ):
            save(
                SavedView(
                    record_kind="institution", name=name, query=query, owner_id=sari.id,
                    owner=sari.name, shared=shared, saved_at=clock.now(),
                )
            )  # fmt: skip
