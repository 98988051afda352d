"""Files on the member whose page is looked at, and one that is damaged."""

from io import BytesIO

from werkzeug.datastructures import FileStorage

from crm.core.db import Reference
from crm.files.attaching import attach
from tests.browser.cast import Cast

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n"


def fill(cast: Cast) -> None:
    about = Reference("institution", cast.examples["institution_id"])
    names = ("Surat permohonan bergabung.pdf", "Denah ruang baca.pdf")
    sent = [
        FileStorage(BytesIO(PDF + name.encode()), filename=name, name="files") for name in names
    ]
    first, second = attach(about, sent, by=cast.by)
    second.stored.fault = "changed"
    cast.examples["attachment_id"] = first.id
