"""The rules about work under way that every installation starts with (domain 6, R23 and R27).

| rule | source | nature | tokens beside those of `wording.EVERYWHERE` | audiences |
|---|---|---|---|---|
| R23 | work_starts | before | staff/staf home/asal host/tuan_rumah | person supervisor |
| R27 | evaluation_missing | after | staff/staf home/asal host/tuan_rumah | person host |
"""

from collections.abc import Sequence

from crm.reminders.entries import Entry, Words
from crm.reminders.terms import Channel

AT_WORK: Sequence[Entry] = (
    Entry(
        code="R23",
        source="work_starts",
        steps="H-3",
        channels=(Channel.EMAIL,),
        id=Words(
            name="Penugasan segera mulai",
            subject="Tugas di {tuan_rumah} mulai {tanggal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{staf} dari {asal} mulai bertugas di {tuan_rumah} pada {tanggal} ({kapan}).\n\n"
            "Surat tugasnya sudah terbit. Jam, tempat, dan siapa yang mendampingi ada di"
            " halaman penugasan.\n\n{tautan}",
        ),
        en=Words(
            name="An assignment starts soon",
            subject="The work at {host} starts on {date}",
            body="Dear {name},\n\n"
            "{staff} of {home} starts at {host} on {date} ({when}).\n\n"
            "The duty letter is issued. Hours, place and who looks after the work stand on the"
            " page of the assignment.\n\n{link}",
        ),
    ),
    Entry(
        code="R27",
        source="evaluation_missing",
        steps="HK+5, HK+10",
        channels=(Channel.EMAIL,),
        id=Words(
            name="Penilaian belum diisi",
            subject="Mohon nilai pelaksanaan: {staf} di {tuan_rumah}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Penugasan {staf} di {tuan_rumah} sudah selesai. Mohon luangkan beberapa menit untuk"
            " menilainya: lima pertanyaan, dan apakah tujuannya tercapai.\n\n{tautan}",
        ),
        en=Words(
            name="An evaluation is missing",
            subject="Please evaluate the work of {staff} at {host}",
            body="Dear {name},\n\n"
            "The work of {staff} at {host} is completed. Please take a few minutes to evaluate"
            " it: five questions, and whether the goal was reached.\n\n{link}",
        ),
    ),
)
