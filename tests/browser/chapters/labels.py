"""Tags, charge, a field of the network's own with a value, a saved view, an archived unit."""

import sqlalchemy as sa

from crm.core import clock
from crm.core.db import db, save
from crm.institutions.models import MEMBERS, Institution
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
    save(FieldValue(field_id=seats.id, record_id=chosen, value="120"))
    save(
        SavedView(
            record_kind="institution", name="Rujukan, terbaru dulu", owner_id=secretary.id,
            query="tag=Rujukan+nasional&sort=newest&columns=phone,tags,field.jumlah_kursi",
            owner=secretary.name, shared=True, saved_at=clock.now(),
        )
    )  # fmt: skip
    cast.examples["field_id"] = seats.id
