"""The rules about meetings that every installation starts with (domain 6, R01 to R12).

| rule | source | nature | tokens beside those of `wording.EVERYWHERE` | audiences |
|---|---|---|---|---|
| R01 | meeting_invited | event | as R02, number/nomor agenda/acara | invitees |
| R02 | meeting_unanswered | before | meeting/rapat place/tempat reply_by/jawab_sebelum | invitees |
| R03 | meeting_nears | before | as R02 | invitees |
| R04 | quorum_at_risk | before | as R02, coming/hadir needed/perlu | secretariat |
| R06 | invitation_missing | before | as R02 | secretariat |
| R09 | minutes_missing | after | as R02 | note_taker secretariat |
| R11 | action_due | before | action/tindak_lanjut meeting/rapat | owner chair |
| R12 | promise_made | before | promise/janji with/dengan | logger |
"""

from collections.abc import Sequence

from crm.reminders.entries import Entry, Words
from crm.reminders.terms import Channel

MEETINGS: Sequence[Entry] = (
    Entry(
        code="R01",
        source="meeting_invited",
        steps="",
        channels=(Channel.EMAIL, Channel.CALENDAR),
        id=Words(
            name="Undangan rapat",
            subject="Undangan: {rapat}, {tanggal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Kami mengundang Bapak/Ibu ke {rapat} pada {tanggal}, pukul {jam}, di {tempat}.\n\n"
            "Nomor undangan: {nomor}. Acara: {acara}.\n\n"
            "Mohon konfirmasi kehadiran paling lambat {jawab_sebelum}.\n\n{tautan}",
        ),
        en=Words(
            name="Invitation to a meeting",
            subject="Invitation: {meeting}, {date}",
            body="Dear {name},\n\n"
            "We invite you to {meeting} on {date}, {time}, at {place}.\n\n"
            "Number of the invitation: {number}. Agenda: {agenda}.\n\n"
            "Please tell us by {reply_by} whether you will come.\n\n{link}",
        ),
    ),
    Entry(
        code="R02",
        source="meeting_unanswered",
        steps="H-5, H-2",
        channels=(Channel.EMAIL, Channel.COPY),
        id=Words(
            name="Undangan belum dijawab",
            subject="Mohon konfirmasi: {rapat}, {tanggal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Kami belum menerima konfirmasi Bapak/Ibu untuk {rapat} pada {tanggal}, "
            "pukul {jam}, di {tempat}.\n\n"
            "Cukup satu klik, juga bila berhalangan.\n\n{tautan}",
        ),
        en=Words(
            name="An invitation is not answered",
            subject="Please answer: {meeting}, {date}",
            body="Dear {name},\n\n"
            "We have not had your answer to {meeting} on {date}, {time}, at {place}.\n\n"
            "One click is enough, also if you can't come.\n\n{link}",
        ),
    ),
    Entry(
        code="R03",
        source="meeting_nears",
        steps="H-7, H-1",
        channels=(Channel.APP, Channel.EMAIL),
        id=Words(
            name="Rapat sudah dekat",
            subject="{kapan}: {rapat}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{kapan} pukul {jam}: {rapat} di {tempat}, {tanggal}.\n\n{tautan}",
        ),
        en=Words(
            name="A meeting nears",
            subject="{when}: {meeting}",
            body="Dear {name},\n\n{when}, {time}: {meeting} at {place}, {date}.\n\n{link}",
        ),
    ),
    Entry(
        code="R04",
        source="quorum_at_risk",
        steps="HK-3",
        channels=(Channel.APP, Channel.EMAIL),
        id=Words(
            name="Kuorum terancam",
            subject="Baru {hadir} dari {perlu} institusi: {rapat}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Baru {hadir} institusi menyatakan hadir pada {rapat}, {tanggal}; "
            "kuorumnya {perlu}.\n\n"
            "Tagih jawaban, atau siapkan penundaan.\n\n{tautan}",
        ),
        en=Words(
            name="The quorum is at risk",
            subject="Only {coming} of {needed} institutions: {meeting}",
            body="Dear {name},\n\n"
            "Only {coming} institutions have accepted for {meeting} on {date}; "
            "the quorum is {needed}.\n\n"
            "Ask for answers, or prepare another date.\n\n{link}",
        ),
    ),
    Entry(
        code="R06",
        source="invitation_missing",
        steps="H-10",
        channels=(Channel.APP,),
        id=Words(
            name="Undangan belum bernomor",
            subject="Undangan {rapat} belum bernomor",
            body="{rapat} berlangsung {tanggal} ({kapan}), undangannya belum terbit.\n\n{tautan}",
        ),
        en=Words(
            name="An invitation is not issued",
            subject="The invitation to {meeting} has no number yet",
            body="{meeting} is on {date} ({when}); its invitation is not issued.\n\n{link}",
        ),
    ),
    Entry(
        code="R09",
        source="minutes_missing",
        steps="HK+3",
        channels=(Channel.APP, Channel.EMAIL),
        id=Words(
            name="Notula belum dibuat",
            subject="Notula {rapat} belum dibuat",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{rapat} selesai {tanggal} ({kapan}); notulanya belum diedarkan.\n\n{tautan}",
        ),
        en=Words(
            name="Minutes are due",
            subject="The minutes of {meeting} are due",
            body="Dear {name},\n\n"
            "{meeting} was on {date} ({when}); its minutes are not circulated yet.\n\n{link}",
        ),
    ),
    Entry(
        code="R11",
        source="action_due",
        steps="H-3, H+1, H+8*7",
        channels=(Channel.EMAIL,),
        id=Words(
            name="Tindak lanjut jatuh tempo",
            subject="Tindak lanjut “{tindak_lanjut}” jatuh tempo {tanggal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Tindak lanjut “{tindak_lanjut}” dari {rapat} jatuh tempo {tanggal} ({kapan}).\n\n"
            "Mohon tandai selesai bila sudah, atau beri kabar bila perlu waktu.\n\n{tautan}",
        ),
        en=Words(
            name="Action item due",
            subject="Action “{action}” is due on {date}",
            body="Dear {name},\n\n"
            "The action “{action}” from {meeting} is due on {date} ({when}).\n\n"
            "Please mark it done if it is, or tell us that it needs more time.\n\n{link}",
        ),
    ),
    Entry(
        code="R12",
        source="promise_made",
        steps="H+0",
        channels=(Channel.APP,),
        id=Words(
            name="Janji dari pertemuan informal",
            subject="Anda berjanji: {janji}",
            body="Kepada {dengan} Anda berjanji: {janji}. "
            "Batasnya {tanggal} ({kapan}).\n\n{tautan}",
        ),
        en=Words(
            name="A promise of an informal meeting",
            subject="You promised: {promise}",
            body="You promised {with}: {promise}. It is due on {date} ({when}).\n\n{link}",
        ),
    ),
)
