"""Reciprocity: hours given and received by an institution in a year (domain 3.4), never a debt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crm.core.db import db
from crm.sharing.queries.work import minutes_between


@dataclass
class Balance:
    """Confirmed minutes of one institution in one year."""

    given: int = 0
    received: int = 0

    @property
    def minutes(self) -> int:
        """Given less received: above nought for who gave more."""
        return self.given - self.received


def balances(year: int, institution_ids: Iterable[int] | None = None) -> dict[int, Balance]:
    """The balance of each institution that gave or received; one statement, however many."""
    wanted = None if institution_ids is None else list(institution_ids)
    rows = db.session.execute(minutes_between(wanted, date(year, 1, 1), date(year, 12, 31)))
    found: dict[int, Balance] = {}
    for home_id, host_id, minutes in rows:
        if home_id is not None:
            found.setdefault(home_id, Balance()).given += minutes
        found.setdefault(host_id, Balance()).received += minutes
    return found if wanted is None else {id_: found.get(id_, Balance()) for id_ in wanted}
