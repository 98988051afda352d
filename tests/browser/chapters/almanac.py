"""A day that the secretariat has entered itself."""

from crm.almanac.models import CalendarDay, Certainty, DayKind
from crm.almanac.table import enter
from crm.core import clock
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    row = enter(
        CalendarDay(),
        by=cast.by,
        day=clock.today("Asia/Jakarta"),
        kind=DayKind.OBSERVANCE,
        name_id="Hari jadi jaringan",
        name_en="Anniversary of the network",
        certainty=Certainty.DECREE,
        source="Keputusan rapat anggota",
    )
    cast.examples["day_id"] = row.id
