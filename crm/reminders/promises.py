"""The rules about staff sharing that every installation starts with (domain 6, R18 to R26).

| rule | source | nature | tokens beside those of `wording.EVERYWHERE` | audiences |
|---|---|---|---|---|
| R18 | assignment_awaits | after | as R19, details/rincian reply_by/jawab_sebelum | party |
| R19 | counter_proposal | event | staff/staf version/versi home/asal host/tuan_rumah by/oleh \
changes/perubahan note/pesan reply_by/jawab_sebelum | party |
| R20 | proposal_expires | before | staff/staf version/versi host/tuan_rumah awaited/ditunggu \
| proposer head |
| R21 | approval_awaited | after | staff/staf home/asal host/tuan_rumah reasons/sebab | approver |
| R22 | duty_letter_missing | before | staff/staf host/tuan_rumah | home secretariat |
| R26 | promise_ends | before | document/dokumen parties/pihak what_now/langkah \
| party secretariat |
"""

from collections.abc import Sequence

from crm.reminders.entries import Entry, Words
from crm.reminders.terms import Channel

PROMISES: Sequence[Entry] = (
    Entry(
        code="R18",
        source="assignment_awaits",
        steps="H+0, HK+3, HK+7",
        channels=(Channel.EMAIL, Channel.COPY),
        id=Words(
            name="Sharing SDM menunggu konfirmasi",
            subject="Mohon konfirmasi pembagian SDM {staf} v{versi}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{oleh} mengusulkan agar {staf} membantu {tuan_rumah}.\n\n"
            "{rincian}\n\n"
            "Mohon jawaban sampai {jawab_sebelum}: setuju, usul perubahan, atau tidak dengan"
            " alasan. Tautan ini hanya untuk Bapak/Ibu dan berlaku sekali.\n\n"
            "Bukan Bapak/Ibu yang berwenang? Beri tahu sekretariat siapa orangnya; mohon tautan"
            " tidak diteruskan.\n\n{tautan}",
        ),
        en=Words(
            name="Staff share awaits an answer",
            subject="Please confirm the staff share of {staff}, v{version}",
            body="Dear {name},\n\n"
            "{by} proposes that {staff} helps {host}.\n\n"
            "{details}\n\n"
            "Please answer by {reply_by}: yes, a counter-proposal, or no with a reason. The link is"
            " yours alone and works once.\n\n"
            "Not yours to decide? Tell the secretariat who is; please do not forward the link."
            "\n\n{link}",
        ),
    ),
    Entry(
        code="R19",
        source="counter_proposal",
        steps="",
        channels=(Channel.EMAIL, Channel.APP),
        id=Words(
            name="Usulan balik",
            subject="Usulan balik v{versi}: {staf}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{oleh} mengusulkan perubahan pembagian SDM {staf}:\n\n"
            "{perubahan}\n\n{pesan}\n\n"
            "Versi {versi} menggantikan yang lama; persetujuan atas versi lama gugur. Selebihnya"
            " tetap.\n\n"
            "Mohon jawaban sampai {jawab_sebelum}: setuju, usul perubahan, atau tidak dengan"
            " alasan.\n\n{tautan}",
        ),
        en=Words(
            name="Counter-proposal",
            subject="Counter-proposal v{version}: {staff}",
            body="Dear {name},\n\n"
            "{by} proposes to change the staff share of {staff}:\n\n"
            "{changes}\n\n{note}\n\n"
            "Version {version} replaces the old one; consent to the old one is void. Everything"
            " else stays.\n\n"
            "Please answer by {reply_by}: yes, a counter-proposal, or no with a reason.\n\n{link}",
        ),
    ),
    Entry(
        code="R20",
        source="proposal_expires",
        steps="HK-2",
        channels=(Channel.EMAIL,),
        id=Words(
            name="Usulan sharing SDM hampir kedaluwarsa",
            subject="Usulan pembagian SDM {staf} kedaluwarsa {tanggal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Usulan pembagian SDM {staf} ke {tuan_rumah}, versi {versi}, menunggu jawaban"
            " {ditunggu} sampai {tanggal} ({kapan}).\n\n"
            "Bila jawaban Bapak/Ibu yang ditunggu, mohon jawab di halaman penugasan atau lewat"
            " tautan dalam surat kami sebelumnya. Bila Bapak/Ibu yang mengusulkan, mohon hubungi"
            " pihak yang belum menjawab.\n\n"
            "Tanpa jawaban, usulan berakhir dan perlu dibuat lagi.\n\n{tautan}",
        ),
        en=Words(
            name="A staff share is about to expire",
            subject="The proposal to share {staff} expires on {date}",
            body="Dear {name},\n\n"
            "The proposal to share {staff} with {host}, version {version}, waits for {awaited}"
            " until {date} ({when}).\n\n"
            "If your answer is awaited, please give it on the page of the assignment or by the link"
            " in our earlier letter. If you proposed it, please ask those who have not answered."
            "\n\n"
            "Without an answer it ends and has to be made again.\n\n{link}",
        ),
    ),
    Entry(
        code="R21",
        source="approval_awaited",
        steps="HK+5, HK+10",
        channels=(Channel.EMAIL,),
        id=Words(
            name="Persetujuan lembaga induk ditunggu",
            subject="Persetujuan lembaga induk ditunggu: {staf} ke {tuan_rumah}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{staf} dari {asal} akan membantu {tuan_rumah}. Instansi asal, instansi penerima, dan"
            " yang bersangkutan sudah setuju; persetujuan Bapak/Ibu diperlukan karena {sebab}."
            "\n\n"
            "Tautan ini menunjukkan rinciannya. Di sana Bapak/Ibu bisa menyetujui, atau menolak"
            " dengan alasan. Tautan hanya untuk Bapak/Ibu dan berlaku sekali.\n\n"
            "Setelah disetujui, surat tugas bisa terbit.\n\n{tautan}",
        ),
        en=Words(
            name="Approval of the parent body awaited",
            subject="Approval awaited: {staff} to {host}",
            body="Dear {name},\n\n"
            "{staff} of {home} is to help {host}. Home, host and the person have agreed; your"
            " approval is needed because {reasons}.\n\n"
            "The link shows what was agreed. There you can approve it, or refuse it with a reason."
            " The link is yours alone and works once.\n\n"
            "Once you approve, the duty letter can be issued.\n\n{link}",
        ),
    ),
    Entry(
        code="R22",
        source="duty_letter_missing",
        steps="HK-5",
        channels=(Channel.APP, Channel.EMAIL),
        id=Words(
            name="Surat tugas belum terbit",
            subject="Mulai {tanggal}, surat tugas {staf} belum ada",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{staf} mulai membantu {tuan_rumah} pada {tanggal} ({kapan}), tetapi surat tugasnya"
            " belum terbit. Tanpa surat tugas, pekerjaan belum bisa mulai.\n\n"
            "Halaman penugasan menunjukkan apa yang masih ditunggu; di sana pula surat tugas"
            " diterbitkan.\n\n{tautan}",
        ),
        en=Words(
            name="A duty letter is not issued yet",
            subject="{staff} starts on {date}, the duty letter is missing",
            body="Dear {name},\n\n"
            "{staff} starts to help {host} on {date} ({when}), but the duty letter is not issued"
            " yet. Without it the work can't begin.\n\n"
            "The page of the assignment says what it still waits for; the duty letter is issued"
            " there.\n\n{link}",
        ),
    ),
    Entry(
        code="R26",
        source="promise_ends",
        steps="H-90, H-30, H-7",
        channels=(Channel.APP, Channel.EMAIL),
        id=Words(
            name="Perjanjian atau penugasan berakhir",
            subject="{dokumen} berakhir {tanggal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{dokumen} antara {pihak} berakhir {tanggal} ({kapan}).\n\n"
            "{langkah}\n\n{tautan}",
        ),
        en=Words(
            name="An agreement or assignment ends",
            subject="{document} ends on {date}",
            body="Dear {name},\n\n"
            "{document} between {parties} ends on {date} ({when}).\n\n"
            "{what_now}\n\n{link}",
        ),
    ),
)
