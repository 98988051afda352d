"""The rules that every installation starts with (domain 6): sources by code, tokens, first words.

| rule | source | nature | tokens beside those of `wording.EVERYWHERE` | audiences |
|---|---|---|---|---|
| R00 | date_moved | event, by the desk | before/semula | |
| R01 | meeting_invited | event | meeting/rapat place/tempat reply_by/jawab_sebelum | invitees |
| R03 | meeting_nears | before | meeting/rapat place/tempat | invitees |
| R11 | action_due | before | action/tindak_lanjut meeting/rapat | owner chair |
| R18 | assignment_awaits | after | staff/staf version/versi home/asal host/tuan_rumah | party |
| R19 | counter_proposal | event | staff/staf version/versi changes/perubahan by/oleh | party |
| R26 | promise_ends | before | document/dokumen parties/pihak | party secretariat |
| R30 | placement_must_start | before | material/media stage/tahap campaign/kampanye | owner |
| R40 | profile_old | after | institution/institusi checked/diperiksa | liaison |
"""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from crm.core.db import db
from crm.core.transactions import unit_of_work
from crm.reminders.models import Rule
from crm.reminders.terms import Channel, read_steps


@dataclass(frozen=True, kw_only=True)
class Words:
    """A name, a subject and a body in one language."""

    name: str
    subject: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One rule as it is installed."""

    code: str
    source: str
    steps: str
    channels: Sequence[Channel]
    id: Words
    en: Words
    promotional: bool = False

    def values(self) -> dict[str, object]:
        """The columns of the rule's row, but its code."""
        return {
            "source": self.source,
            "steps": [step.as_row() for step in read_steps(self.steps)],
            "channels": [channel.value for channel in self.channels],
            "name_id": self.id.name,
            "name_en": self.en.name,
            "subject_id": self.id.subject,
            "subject_en": self.en.subject,
            "body_id": self.id.body,
            "body_en": self.en.body,
            "promotional": self.promotional,
        }


CATALOGUE: Sequence[Entry] = (
    Entry(
        code="R00",
        source="date_moved",
        steps="",
        channels=(Channel.EMAIL,),
        id=Words(
            name="Jadwal berubah setelah pengingat terkirim",
            subject="Perubahan jadwal: {perihal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Jadwal {perihal} berubah: semula {semula}, sekarang {tanggal} {jam}.\n\n"
            "Pengingat kami sebelumnya masih menyebut jadwal lama.\n\n{tautan}",
        ),
        en=Words(
            name="The date moved after a reminder was sent",
            subject="Change of schedule: {object}",
            body="Dear {name},\n\n"
            "{object} has moved from {before} to {date} {time}.\n\n"
            "Our earlier reminder still named the old date.\n\n{link}",
        ),
    ),
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
            "Please tell us until {reply_by} whether you will come.\n\n{link}",
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
            body="Kepada {dengan} Anda berjanji: {janji}. Batasnya {tanggal} ({kapan}).\n\n{tautan}",
        ),
        en=Words(
            name="A promise of an informal meeting",
            subject="You promised: {promise}",
            body="You promised {with}: {promise}. It is due on {date} ({when}).\n\n{link}",
        ),
    ),
    Entry(
        code="R18",
        source="assignment_awaits",
        steps="H+0, HK+3, HK+7",
        channels=(Channel.EMAIL, Channel.COPY),
        id=Words(
            name="Sharing SDM menunggu konfirmasi",
            subject="Mohon konfirmasi pembagian SDM {staf} v{versi}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{asal} dan {tuan_rumah} merencanakan pembagian SDM {staf}, versi {versi}.\n\n"
            "Kami menunggu jawaban Bapak/Ibu: setuju, usul perubahan, atau tidak.\n\n{tautan}",
        ),
        en=Words(
            name="Staff share awaits an answer",
            subject="Please confirm the staff share of {staff}, v{version}",
            body="Dear {name},\n\n"
            "{home} and {host} plan to share {staff}, version {version}.\n\n"
            "We await your answer: yes, a counter-proposal, or no.\n\n{link}",
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
            "{oleh} mengusulkan perubahan pembagian SDM {staf}: {perubahan}.\n\n"
            "Versi {versi} menggantikan yang lama; persetujuan atas versi lama gugur.\n\n{tautan}",
        ),
        en=Words(
            name="Counter-proposal",
            subject="Counter-proposal v{version}: {staff}",
            body="Dear {name},\n\n"
            "{by} proposes to change the staff share of {staff}: {changes}.\n\n"
            "Version {version} replaces the old one; consent to the old one is void.\n\n{link}",
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
    Entry(
        code="R30",
        source="placement_must_start",
        steps="HK-5, HK-0",
        channels=(Channel.APP, Channel.EMAIL),
        id=Words(
            name="Penempatan harus dimulai",
            subject="Mulai {tahap} {media}: {kapan}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Agar {media} dari kampanye {kampanye} tayang tepat waktu, "
            "{tahap} harus dimulai {tanggal} ({kapan}).\n\n{tautan}",
        ),
        en=Words(
            name="A placement must start",
            subject="Start {stage} of {material}: {when}",
            body="Dear {name},\n\n"
            "For {material} of the campaign {campaign} to run on time, "
            "{stage} must start on {date} ({when}).\n\n{link}",
        ),
    ),
    Entry(
        code="R40",
        source="profile_old",
        steps="H+0, H+14",
        channels=(Channel.EMAIL,),
        id=Words(
            name="Profil anggota perlu dimutakhirkan",
            subject="Mohon mutakhirkan profil {institusi}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "Data {institusi} terakhir diperiksa {diperiksa}. Mohon lihat sebentar: "
            "apakah semuanya masih benar?\n\n{tautan}",
        ),
        en=Words(
            name="A member's profile is due for a check",
            subject="Please check the profile of {institution}",
            body="Dear {name},\n\n"
            "The data of {institution} were last checked on {checked}. "
            "Please have a look: is everything still true?\n\n{link}",
        ),
    ),
)


def install_rules() -> None:
    """Bring the catalogue in; what the secretariat has edited stays as it is."""
    with unit_of_work():
        known = {rule.code: rule for rule in db.session.scalars(sa.select(Rule))}
        for entry in CATALOGUE:
            rule = known.get(entry.code)
            if rule is None:
                db.session.add(Rule(code=entry.code, **entry.values()))
            elif rule.edited_at is None:
                for name, value in entry.values().items():
                    setattr(rule, name, value)
