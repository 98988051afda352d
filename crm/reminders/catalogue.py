"""The rules that every installation starts with (domain 6): sources by code, tokens, first words.

| rule | source | nature | tokens beside those of `wording.EVERYWHERE` | audiences |
|---|---|---|---|---|
| R00 | date_moved | event, by the desk | before/semula | |
| R01-R12 | see `meetings.py` | | | |
| R18 | assignment_awaits | after | staff/staf version/versi home/asal host/tuan_rumah | party |
| R19 | counter_proposal | event | staff/staf version/versi changes/perubahan by/oleh | party |
| R26 | promise_ends | before | document/dokumen parties/pihak | party secretariat |
| R30 | placement_must_start | before | material/media stage/tahap campaign/kampanye | owner |
| R40 | profile_old | after | institution/institusi checked/diperiksa | liaison |
"""

from collections.abc import Sequence

import sqlalchemy as sa

from crm.core.db import db
from crm.core.transactions import unit_of_work
from crm.reminders.entries import Entry, Words
from crm.reminders.meetings import MEETINGS
from crm.reminders.models import Rule
from crm.reminders.terms import Channel

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
    *MEETINGS,
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
