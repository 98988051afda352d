"""Campaigns in the demo: one running with scans, one waiting for approval, one draft."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from crm.campaigns.models import (
    AudienceType,
    Campaign,
    CampaignPartner,
    CampaignSegment,
    Direction,
    Method,
    Objective,
    ObjectiveLevel,
    PartnerRole,
    Placement,
    PlacementState,
    PlacementType,
    Priority,
    ScanDay,
)
from crm.campaigns.models.kinds import KINDS
from crm.campaigns.planning import address_new, begin_plan, place
from crm.campaigns.queries import link_of, plan_of
from crm.core.db import db, save
from crm.demo.register import Troupe
from crm.demo.year import Year


class Piece(NamedTuple):
    """One placement of the demo: what, from day to day of the window, how many, where."""

    name: str
    type: PlacementType
    first: int
    last: int
    quantity: int
    place: str
    audience: int


P = PlacementType
ONE_DOOR = (
    Piece("Brosur penelusuran cepat", P.BROCHURE, 2, 31, 5000, "Ruang tunggu dan perpustakaan", 1),
    Piece("Poster satu pintu", P.POSTER, 2, 31, 200, "Fakultas dan rumah sakit", 1),
    Piece("Banner berdiri di lobi", P.X_BANNER, 3, 31, 24, "Lobi rumah sakit anggota", 1),
    Piece("Siaran radio Suara Sehat", P.RADIO_SPOT, 5, 25, 60, "Bandung Raya", 1),
    Piece("Surat elektronik pustakawan", P.E_MAIL, 4, 8, 400, "Daftar anggota", 0),
    Piece("Unggahan media sosial", P.SOCIAL_POST, 1, 31, 12, "Akun jaringan", 0),
)
ALREADY_OUT = 4
SCANS = (3, 8, 14, 9, 6, 17, 22, 11, 9, 13)


def live_campaigns(troupe: Troupe, year: Year) -> None:
    """Let the campaign manager plan, ask, start and count."""
    _one_door_is_running(troupe, year)
    _honest_citation_waits(troupe, year)
    _reading_month_is_drafted(troupe, year)


def _begin(troupe: Troupe, year: Year, starts: int, days: int, **words: Any) -> Campaign:
    first = year.day(starts)
    manager = troupe.users["nadia@jpk.example"]
    return begin_plan(
        {
            "window_starts_on": first,
            "window_ends_on": first + timedelta(days=days - 1),
            **words,
        },
        by=manager,
    )


def _audiences(troupe: Troupe, campaign: Campaign) -> list[CampaignSegment]:
    by = troupe.users["nadia@jpk.example"].as_actor()
    librarians = {
        "name": f"Pustakawan anggota, {campaign.code}",
        "audience_type": AudienceType.LIBRARIAN,
        "size": 400,
        "size_source": "Register anggota",
    }
    residents = {
        "name": f"Dokter residen, {campaign.code}",
        "audience_type": AudienceType.HEALTH_WORKER,
        "size": 1200,
        "size_source": "Bagian diklat",
    }
    return [
        address_new(campaign, librarians, priority=Priority.SECONDARY, by=by),
        address_new(campaign, residents, priority=Priority.PRIMARY, by=by),
    ]


def _promise(troupe: Troupe, campaign: Campaign, audience: CampaignSegment) -> None:
    Objective.set_for(
        campaign,
        by=troupe.users["nadia@jpk.example"].as_actor(),
        campaign_segment_id=audience.id,
        level=ObjectiveLevel.BEHAVIOUR,
        behaviour="Menelusur literatur lewat portal satu pintu sebelum bertanya di grup",
        indicator_text="Residen yang menelusur lewat portal sebulan terakhir",
        direction=Direction.UP,
        baseline_value=31,
        baseline_on=campaign.window_starts_on - timedelta(days=20),
        baseline_n=200,
        baseline_method=Method.RANDOM,
        target_value=45,
        target_on=campaign.window_ends_on,
    )


def _place_all(
    troupe: Troupe, campaign: Campaign, audiences: list[CampaignSegment], pieces: tuple[Piece, ...]
) -> list[Placement]:
    manager = troupe.users["nadia@jpk.example"]
    placed = []
    for piece in pieces:
        facts = {
            "name": piece.name,
            "type": piece.type,
            "run_starts_on": campaign.window_starts_on + timedelta(days=piece.first - 1),
            "run_ends_on": min(
                campaign.window_starts_on + timedelta(days=piece.last - 1),
                campaign.window_ends_on,
            ),
            "lead_workdays": KINDS[piece.type].lead,
            "quantity": piece.quantity,
            "place": piece.place,
        }
        address = f"https://portal.jpk.example/mulai?media={piece.type.value}"
        one = place(campaign, facts, spec={}, target_url=address, by=manager)
        one.campaign_segments = [audiences[piece.audience]]
        placed.append(one)
    return placed


def _one_door_is_running(troupe: Troupe, year: Year) -> None:
    nadia, sari = troupe.users["nadia@jpk.example"], troupe.users["sari@jpk.example"]
    with year.lived(-75):
        campaign = _begin(
            troupe, year, -12, 32,
            title_id="Satu Pintu Literatur Kesehatan", title_en="One Door to Health Literature",
            problem="Residen bertanya di grup pesan sebelum menelusur.",
            purpose="Bukti terbaik ditemukan dalam lima menit.", focus="Portal satu pintu",
            welfare_benefit="Pasien dirawat berdasarkan bukti yang lebih baru.",
            positioning="Lebih cepat daripada bertanya di grup, dan bisa dikutip.",
            peak_on=year.day(2),
        )  # fmt: skip
        audiences = _audiences(troupe, campaign)
        _promise(troupe, campaign, audiences[1])
        placed = _place_all(troupe, campaign, audiences, ONE_DOOR)
        _join(troupe, campaign, "R", PartnerRole.MEDIA)
        campaign.submit(by=nadia.as_actor())
    with year.lived(-70):
        plan_of(_again(campaign)).approve(by=sari.as_actor())
    _make(placed, year, troupe)
    _count_scans(placed, year)


def _join(troupe: Troupe, campaign: Campaign, member: str, role: PartnerRole) -> None:
    CampaignPartner.join(
        campaign,
        troupe.members[member],
        role=role,
        commitment="Enam puluh siaran layanan masyarakat",
        by=troupe.users["nadia@jpk.example"].as_actor(),
    )


def _again(campaign: Campaign) -> Campaign:
    return db.session.get_one(Campaign, campaign.id)


def _make(placed: list[Placement], year: Year, troupe: Troupe) -> None:
    by = troupe.users["nadia@jpk.example"].as_actor()
    for number, one in enumerate(placed):
        steps = _steps(number)
        for place_in_line, state in enumerate(steps):
            is_out = state is PlacementState.LIVE
            away = year.away(one.run_starts_on) if is_out else -40 + 4 * place_in_line
            if year.day(away) > year.today:
                continue
            with year.lived(away):
                again = db.session.get_one(Placement, one.id)
                if state in again.next_states():
                    again.move_to(state, by=by, on=_day_of(state, again, year.day(away)))


def _day_of(state: PlacementState, piece: Placement, planned: date) -> date:
    """No piece is out before its run, wherever the weekends of the year lie."""
    return max(planned, piece.run_starts_on) if state is PlacementState.LIVE else planned


def _steps(number: int) -> list[PlacementState]:
    """How far a piece has come: the first four are out, the others on their way."""
    line = [
        PlacementState.BRIEFED,
        PlacementState.DESIGN,
        PlacementState.PRETEST,
        PlacementState.APPROVED,
        PlacementState.PRODUCING,
        PlacementState.DELIVERED,
        PlacementState.LIVE,
    ]
    return line if number < ALREADY_OUT else line[: 7 - number]


def _count_scans(placed: list[Placement], year: Year) -> None:
    with year.lived(-1):
        for number, one in enumerate(placed[:3]):
            link = db.session.scalars(link_of(one)).one()
            for back, hits in enumerate(SCANS):
                day = year.today - timedelta(days=len(SCANS) - back)
                people = max(hits - back % 3 - number, 1)
                save(ScanDay(link_id=link.id, day=day, hits=hits + number, visitors=people))


def _honest_citation_waits(troupe: Troupe, year: Year) -> None:
    with year.lived(-10):
        campaign = _begin(
            troupe, year, 60, 30,
            title_id="Sitasi Jujur, Karya Terhormat", title_en="Honest Citation",
            problem="Mahasiswa menyalin tanpa menyebut sumber.",
            purpose="Setiap tugas akhir memakai pengelola rujukan.", focus="Etika pemanfaatan",
            welfare_benefit="Ilmu yang dapat dipercaya.",
        )  # fmt: skip
        audiences = _audiences(troupe, campaign)
        _promise(troupe, campaign, audiences[1])
        _place_all(troupe, campaign, audiences, ONE_DOOR[1:3] + ONE_DOOR[4:])
    with year.lived(-4):
        _again(campaign).submit(by=troupe.users["nadia@jpk.example"].as_actor())


def _reading_month_is_drafted(troupe: Troupe, year: Year) -> None:
    with year.lived(-1):
        _begin(
            troupe, year, 120, 31,
            title_id="Bulan Gemar Membaca", title_en="Reading Month",
            problem="Pojok baca puskesmas jarang dipakai.", purpose="Keluarga membaca bersama.",
        )  # fmt: skip
