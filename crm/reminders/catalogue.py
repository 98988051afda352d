"""The rules that every installation starts with (domain 6): sources by code, tokens, first words.

| rule | source | nature | tokens beside those of `wording.EVERYWHERE` | audiences |
|---|---|---|---|---|
| R00 | date_moved | event, by the desk | before/semula | |
| R01-R12 | see `meetings.py` | | | |
| R18-R26 | see `promises.py` | | | |
| R23-R28 | see `at_work.py` | | | |
| R30 | placement_must_start | before | material/media stage/tahap campaign/kampanye | owner |
| R40 | profile_old | after | institution/institusi checked/diperiksa | liaison |
| R41 | expiry_near | before | institution/institusi what/apa | head |
| R45, R48 | see `people.py` | | | |
"""

from collections.abc import Sequence

import sqlalchemy as sa

from crm.core.db import db
from crm.core.transactions import unit_of_work
from crm.reminders.at_work import AT_WORK
from crm.reminders.entries import Entry, Words
from crm.reminders.meetings import MEETINGS
from crm.reminders.models import Rule
from crm.reminders.people import PEOPLE
from crm.reminders.promises import PROMISES
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
    *PROMISES,
    *AT_WORK,
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
    Entry(
        code="R41",
        source="expiry_near",
        steps="H-180, H-90, H-30",
        channels=(Channel.EMAIL,),
        id=Words(
            name="Akreditasi atau keanggotaan berakhir",
            subject="{apa} {institusi} berakhir {tanggal}",
            body="Yth. Bapak/Ibu {nama},\n\n"
            "{apa} {institusi} berakhir {tanggal} ({kapan}). Bila sudah diperpanjang, mohon"
            " tulis tanggal barunya di profil.\n\n{tautan}",
        ),
        en=Words(
            name="An accreditation or membership ends",
            subject="{what} of {institution} ends on {date}",
            body="Dear {name},\n\n"
            "{what} of {institution} ends on {date} ({when}). If it is renewed already, please"
            " write the new date into the profile.\n\n{link}",
        ),
    ),
    *PEOPLE,
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
