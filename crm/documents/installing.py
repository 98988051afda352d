"""The registers of numbers that every installation starts with."""

from crm.core.installing import add_missing
from crm.core.transactions import unit_of_work
from crm.documents.models import Register

PATTERN = "{seq:03}/{type}/{unit}/{roman_month}/{year}"
REGISTERS = (
    ("UND", "Undangan", "Invitations"),
    ("NOT", "Notula", "Minutes"),
    ("ST", "Surat tugas", "Duty letters"),
    ("SPD", "Surat perjalanan dinas", "Travel orders"),
    ("MOU", "Nota kesepahaman", "Memoranda of understanding"),
    ("PKS", "Perjanjian kerja sama", "Cooperation agreements"),
    ("SK", "Surat keluar", "Outgoing letters"),
    ("SM", "Surat masuk", "Incoming letters"),
    ("SRT", "Sertifikat", "Certificates"),
    ("BA", "Berita acara", "Records of hand-over"),
    ("LAP", "Laporan pelaksanaan tugas", "Reports on tasks"),
    ("SKT", "Surat keterangan", "Certificates of service"),
    ("PEN", "Formulir penilaian", "Evaluation forms"),
)


def install_registers() -> None:
    """Add the registers that are missing."""
    rows = [
        {"code": code, "name_id": name_id, "name_en": name_en, "pattern": PATTERN}
        for code, name_id, name_en in REGISTERS
    ]
    with unit_of_work():
        add_missing(Register, [Register.code], rows)
