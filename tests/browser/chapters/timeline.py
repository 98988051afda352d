"""Notes on the member whose page is looked at: one pinned, one for its own people too."""

from crm.core.audiences import Audience
from crm.core.db import db
from crm.institutions.models import Institution
from crm.timeline.noting import write_note
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    institution = db.session.get_one(Institution, cast.examples["institution_id"])
    pinned = write_note(
        institution,
        by=cast.by,
        text="Surat ke direktur **selalu** lewat bagian umum, lantai 2.",
        audience=Audience.NETWORK,
    )
    pinned.pin(pinned=True)
    note = write_note(
        institution,
        by=cast.by,
        text="Sudah ditelepon, mereka minta:\n\n- jadwal pelatihan\n- [panduan](https://jpk.example/panduan)",
        audience=Audience.SHARED,
    )
    cast.examples |= {
        "note_id": note.id,
        "noted kind": "institution",
        "noted record": institution.id,
    }
