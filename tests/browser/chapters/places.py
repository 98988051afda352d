"""A province that was split in the story of the example network."""

from datetime import date

from crm.core.db import db
from crm.places.models import Regency
from crm.places.replacing import Successor, replace
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    sorong = db.session.get_one(Regency, "96.71")
    successor = Successor("97.71", province="Papua Kepala Burung")
    decree = "UU 7/2026"
    replace(sorong, successor, by=cast.by, on=date(2026, 1, 2), decree=decree)
