"""The invented members, parent bodies and people of the demo network (domain 9 and more like them).

No name here occurs among the real institutions of the register: a test compares them.
"""

from typing import NamedTuple

from crm.institutions.models import InstitutionType as T
from crm.permissions import Role

PASSWORD = "mitra demo bersama"


class Member(NamedTuple):
    """An invented institution: how it is called for short, what it is, where, under whom."""

    key: str
    name: str
    name_en: str
    type: T
    regency: str
    npp: str
    parent: str
    services: str


class Parent(NamedTuple):
    """An invented parent body and the one above it."""

    key: str
    name: str
    level: str
    above: str
    approver_post: str
    approver: str


PARENTS = (
    Parent("kemenkes", "Kementerian Kesehatan Nusantara (contoh)", "ministry", "", "", ""),
    Parent("lazuardi", "Universitas Lazuardi Nusantara", "university", "", "", ""),
    Parent(
        "fk",
        "Fakultas Kedokteran Universitas Lazuardi Nusantara",
        "faculty",
        "lazuardi",
        "Dekan",
        "Prof. Dr. dr. Hendra Wiratmaja",
    ),
    Parent("pemkot", "Pemerintah Kota Losari Raya (contoh)", "local government", "", "", ""),
    Parent(
        "lentera", "RSUD Puspa Lentera", "hospital", "pemkot", "Direktur", "dr. Andi Batari Sompa"
    ),
    Parent(
        "kasuari",
        "Poltekkes Kasuari Mandiri",
        "polytechnic",
        "kemenkes",
        "Direktur",
        "Yohanis Waromi, S.Kep., M.Kes.",
    ),
    Parent(
        "anggrek", "Yayasan Griya Anggrek", "foundation", "", "Ketua yayasan", "Sri Utami Handayani"
    ),
    Parent("kenanga", "RS Kenanga Puspita", "hospital", "", "Direktur", "dr. Bagas Pamungkas"),
)

MEMBERS = (
    Member(
        "B",
        "Perpustakaan FK Universitas Lazuardi Nusantara",
        "Library of the Faculty of Medicine, Lazuardi Nusantara University",
        T.MEDICAL_FACULTY_LIBRARY,
        "32.73",
        "3273012C0000901",
        "fk",
        "reference literature_search systematic_review_support ill_document_delivery",
    ),
    Member(
        "M",
        "Perpustakaan RSUD Puspa Lentera",
        "Library of Puspa Lentera Hospital",
        T.HOSPITAL_LIBRARY,
        "73.71",
        "7371012B0000902",
        "lentera",
        "reference reading_room",
    ),
    Member(
        "J",
        "Perpustakaan Poltekkes Kasuari Mandiri",
        "Library of Kasuari Mandiri Health Polytechnic",
        T.POLTEKKES_LIBRARY,
        "91.71",
        "",
        "kasuari",
        "reading_room eresource_access",
    ),
    Member(
        "Y",
        "Perpustakaan STIKes Griya Anggrek",
        "Library of Griya Anggrek Health College",
        T.STIKES_LIBRARY,
        "34.71",
        "3471012D0000903",
        "anggrek",
        "information_literacy_training reference_manager_coaching",
    ),
    Member(
        "K",
        "Perpustakaan RS Kenanga Puspita",
        "Library of Kenanga Puspita Hospital",
        T.HOSPITAL_LIBRARY,
        "33.74",
        "3374012B0000904",
        "kenanga",
        "health_corner",
    ),
    Member(
        "S",
        "Perpustakaan STIKes Seroja Tirta",
        "Library of Seroja Tirta Health College",
        T.STIKES_LIBRARY,
        "16.71",
        "1671012D0000905",
        "",
        "repository_deposit digitisation",
    ),
    Member(
        "C",
        "Perpustakaan FKM Universitas Cakrawala Timur",
        "Library of Public Health, Cakrawala Timur University",
        T.PUBLIC_HEALTH_FACULTY_LIBRARY,
        "35.78",
        "3578012C0000906",
        "",
        "literature_search information_literacy_training",
    ),
    Member(
        "D",
        "Perpustakaan RSJ Damai Lestari Jiwa",
        "Library of Damai Lestari Jiwa Hospital",
        T.HOSPITAL_LIBRARY,
        "51.71",
        "5171012B0000907",
        "",
        "reading_room health_corner",
    ),
    Member(
        "N",
        "Perpustakaan FIKep Universitas Nusa Melati",
        "Library of Nursing, Nusa Melati University",
        T.NURSING_FACULTY_LIBRARY,
        "32.01",
        "3201012C0000908",
        "",
        "literature_search similarity_check",
    ),
    Member(
        "P",
        "Pojok Baca Puskesmas Pelangi Harapan Kita",
        "Reading corner Pelangi Harapan Kita",
        T.PUSKESMAS_CORNER,
        "36.74",
        "",
        "",
        "health_corner",
    ),
    Member(
        "Q",
        "Ikatan Pustakawan Kesehatan Contoh",
        "Example Association of Health Librarians",
        T.PROFESSIONAL_ASSOCIATION,
        "31.71",
        "",
        "",
        "",
    ),
    Member(
        "R", "Radio Suara Sehat Contoh", "Suara Sehat Radio", T.MEDIA_PARTNER, "32.73", "", "", ""
    ),
)

STRENGTHS = {
    "B": "WG5* QV4 WB4* QS3 WH2",
    "M": "WX4* WB3 WS2",
    "Y": "WY5* WQ3",
    "K": "WS4* WP3 WQ4*",
    "S": "WY4 QY2",
    "C": "WA5* WC4* W3",
    "D": "WM5* WL3",
    "N": "WY4 WT3* WB1",
}
"""Subject, depth, and an asterisk for whoever leads."""

STATES = {"J": "verified", "K": "grace", "S": "active", "P": "prospect", "Q": "honorary", "R": ""}


class Account(NamedTuple):
    """Someone who signs in to the demo."""

    email: str
    name: str
    role: Role
    institution: str = ""
    parent: str = ""
    person: str = ""


ACCOUNTS = (
    Account("sari@jpk.example", "Sari Wulandari", Role.SECRETARIAT, person="sari"),
    Account("nadia@jpk.example", "Nadia Kusuma", Role.CAMPAIGN_MANAGER),
    Account("dewi@lazuardi.example", "Dewi Anggraini", Role.PARTNER, "B", person="dewi"),
    Account("yusuf@lentera.example", "Yusuf Rahmadi", Role.PARTNER, "M", person="yusuf"),
    Account("dekan@lazuardi.example", "Hendra Wiratmaja", Role.PARENT_APPROVER, parent="fk"),
    Account("maya@lentera.example", "Maya Lestari", Role.EXPERT, person="maya"),
    Account("pembina@jpk.example", "Retno Palupi", Role.BOARD),
    Account("admin@jpk.example", "Agus Priyanto", Role.ADMIN),
)
