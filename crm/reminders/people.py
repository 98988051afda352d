"""The rules about people that every installation starts with (domain 6, R45 and R48).

| rule | source | nature | tokens beside those of `wording.EVERYWHERE` | audiences |
|---|---|---|---|---|
| R45 | expert_silent | after | expert/pakar contacted/dihubungi | owner |
| R48 | erasure_due | after | number/nomor until/sampai | admin |
"""

from collections.abc import Sequence

from crm.reminders.entries import Entry, Words
from crm.reminders.terms import Channel

PEOPLE: Sequence[Entry] = (
    Entry(
        code="R45",
        source="expert_silent",
        steps="H+0",
        channels=(Channel.APP,),
        id=Words(
            name="Pakar lama tidak dihubungi",
            subject="Sapa kembali {pakar}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{pakar} terakhir dihubungi {dihubungi}. Sapa kembali, lalu catat di halamannya."
            "\n\n{tautan}",
        ),
        en=Words(
            name="Nobody was in touch with an expert",
            subject="Get in touch with {expert} again",
            body="Dear {name},\n\n"
            "The last contact with {expert} was on {contacted}. Get in touch, and note it on the"
            " page.\n\n{link}",
        ),
    ),
    Entry(
        code="R48",
        source="erasure_due",
        steps="H+0, H+2",
        channels=(Channel.APP, Channel.EMAIL),
        id=Words(
            name="Permintaan penghapusan data",
            subject="Selesaikan dalam 3×24 jam: penghapusan data orang nomor {nomor}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Orang nomor {nomor} mencabut persetujuan atau minta datanya dihapus. Keputusannya"
            " harus ada sampai {sampai}.\n\n{tautan}",
        ),
        en=Words(
            name="A wish to be erased",
            subject="Finish within 72 hours: the data of person {number} are to be erased",
            body="Dear {name},\n\n"
            "Person {number} withdrew consent or asked to be erased. It has to be decided until"
            " {until}.\n\n{link}",
        ),
    ),
)
