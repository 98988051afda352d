"""The first vocabulary of skills; the secretariat adds its own."""

from crm.core.installing import add_missing
from crm.core.transactions import unit_of_work
from crm.people.models import Skill

SKILLS = (
    ("cataloguing", "Pengatalogan", "Cataloguing"),
    ("classification", "Klasifikasi NLM dan DDC", "NLM and DDC classification"),
    ("subject_headings", "Tajuk subjek MeSH", "MeSH subject headings"),
    ("indexing", "Pengindeksan dan abstrak", "Indexing and abstracting"),
    ("reference", "Layanan rujukan", "Reference service"),
    ("literature_search", "Penelusuran literatur", "Literature searching"),
    ("systematic_review", "Pendampingan tinjauan sistematis", "Systematic review support"),
    ("evidence_appraisal", "Telaah kritis bukti", "Critical appraisal"),
    ("information_literacy", "Literasi informasi", "Information literacy teaching"),
    ("reference_manager", "Pelatihan pengelola rujukan", "Reference manager coaching"),
    ("ill", "Silang layan", "Interlibrary loan"),
    ("digitisation", "Alih media dan digitalisasi", "Digitisation"),
    ("repository", "Pengelolaan repositori", "Repository management"),
    ("metadata", "Perapian metadata", "Metadata cleaning"),
    ("slims", "Administrasi SLiMS", "SLiMS administration"),
    ("inlislite", "Administrasi INLISLite", "INLISLite administration"),
    ("oai", "Panen metadata OAI-PMH", "OAI-PMH harvesting"),
    ("network", "Jaringan komputer", "Computer networks"),
    ("information_systems", "Sistem informasi", "Information systems"),
    ("web", "Pengembangan web dan portal", "Web and portal development"),
    ("data_analysis", "Analisis data", "Data analysis"),
    ("survey", "Rancangan survei", "Survey design"),
    ("social_marketing", "Pemasaran sosial", "Social marketing"),
    ("graphic_design", "Desain grafis", "Graphic design"),
    ("social_media", "Media sosial", "Social media"),
    ("public_speaking", "Bicara di depan umum", "Public speaking"),
    ("training_design", "Rancangan pelatihan", "Training design"),
    ("policy_writing", "Penulisan naskah kebijakan", "Policy writing"),
    ("clinical_medicine", "Kedokteran klinis", "Clinical medicine"),
    ("nursing", "Keperawatan", "Nursing"),
    ("public_health", "Kesehatan masyarakat", "Public health"),
    ("pharmacy", "Farmasi", "Pharmacy"),
    ("midwifery", "Kebidanan", "Midwifery"),
    ("nutrition", "Gizi", "Nutrition"),
    ("ethics_copyright", "Etika dan hak cipta", "Ethics and copyright"),
    ("preservation", "Pelestarian bahan pustaka", "Preservation"),
)


def install_skills() -> None:
    """Add the skills that are missing."""
    rows = [{"code": code, "name_id": id_, "name_en": en} for code, id_, en in SKILLS]
    with unit_of_work():
        add_missing(Skill, [Skill.code], rows)
