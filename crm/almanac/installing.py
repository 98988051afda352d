"""Holidays and joint leave as installed; later the secretariat's own rows win (domain 4.4)."""

from datetime import date

from crm.almanac.models import CalendarDay, Certainty, DayKind
from crm.core.installing import add_missing, rows_of
from crm.core.transactions import unit_of_work

SOURCE = "holidays 0.109"
KINDS = {"public": DayKind.PUBLIC_HOLIDAY, "government": DayKind.JOINT_LEAVE}


def install_calendar() -> None:
    """Add what is missing of the days of 2023 to 2028; dates not yet decreed are estimates."""
    days = [
        {
            "day": date.fromisoformat(row["date"]),
            "kind": KINDS[row["category"]],
            "name_id": row["name_id"],
            "name_en": row["name_en"],
            "province_code": None,
            "source": SOURCE,
            "certainty": Certainty.ESTIMATE if row["estimated"] == "yes" else Certainty.DECREE,
            "locked": False,
        }
        for row in rows_of("holidays_id_2023_2028.csv")
    ]
    with unit_of_work():
        add_missing(CalendarDay, [CalendarDay.day, CalendarDay.name_id], days)
