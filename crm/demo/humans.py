"""The invented people of the demo network: who they are, where they work, what they can do."""

from typing import NamedTuple

from crm.people.models import ContactRole, ExpertKind


class Human(NamedTuple):
    """An invented person at an invented place. Heads and liaisons may confirm."""

    key: str
    front: str
    name: str
    back: str
    at: str
    role: ContactRole
    position: str
    skills: str

    @property
    def may_confirm(self) -> bool:
        """Tell whether this person speaks for the place."""
        return self.role in {ContactRole.HEAD, ContactRole.LIAISON}


HUMANS = (
    Human(
        "sari",
        "",
        "Sari Wulandari",
        "S.S., M.Hum.",
        "B",
        ContactRole.DEPUTY,
        "Sekretaris jaringan",
        "training_design:3",
    ),
    Human(
        "dewi",
        "",
        "Dewi Anggraini",
        "S.Sos., M.IP.",
        "B",
        ContactRole.HEAD,
        "Kepala perpustakaan",
        "cataloguing:4 classification:4",
    ),
    Human(
        "ratna",
        "",
        "Ratna Prameswari",
        "S.IPust.",
        "B",
        ContactRole.STAFF,
        "Pustakawan muda",
        "cataloguing:4 subject_headings:3 metadata:3",
    ),
    Human(
        "yusuf",
        "",
        "Yusuf Rahmadi",
        "S.IP.",
        "M",
        ContactRole.HEAD,
        "Kepala perpustakaan",
        "reference:3",
    ),
    Human(
        "maya",
        "dr.",
        "Maya Lestari",
        "M.Kes.",
        "M",
        ContactRole.STAFF,
        "Dokter",
        "clinical_medicine:4 evidence_appraisal:3",
    ),
    Human(
        "bima",
        "",
        "Bima Aditya",
        "S.Kom.",
        "B",
        ContactRole.IT,
        "Pranata komputer",
        "network:4 slims:4 oai:3",
    ),
    Human(
        "marthen", "", "Marthen Wanggai", "A.Md.", "J", ContactRole.LIAISON, "Narahubung", "slims:2"
    ),
    Human(
        "endah",
        "",
        "Endah Kusumawati",
        "S.IPI.",
        "Y",
        ContactRole.HEAD,
        "Kepala perpustakaan",
        "information_literacy:4 reference_manager:4",
    ),
    Human("tono", "", "Tono", "", "K", ContactRole.LIAISON, "Pustakawan", "ill:2"),
    Human(
        "lina",
        "Ns.",
        "Lina Marlina",
        "S.Kep.",
        "S",
        ContactRole.LIAISON,
        "Narahubung",
        "nursing:3 repository:2",
    ),
    Human(
        "galih",
        "",
        "Galih Saputra",
        "S.Hum.",
        "C",
        ContactRole.HEAD,
        "Kepala perpustakaan",
        "literature_search:4 systematic_review:3",
    ),
    Human(
        "ayu",
        "",
        "Ni Luh Ayu Pertiwi",
        "S.Ptk.",
        "D",
        ContactRole.LIAISON,
        "Pustakawan",
        "reference:2",
    ),
    Human(
        "rudi",
        "",
        "Rudi Hartono",
        "S.S.",
        "N",
        ContactRole.HEAD,
        "Kepala perpustakaan",
        "indexing:3 literature_search:3",
    ),
)

EXPERTS = {
    "maya": (ExpertKind.DOCTOR, "Kedokteran keluarga"),
    "bima": (ExpertKind.NETWORK_EXPERT, "Jaringan kampus dan rumah sakit"),
    "lina": (ExpertKind.NURSE, "Keperawatan komunitas"),
    "galih": (ExpertKind.ACADEMIC, "Kesehatan masyarakat"),
}
