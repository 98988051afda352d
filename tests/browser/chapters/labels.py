"""Tags, charge, a field of the network's own with a value, a saved view, an archived unit."""

import sqlalchemy as sa

from crm.core import clock
from crm.core.db import db, save
from crm.institutions.models import MEMBERS, Institution, InstitutionType
from crm.labels.acting import act_on
from crm.labels.defining import define_field
from crm.labels.models import Act, CustomField, FieldType, FieldValue, SavedView
from crm.permissions import Role
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    secretary, chosen = cast.user(Role.SECRETARIAT), cast.examples["institution_id"]
    members = list(
        db.session.scalars(sa.select(Institution.id).where(Institution.state.in_(MEMBERS)))
    )
    act_on("institution", members[:5], Act.TAG, word="Rujukan nasional", by=cast.by)
    act_on("institution", [chosen], Act.TAG, word="Ikut akreditasi 2027", by=cast.by)
    mine = {"word": secretary.name, "user_id": secretary.id}
    act_on("institution", [chosen], Act.HAND, **mine, by=cast.by)  # type: ignore[arg-type]
    seats = CustomField(
        record_kind="institution", key="jumlah_kursi", name_id="Jumlah kursi", name_en="Seats",
        type=FieldType.NUMBER,
    )  # fmt: skip
    define_field(seats, by=cast.by)
    about = {"record_kind": "institution", "record_id": chosen}
    save(FieldValue(field_id=seats.id, value="120", **about))
    save(
        SavedView(
            record_kind="institution", name="Rujukan, terbaru dulu", owner_id=secretary.id,
            query="tag=Rujukan+nasional&sort=newest&columns=phone,tags,field.jumlah_kursi",
            owner=secretary.name, shared=True, saved_at=clock.now(),
        )
    )  # fmt: skip
    for key, id_, en, kind, words in FURTHER:
        facts = {"key": key, "name_id": id_, "name_en": en, "type": kind, "choices": words}
        define_field(CustomField(record_kind="institution", **facts), by=cast.by)
    media = InstitutionType.MEDIA_PARTNER
    radio = db.session.scalars(sa.select(Institution).where(Institution.type == media)).one()
    act_on("institution", [radio.id], Act.ARCHIVE, by=cast.by)
    cast.examples |= {"field_id": seats.id, "archived institution": radio.id}


FURTHER: tuple[tuple[str, str, str, FieldType, list[str]], ...] = (
    ("wifi", "Wi-Fi untuk pengunjung", "Wi-Fi for visitors", FieldType.YES_NO, []),
    ("kelas_rs", "Kelas rumah sakit", "Hospital class", FieldType.CHOICE, ["A", "B", "C", "D"]),
    ("dibuka", "Dibuka sejak", "Open since", FieldType.DATE, []),
    ("moto", "Moto", "Motto", FieldType.TEXT, []),
)
