"""The default indicators, each linked to a line of the source presentation (domain 2.10)."""

from crm.core.installing import add_missing
from crm.core.transactions import unit_of_work
from crm.measures.models import EvidenceKind as E
from crm.measures.models import Indicator
from crm.measures.models import Unit as U

# code, source line, Indonesian, English, formula, unit, evidence
INDICATORS = (
    ("I01", "S13", "Adopsi perilaku", "Behaviour adoption",
     "respondents at action or maintenance / n", U.PERCENT, E.SOLICITED),
    ("I02", "S13", "Praktik pustakawan", "Librarian practice",
     "librarians doing at least 5 of 8 target practices last month / n", U.PERCENT, E.SOLICITED),
    ("I03", "S16", "Skor pola pikir", "Mindset score",
     "mean of 5 items (1-5) about library and network", U.INDEX, E.SOLICITED),
    ("I04", "S15", "Kesadaran", "Awareness",
     "unaided % and aided %, two series", U.PERCENT, E.SOLICITED),
    ("I05", "S14", "Pandangan masyarakat", "Community view",
     "favourable (4-5) / n", U.PERCENT, E.SOLICITED),
    ("I06", "S17", "Pemustaka aktif", "Active users",
     "active in the year / population served", U.PERCENT, E.OBSERVED),
    ("I07", "S17", "Pemanfaatan per kapita", "Use per capita",
     "(visits + loans + downloads) / population", U.INDEX, E.OBSERVED),
    ("I08", "S17", "Kepuasan (SKM)", "Satisfaction (SKM)",
     "sum of 9 element means x weight x 25", U.INDEX, E.SOLICITED),
    ("I09", "S18", "Pemanfaatan jaringan", "Network use",
     "portal searches, ILL requests, shared hours; three lines, never summed", U.COUNT, E.OBSERVED),
    ("I10", "S23", "Kebutuhan terpenuhi", "Fill rate",
     "needs met by another member / needs closed", U.PERCENT, E.OBSERVED),
    ("I11", "S19", "Pernyataan etika", "Ethics acknowledgement",
     "acknowledging users / active users", U.PERCENT, E.OBSERVED),
    ("I12", "S19", "Kuis etika dan insiden", "Ethics quiz and incidents",
     "passed / taken; incidents closed / opened", U.PERCENT, E.OBSERVED),
    ("I13", "S20", "Aksi masyarakat", "Community actions",
     "count, people reached, members acting %", U.COUNT, E.OBSERVED),
    ("I14", "S43", "Keterlibatan lembaga induk", "Parent involvement",
     "(attended + approved on time + funded + endorsed) / opportunities", U.PERCENT, E.OBSERVED),
    ("I15", "S44", "Cakupan unit kesehatan", "Health unit coverage",
     "health units engaged / units listed, per province", U.PERCENT, E.OBSERVED),
    ("I16", "S33", "Pakar aktif", "Active experts",
     "experts with at least 1 engagement in 12 months, per kind", U.COUNT, E.OBSERVED),
    ("I17", "S30", "Kontribusi portal", "Portal contribution",
     "members harvested within 90 days / members", U.PERCENT, E.OBSERVED),
    ("I18", "S32", "Waktu pengolahan", "Processing turnaround",
     "median days; bad records / sampled", U.DAYS, E.OBSERVED),
    ("I19", "S26", "Kemajuan kebijakan", "Policy progress",
     "issues up at least 1 stage in 12 months / open issues", U.PERCENT, E.OBSERVED),
    ("I20", "S25", "Biaya terhindarkan", "Cost avoided",
     "shared hours x standard rate + ILL x unit price", U.IDR, E.INFERRED),
    ("I21", "S10", "Skor citra", "Image score",
     "leaders' mean (1-5)", U.INDEX, E.SOLICITED),
    ("I22", "S42", "Tepat waktu", "On time",
     "placements live on the planned day / placements due", U.PERCENT, E.OBSERVED),
)  # fmt: skip
FALLING = {"I18"}


def install_indicators() -> None:
    """Add the indicators that are missing."""
    names = ("code", "source_row", "name_id", "name_en", "formula", "unit", "evidence")
    rows = [
        {**dict(zip(names, row, strict=True)), "falls": row[0] in FALLING} for row in INDICATORS
    ]
    with unit_of_work():
        add_missing(Indicator, [Indicator.code], rows)
