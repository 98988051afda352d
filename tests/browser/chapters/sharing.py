"""An agreement, a draft, and which promise of the demo stands for which state."""

from datetime import timedelta

import sqlalchemy as sa

from crm.core.db import db, save
from crm.permissions import Role
from crm.sharing.choosing import Choice, draft
from crm.sharing.formal.tracking import begin_tracking, note_step
from crm.sharing.letters import issue_agreement
from crm.sharing.models import (
    AgreementKind,
    Assignment,
    PostingState,
    SharingNeed,
    SharingOffer,
    State,
    new_agreement,
)
from crm.sharing.models.formal import Step
from tests.browser.cast import Cast

SIGNATORIES = (
    {"signatory_name": "Prof. Dr. dr. Hendra Wiratmaja", "signatory_post": "Dekan"},
    {"signatory_name": "dr. Andi Batari Sompa", "signatory_post": "Direktur"},
)


def fill(cast: Cast) -> None:
    _agree(cast)
    _begin(cast)
    _go_on(cast, _complete(cast))
    _renew_by_clause(cast)
    _move_formally(cast)
    cast.examples["host in Makassar"] = cast.troupe.members["M"].id
    for state in State:
        found = sa.select(sa.func.min(Assignment.id)).where(Assignment.state == state)
        cast.examples[f"{state} assignment"] = db.session.scalar(found)
    for standing in PostingState:
        found = sa.select(sa.func.min(SharingNeed.id)).where(SharingNeed.state == standing)
        cast.examples[f"{standing} sharing_need"] = db.session.scalar(found)
    cast.examples["offer_id"] = db.session.scalar(sa.select(sa.func.min(SharingOffer.id)))
    cast.examples["assignment_id"] = cast.examples["proposed assignment"]


def _agree(cast: Cast) -> None:
    members = cast.troupe.members
    agreement = save(
        new_agreement(
            home=members["B"],
            host=members["M"],
            kind=AgreementKind.PKS,
            title="Sharing SDM Bandung – Makassar",
            valid_from=cast.today,
            valid_to=cast.today + timedelta(days=700),
        )
    )
    agreement.write(by=cast.by)
    agreement.name_signatories(SIGNATORIES)
    issue_agreement(agreement, by=cast.user(Role.SECRETARIAT))


def _begin(cast: Cast) -> None:
    home, host = cast.troupe.members["Y"], cast.troupe.members["K"]
    choice = Choice(
        person=cast.troupe.people["endah"], homes=[home], home=home, host=host, hosts=[]
    )
    first = cast.today + timedelta(days=60)
    words = {"role": "Pelatih literasi informasi", "weekly_minutes": 240}
    span = {"starts_on": first, "ends_on": first + timedelta(days=60)}
    draft(choice, by=cast.user(Role.SECRETARIAT), **words, **span)


def _complete(cast: Cast) -> Assignment:
    """Work at the partner's institution that waits for its evaluation."""
    partner = cast.user(Role.PARTNER)
    host = next(one for one in cast.troupe.members.values() if one.id == partner.institution_id)
    home = cast.troupe.members["C"]
    person = cast.troupe.people["galih"]
    choice = Choice(person=person, homes=[home], home=home, host=host, hosts=[])
    words = {"role": "Pendamping penelusuran", "weekly_minutes": 180}
    first = cast.today - timedelta(days=60)
    span = {"starts_on": first, "ends_on": cast.today - timedelta(days=1)}
    made = draft(choice, by=cast.user(Role.SECRETARIAT), **words, **span)
    made.state, made.number_in_force = State.COMPLETED, 1
    return made


def _go_on(cast: Cast, ended: Assignment) -> None:
    """The same help once more, after six days, as a draft."""
    home, host = ended.home, ended.host
    assert home
    choice = Choice(person=ended.person, homes=[home], home=home, host=host)
    first = cast.today + timedelta(days=6)
    words = {"role": "Pendamping penelusuran", "weekly_minutes": 180, "tasks": "Lanjutan"}
    span = {"starts_on": first, "ends_on": first + timedelta(days=58)}
    line = {"renews": ended, "times_renewed": 1}
    made = draft(choice, by=cast.user(Role.SECRETARIAT), **words, **span, **line)
    cast.examples["renewal assignment"] = made.id


def _move_formally(cast: Cast) -> None:
    """A full-time move whose host has consented: Mitra keeps track of it."""
    home, host = cast.troupe.members["B"], cast.troupe.members["M"]
    choice = Choice(person=cast.troupe.people["ratna"], homes=[home], home=home, host=host)
    first = cast.today + timedelta(days=120)
    words = {
        "role": "Kepala perpustakaan",
        "weekly_minutes": 2250,
        "tasks": "Memimpin perpustakaan",
    }
    span = {"starts_on": first, "ends_on": first + timedelta(days=364)}
    made = draft(choice, by=cast.user(Role.SECRETARIAT), **words, **span)
    begin_tracking(made, by=cast.by)
    paper, note = "800.1.3/214/RSUD/2026", "Formasi tersedia."
    note_step(made, Step.HOST_CONSENT, by=cast.by, day=cast.today, paper=paper, note=note)


def _renew_by_clause(cast: Cast) -> None:
    """An agreement that renews itself soon, longer than which somebody works."""
    members = cast.troupe.members
    agreement = save(
        new_agreement(
            home=members["B"],
            host=members["Y"],
            kind=AgreementKind.PKS,
            title="Sharing SDM Bandung – Yogyakarta",
            valid_from=cast.today - timedelta(days=350),
            valid_to=cast.today + timedelta(days=15),
            signed_on=cast.today - timedelta(days=352),
            auto_renew=True,
        )
    )
    agreement.write(by=cast.by)
    agreement.name_signatories(SIGNATORIES)
    work = db.session.scalars(sa.select(Assignment).where(Assignment.state == State.ACTIVE)).first()
    assert work
    work.agreement = agreement
    cast.examples["renewing agreement"] = agreement.id
