"""The demo can be filled on whatever day somebody first tries Mitra."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from crm.campaigns.models import Placement, PlacementState
from crm.core import clock
from crm.core.db import db
from crm.demo.filling import fill
from crm.documents.models import IncomingLetter
from crm.files.models import Attachment
from crm.labels.models import CustomField, SavedView, Tagging
from crm.permissions import Role
from crm.timeline.models import Note
from tests.houses import House

MORNING = ZoneInfo("Asia/Jakarta")
AWKWARD_DAYS = (
    pytest.param(datetime(2026, 11, 28, 5, 50, tzinfo=MORNING), id="a Saturday"),
    pytest.param(datetime(2027, 3, 12, 23, 30, tzinfo=MORNING), id="among the days of Idulfitri"),
    pytest.param(datetime(2028, 2, 29, 0, 5, tzinfo=MORNING), id="29 February"),
)


@pytest.mark.parametrize("moment", AWKWARD_DAYS)
def test_the_demo_is_filled_on_any_day(house_on_sqlite: House, moment: datetime) -> None:
    house_on_sqlite.clean()

    with house_on_sqlite.app.app_context(), clock.standing_at(moment):
        accounts = fill(with_real=False)
        live = db.session.scalars(
            sa.select(Placement).where(Placement.state == PlacementState.LIVE)
        ).all()

        assert {role for role, _email in accounts} == {role.value for role in Role}
        for kept in (IncomingLetter, Note, Attachment, Tagging, CustomField, SavedView):
            assert db.session.scalar(sa.select(sa.func.count()).select_from(kept)), kept
        assert all(one.run_starts_on <= clock.today("Asia/Jakarta") for one in live)
        db.session.remove()
    house_on_sqlite.clean()
