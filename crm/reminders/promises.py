"""The rules about staff sharing that every installation starts with (domain 6, R18 to R26).

| rule | source | nature | tokens beside those of `wording.EVERYWHERE` | audiences |
|---|---|---|---|---|
| R18 | assignment_awaits | after | as R19, details/rincian reply_by/jawab_sebelum | party |
| R19 | counter_proposal | event | staff/staf version/versi home/asal host/tuan_rumah by/oleh \
changes/perubahan note/pesan reply_by/jawab_sebelum | party |
| R20 | proposal_expires | before | staff/staf version/versi host/tuan_rumah awaited/ditunggu \
| proposer head |
| R21 | approval_awaited | after | staff/staf host/tuan_rumah reasons/sebab | approver |
| R22 | duty_letter_missing | before | staff/staf host/tuan_rumah | home secretariat |
| R26 | promise_ends | before | document/dokumen parties/pihak | party secretariat |
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
            subject="Usulan pembagian SDM {staf} kedaluwarsa: {tanggal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Usulan pembagian SDM {staf} ke {tuan_rumah}, versi {versi}, menunggu jawaban"
            " {ditunggu} sampai {tanggal} ({kapan}).\n\n"
            "Setelah itu usulan berakhir dan perlu dibuat lagi.\n\n{tautan}",
        ),
        en=Words(
            name="A staff share is about to expire",
            subject="The proposal to share {staff} expires: {date}",
            body="Dear {name},\n\n"
            "The proposal to share {staff} with {host}, version {version}, waits for {awaited}"
            " until {date} ({when}).\n\n"
            "After that it ends and has to be made again.\n\n{link}",
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
            "Instansi asal, instansi penerima, dan {staf} sudah setuju. Persetujuan Bapak/Ibu"
            " diperlukan karena {sebab}.\n\n"
            "Setelah itu surat tugas bisa terbit.\n\n{tautan}",
        ),
        en=Words(
            name="Approval of the parent body awaited",
            subject="Approval awaited: {staff} to {host}",
            body="Dear {name},\n\n"
            "Home, host and {staff} have agreed. Your approval is needed because {reasons}.\n\n"
            "Then the duty letter can be issued.\n\n{link}",
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
            "{staf} mulai membantu {tuan_rumah} {tanggal} ({kapan}), tetapi surat tugasnya belum"
            " terbit.\n\n{tautan}",
        ),
        en=Words(
            name="A duty letter is not issued yet",
            subject="{staff} starts {date} without a duty letter",
            body="Dear {name},\n\n"
            "{staff} starts to help {host} on {date} ({when}), but the duty letter is not issued"
            " yet.\n\n{link}",
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
            "Apakah akan diperpanjang? Bila tidak, tidak ada yang perlu dilakukan.\n\n{tautan}",
        ),
        en=Words(
            name="An agreement or assignment ends",
            subject="{document} ends on {date}",
            body="Dear {name},\n\n"
            "{document} between {parties} ends on {date} ({when}).\n\n"
            "Shall it be renewed? If not, nothing needs to be done.\n\n{link}",
        ),
    ),
)
