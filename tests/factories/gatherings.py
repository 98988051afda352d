"""Gatherings, their lists, minutes and follow-ups."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import save
from crm.gatherings.models import (
    ActionItem,
    AgendaItem,
    Gathering,
    GatheringKind,
    GatheringState,
    Invitee,
    QuorumRule,
    Series,
    new_uid,
)
from crm.gatherings.recurrence import Rhythm, rule_for
from crm.institutions.models import Institution, MembershipState
from tests.factories.register import (
    make_affiliation,
    make_belonging,
    make_institution,
    make_parent_body,
    make_person,
)

SECRETARY = Actor(name="Sari Wulandari", role="secretariat")


def jakarta(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """An instant on the clock of Jakarta."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)


def make_gathering(**given: Any) -> Gathering:
    starts_at = given.get("starts_at", jakarta(2027, 1, 13))
    return save(
        Gathering(
            **{
                "kind": GatheringKind.REGULAR,
                "state": GatheringState.DRAFT,
                "title": "Rapat Rutin Januari 2027",
                "starts_at": starts_at,
                "ends_at": starts_at + timedelta(hours=2),
                "zone": "Asia/Jakarta",
                "place": "Ruang Rapat, Bandung",
                "uid": new_uid(),
                "created_at": clock.now(),
                **given,
            }
        )
    )


def make_series(**given: Any) -> Series:
    first = given.get("first_starts_at", jakarta(2027, 1, 13))
    day = first.astimezone(ZoneInfo(given.get("zone", "Asia/Jakarta"))).date()
    return save(
        Series(
            **{
                "title": "Rapat Rutin",
                "rule": rule_for(Rhythm.MONTHLY_BY_WEEKDAY, day),
                "first_starts_at": first,
                "zone": "Asia/Jakarta",
                "duration": 120,
                "quorum": QuorumRule.FRACTION,
                "created_at": clock.now(),
                **given,
            }
        )
    )


def make_member(**given: Any) -> Institution:
    """A member with a liaison who reads letters and a parent body that gets copies."""
    person = given.pop("liaison", None) or make_person()
    parent = given.pop("parent", None) or make_parent_body()
    institution = make_institution(**{"state": MembershipState.ACTIVE, **given})
    make_affiliation(person, institution, may_confirm=True)
    make_belonging(institution, parent)
    return institution


def make_invitee(gathering: Gathering, institution: Institution | None, **given: Any) -> Invitee:
    """A place on the list, with the invitation out unless said otherwise."""
    out = gathering.state is not GatheringState.DRAFT
    return save(
        Invitee(
            **{
                "gathering": gathering,
                "institution": institution,
                "email": f"undangan{institution.id if institution else 0}@contoh.example",
                "name": "Kepala Perpustakaan",
                "invited_at": clock.now() if out else None,
                "invited_for": gathering.sequence if out else None,
                **given,
            }
        )
    )


def make_invited(**given: Any) -> Gathering:
    """A gathering whose invitation is out."""
    return make_gathering(**{"state": GatheringState.INVITED, **given})


def make_agenda_item(gathering: Gathering, title: str, **given: Any) -> AgendaItem:
    return save(
        AgendaItem(
            **{
                "gathering_id": gathering.id,
                "position": len(gathering.agenda) + 1,
                "title": title,
                **given,
            }
        )
    )


def make_action(gathering: Gathering, **given: Any) -> ActionItem:
    return save(
        ActionItem(
            **{
                "gathering": gathering,
                "what": "Kirim daftar judul ganda",
                "due_on": date(2027, 2, 10),
                "created_at": clock.now(),
                **given,
            }
        )
    )
