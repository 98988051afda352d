"""The rules about work under way that every installation starts with (domain 6, R23 to R28).

| rule | source | nature | tokens beside those of `wording.EVERYWHERE` | audiences |
|---|---|---|---|---|
| R23 | work_starts | before | staff/staf home/asal host/tuan_rumah | person supervisor |
| R24 | hours_unnoted | after | staff/staf home/asal host/tuan_rumah | person |
| R25 | delivery_slow | after | the same and share/persen | supervisor |
| R27 | evaluation_missing | after | staff/staf home/asal host/tuan_rumah | person host |
| R28 | over_cap | event | the same and hours/jumlah_jam cap/batas | home |
"""

from collections.abc import Sequence

from crm.reminders.entries import Entry, Words
from crm.reminders.terms import Channel

AT_WORK: Sequence[Entry] = (
    Entry(
        code="R23",
        source="work_starts",
        steps="H-3",
        channels=(Channel.EMAIL, Channel.CALENDAR),
        id=Words(
            name="Penugasan segera mulai",
            subject="Tugas di {tuan_rumah} mulai {tanggal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{staf} dari {asal} mulai bertugas di {tuan_rumah} pada {tanggal} ({kapan}).\n\n"
            "Surat tugasnya sudah terbit. Jamnya ada di berkas kalender terlampir; tempat dan siapa"
            " yang mendampingi ada di halaman penugasan.\n\n{tautan}",
        ),
        en=Words(
            name="An assignment starts soon",
            subject="The work at {host} starts on {date}",
            body="Dear {name},\n\n"
            "{staff} of {home} starts at {host} on {date} ({when}).\n\n"
            "The duty letter is issued. The hours are in the calendar file enclosed; the place and"
            " who looks after the work stand on the page of the assignment.\n\n{link}",
        ),
    ),
    Entry(
        code="R24",
        source="hours_unnoted",
        steps="H+14*14",
        channels=(Channel.APP, Channel.EMAIL),
        id=Words(
            name="Jam kerja belum dicatat",
            subject="Mohon catat jam di {tuan_rumah} sejak {tanggal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Belum ada jam yang dicatat untuk penugasan di {tuan_rumah} sejak {tanggal}. Mohon"
            " catat hari, lama, dan tugasnya; jam dihitung setelah tuan rumah menegaskannya."
            "\n\n{tautan}",
        ),
        en=Words(
            name="Hours are not noted",
            subject="Please note your hours at {host} since {date}",
            body="Dear {name},\n\n"
            "No hours are noted for the work at {host} since {date}. Please note the day, the"
            " time and the task; hours count once the host has confirmed them.\n\n{link}",
        ),
    ),
    Entry(
        code="R25",
        source="delivery_slow",
        steps="H+0",
        channels=(Channel.APP,),
        id=Words(
            name="Realisasi jam rendah di tengah masa",
            subject="Realisasi {persen} % dari rencana: {staf} di {tuan_rumah}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Pada tengah masa, {tanggal}, baru {persen} % jam yang direncanakan sampai saat itu"
            " terlaksana dan ditegaskan untuk {staf} dari {asal} di {tuan_rumah}. Mohon bicarakan"
            " bersama: tegaskan jam yang menunggu, atau usulkan perubahan.\n\n{tautan}",
        ),
        en=Words(
            name="Few hours are done half way",
            subject="Delivery {share} % of the plan: {staff} at {host}",
            body="Dear {name},\n\n"
            "Half way, on {date}, only {share} % of the hours planned up to then are done and"
            " confirmed for {staff} of {home} at {host}. Please talk it over: confirm the hours"
            " that wait, or propose a change.\n\n{link}",
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
    Entry(
        code="R28",
        source="over_cap",
        steps="",
        channels=(Channel.APP, Channel.EMAIL),
        id=Words(
            name="Jam melebihi batas karena perubahan lain",
            subject="{staf} melebihi {batas} jam/minggu",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Dengan penugasan di {tuan_rumah} yang baru berlaku, jam yang disepakati untuk {staf}"
            " menjadi {jumlah_jam} jam per minggu, lebih dari {batas} jam yang dipinjamkan {asal}."
            "\n\n"
            "Kesepakatan tetap berlaku. Bila terlalu banyak, mohon usulkan perubahan di halaman"
            " penugasan.\n\n{tautan}",
        ),
        en=Words(
            name="Over the cap by another change",
            subject="{staff} is over {cap} hours a week",
            body="Dear {name},\n\n"
            "With the assignment at {host} that has just taken force, the agreed hours of {staff}"
            " come to {hours} hours a week, more than the {cap} hours that {home} lends.\n\n"
            "What was agreed stays in force. If it is too much, please propose a change on the page"
            " of the assignment.\n\n{link}",
        ),
    ),
)
