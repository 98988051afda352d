"""A campaign that runs now, one that waits for approval, and a plan just begun."""

from datetime import date, timedelta

from crm.campaigns.models import Campaign, Placement, PlacementState, PlacementType, ScanDay
from crm.campaigns.planning import ask_for_window
from crm.core import clock
from crm.core.db import save
from crm.permissions import Role
from tests.browser.cast import Cast
from tests.factories.campaigns import (
    make_approved,
    make_audience,
    make_campaign,
    make_complete,
    make_link,
    make_partner,
    make_placement,
)

PATH = list(PlacementState)[1:10]
PIECES = (
    ("Brosur cara menelusur", PlacementType.BROCHURE, 0, 40, PlacementState.LIVE),
    ("Poster ruang jaga", PlacementType.POSTER, 5, 30, PlacementState.DELIVERED),
    ("Baliho simpang rumah sakit", PlacementType.BALIHO, 12, 40, PlacementState.PERMIT_REQUESTED),
    ("X-banner lobi", PlacementType.X_BANNER, 0, 20, PlacementState.LIVE),
    ("Siaran pers pembukaan", PlacementType.PRESS_RELEASE, 20, 20, PlacementState.DESIGN),
    ("Kunjungan media", PlacementType.MEDIA_VISIT, 30, 30, PlacementState.PLANNED),
)


def fill(cast: Cast) -> None:
    manager = cast.user(Role.CAMPAIGN_MANAGER)
    today = clock.today("Asia/Jakarta")
    first, last = today - timedelta(days=10), today + timedelta(days=40)
    window = {"window_starts_on": first, "window_ends_on": last}
    running = make_campaign(manager, **window)
    make_audience(running)
    make_audience(running, name="Residen")
    make_approved(running)
    make_partner(running, cast.troupe.members["M"])
    placements = [_place(running, cast, today, *piece) for piece in PIECES]
    _scan(placements[0], today)
    change = ask_for_window(
        running,
        (first, last + timedelta(days=14)),
        reason="Mitra media meminta dua pekan tambahan.",
        by=manager.as_actor(),
    )
    later = {name: day + timedelta(days=150) for name, day in window.items()}
    reviewed = make_complete(make_campaign(manager, title_id="Pekan Literasi Kesehatan", **later))
    reviewed.submit(by=manager.as_actor())
    begun = make_campaign(manager, title_id="Titip Buku Antarperpustakaan", **later)
    cast.examples |= {
        "campaign_id": running.id,
        "placement_id": placements[0].id,
        "change_id": change.id,
        "baliho": placements[2].id,
        "unlinked_placement": placements[1].id,
        "reviewed_campaign": reviewed.id,
        "draft_campaign": begun.id,
    }


def _place(
    campaign: Campaign,
    cast: Cast,
    today: date,
    name: str,
    kind: PlacementType,
    start: int,
    end: int,
    state: PlacementState,
) -> Placement:
    opens = campaign.window_starts_on
    placement = make_placement(
        campaign,
        name=name,
        type=kind,
        run_starts_on=opens + timedelta(days=start),
        run_ends_on=opens + timedelta(days=end),
    )
    for step in PATH[: PATH.index(state) + 1] if state in PATH else []:
        if step in placement.next_states():
            placement.move_to(step, by=cast.by, on=today)
    return placement


def _scan(placement: Placement, today: date) -> None:
    link = make_link(placement)
    for ago, visitors in enumerate((14, 22, 9, 31, 27, 18, 12)):
        day = today - timedelta(days=ago)
        save(ScanDay(link_id=link.id, day=day, hits=visitors + ago, visitors=visitors))
