"""Provinces, regencies and the crosswalk of codes, as installed (Kepmendagri 300.2.2-2138/2025)."""

from crm.core.installing import add_missing, rows_of
from crm.core.text import folded
from crm.core.transactions import unit_of_work
from crm.places.models import CodeChange, Province, Regency, zone_of


def install_places() -> None:
    """Add what is missing of 38 provinces, 514 regencies and 26 changed codes."""
    provinces = [
        {
            "code": row["kode"],
            "name": row["nama"],
            "folded": folded(row["nama"]),
            "zone": zone_of(row["kode"]),
        }
        for row in rows_of("provinces_id.csv")
    ]
    regencies = [
        {
            "code": row["kode"],
            "province_code": row["kode_provinsi"],
            "name": row["nama"],
            "folded": folded(row["nama"]),
            "is_city": row["jenis"] == "kota",
        }
        for row in rows_of("regencies_id.csv")
    ]
    changes = [
        {"old_code": dotted(row["kode_2022"]), "new_code": row["kode_2025"]}
        for row in rows_of("regency_code_changes_2022_2025.csv")
    ]
    with unit_of_work():
        add_missing(Province, [Province.code], provinces)
        add_missing(Regency, [Regency.code], regencies)
        add_missing(CodeChange, [CodeChange.old_code], changes)


def dotted(code: str) -> str:
    """A four-digit code as it is written: 3273 is 32.73."""
    return code if "." in code else f"{code[:2]}.{code[2:]}"
