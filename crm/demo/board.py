"""The board of the demo: needs that wait, one that was filled, one that went by, and offers."""

from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.db import db, save
from crm.demo.register import Troupe
from crm.demo.year import Year
from crm.people.models import Skill
from crm.sharing.board.answering import pass_over
from crm.sharing.models import Mode, Purpose, SharingNeed, SharingOffer


def live_board(troupe: Troupe, year: Year) -> None:
    """Let members ask for people and offer theirs."""
    by = troupe.users["sari@jpk.example"]
    _one_went_by(troupe, year, by)
    search_id = _needs(troupe, year, by)
    _offers(troupe, year, by)
    with year.lived(-1):
        rudi = troupe.people["rudi"]
        need = db.session.get_one(SharingNeed, search_id)
        pass_over(need, person_id=rudi.id, offer_id=0, name=rudi.full_name, by=by)


def _needs(troupe: Troupe, year: Year, by: User) -> int:
    """Four needs that wait; gives the number of the one for which somebody is passed over."""
    with year.lived(-4):
        ask(
            troupe, "M", by=by, title="Mengatalog 150 laporan penelitian", code="cataloguing",
            purpose=Purpose.PROCESSING, weekly_minutes=180, mode=Mode.REMOTE,
            starts_on=year.day(30), ends_on=year.day(90), deadline=year.day(5),
            detail="Laporan penelitian rumah sakit 2015–2024, belum ada di katalog.",
        )  # fmt: skip
        search = ask(
            troupe, "K", by=by, title="Mendampingi telaah sistematis", code="literature_search",
            purpose=Purpose.COACHING, weekly_minutes=120, mode=Mode.REMOTE, level=3,
            starts_on=year.day(25), ends_on=year.day(75), deadline=year.day(12),
        )  # fmt: skip
        ask(
            troupe, "J", by=by, title="Memasang SLiMS dan melatih pengelola", code="slims",
            purpose=Purpose.AUTOMATION, weekly_minutes=240, mode=Mode.ONSITE, level=3,
            starts_on=year.day(40), ends_on=year.day(68), deadline=year.day(20),
        )  # fmt: skip
        ask(
            troupe, "D", by=by, title="Menyusun media edukasi pasien", code="graphic_design",
            purpose=Purpose.CAMPAIGN, weekly_minutes=180, mode=Mode.REMOTE,
            starts_on=year.day(20), ends_on=year.day(50), deadline=year.day(10),
        )  # fmt: skip
    return search.id


def _offers(troupe: Troupe, year: Year, by: User) -> None:
    with year.lived(-3):
        _offer(
            troupe, "B", by=by, person=troupe.people["ratna"], role="Pengatalog",
            able={"cataloguing": 4, "subject_headings": 3}, weekly_minutes=240,
            starts_on=year.day(0), ends_on=year.day(180),
        )  # fmt: skip
        _offer(
            troupe, "C", by=by, person=troupe.people["galih"], role="Penelusur literatur",
            able={"literature_search": 4, "systematic_review": 3}, weekly_minutes=180,
            starts_on=year.day(10), ends_on=year.day(120),
        )  # fmt: skip
        _offer(
            troupe, "N", by=by, role="Pustakawan dengan latar keperawatan",
            able={"nursing": 3, "literature_search": 3}, weekly_minutes=120,
            starts_on=year.day(0), ends_on=year.day(90),
        )  # fmt: skip


def _one_went_by(troupe: Troupe, year: Year, by: User) -> None:
    with year.lived(-70):
        need = ask(
            troupe, "S", by=by, title="Alih media koleksi langka", code="digitisation",
            purpose=Purpose.PROCESSING, weekly_minutes=360, mode=Mode.ONSITE,
            starts_on=year.day(-40), ends_on=year.day(-5), deadline=year.day(-50),
        )  # fmt: skip
    with year.lived(-48):
        db.session.get_one(SharingNeed, need.id).lapse(on=year.day(-48))


def ask(troupe: Troupe, member: str, *, by: User, code: str, **facts: Any) -> SharingNeed:
    """Put a need of a member on the board."""
    skill = _skill(code)
    need = save(SharingNeed(host=troupe.members[member], skill=skill, **{"level": 2, **facts}))
    need.write(by=by.as_actor())
    return need


def _offer(
    troupe: Troupe, member: str, *, by: User, able: dict[str, int], **facts: Any
) -> SharingOffer:
    pairs = [f"{_skill(code).id}:{level}" for code, level in able.items()]
    offer = save(SharingOffer(home=troupe.members[member], able=pairs, **facts))
    offer.write(by=by.as_actor())
    return offer


def _skill(code: str) -> Skill:
    return db.session.scalars(sa.select(Skill).where(Skill.code == code)).one()
