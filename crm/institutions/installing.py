"""The services that libraries offer, as installed (domain 5.2)."""

from crm.core.installing import add_missing
from crm.core.transactions import unit_of_work
from crm.institutions.models import Service

SERVICES = (
    ("reference", "Layanan rujukan", "Reference"),
    ("literature_search", "Penelusuran literatur", "Literature search"),
    ("systematic_review_support", "Dukungan tinjauan sistematis", "Systematic review support"),
    ("ill_document_delivery", "Silang layan dan kirim dokumen", "Interlibrary loan and documents"),
    ("eresource_access", "Akses sumber elektronik", "E-resource access"),
    ("information_literacy_training", "Pelatihan literasi informasi", "Information literacy"),
    ("reference_manager_coaching", "Pendampingan pengelola rujukan", "Reference manager coaching"),
    ("similarity_check", "Pemeriksaan kemiripan", "Similarity check"),
    ("repository_deposit", "Unggah repositori", "Repository deposit"),
    ("digitisation", "Alih media", "Digitisation"),
    ("reading_room", "Ruang baca", "Reading room"),
    ("health_corner", "Pojok kesehatan", "Health corner"),
    ("translation", "Terjemahan", "Translation"),
    ("distance_service", "Layanan jarak jauh", "Distance service"),
)


def install_services() -> None:
    """Add the services that are missing."""
    rows = [{"code": code, "name_id": id_, "name_en": en} for code, id_, en in SERVICES]
    with unit_of_work():
        add_missing(Service, [Service.code], rows)
