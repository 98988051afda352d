"""Twenty papers of a kind in the same second: no gap and no double, also where five of them fail."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from threading import Barrier
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import Model, db, save
from crm.core.transactions import commit, unit_of_work
from crm.documents.models import Document, Register
from crm.network.models import Signatory
from crm.sharing.letters import issue_agreement, issue_duty_letter
from crm.sharing.models import (
    AgreementKind,
    Assignment,
    Decision,
    DeclineReason,
    Party,
    SharingAgreement,
    SignOff,
    State,
)
from crm.sharing.papers.issuing import issue_paper
from crm.sharing.papers.kinds import KINDS, PaperKind
from tests.factories.sharing import Cast, make_agreement, make_assignment
from tests.sharing.test_papers import JOURNEY, RESULTS

pytestmark = pytest.mark.both_engines

AT_ONCE, FAILS = 20, 4
STANDS = {
    "request": State.PROPOSED,
    "willingness": State.PROPOSED,
    "refusal": State.DECLINED,
    "travel_order": State.ACTIVE,
}
GIVEN: dict[str, dict[str, Any]] = {
    "travel_order": JOURNEY | {"departs_on": "2027-04-01", "returns_on": "2027-04-03"},
    "handover": RESULTS,
    "report": RESULTS,
    "evaluation": {"form": "blank"},
}
Record = TypeVar("Record", bound=Model)
Press = Callable[[int, User], object]


def test_twenty_papers_of_every_kind_at_once_get_the_numbers_of_those_that_stay(
    app: Flask, cast: Cast
) -> None:
    save(Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum."))
    promised = [at_some_stage(cast).id for _ in range(AT_ONCE)]
    ready = [make_assignment(cast).id for _ in range(AT_ONCE)]
    for number in ready:
        db.session.get_one(Assignment, number).state = State.APPROVED
    agreed = {kind: agreements(cast, kind) for kind in AgreementKind}
    commit()

    found = {}
    for kind in KINDS:
        every = sa.update(Assignment).where(Assignment.id.in_(promised))
        db.session.execute(every.values(state=STANDS.get(kind.slug, State.CLOSED)))
        commit()
        found[kind.slug] = issued_at_once(app, cast, kind.register, a_paper(kind, promised))
    found["duty letter"] = issued_at_once(app, cast, "ST", a_duty_letter(ready))
    for agreement, numbers in agreed.items():
        register = agreement.value.upper()
        found[register] = issued_at_once(app, cast, register, an_agreement(numbers))

    for name, numbers in found.items():
        print(f"{name}: {AT_ONCE} issued at once, 5 rolled back: {len(set(numbers))} numbers")
    # one register has the letters of request, willingness and refusal
    starts = {"willingness": 15, "refusal": 30}
    wanted = {name: starts.get(name, 0) for name in found}
    assert found == {name: list(range(at + 1, at + 16)) for name, at in wanted.items()}


def at_some_stage(cast: Cast) -> Assignment:
    """An assignment of which every kind of paper may be issued once its state is the right one."""
    made = make_assignment(cast)
    made.number_in_force = made.documented_number = 1
    made.current.proposed_at = clock.now()
    who = {"by_name": "Dewi Anggraini", "by_email": "", "at": clock.now()}
    home, no = Party.HOME_HEAD, {"reason": DeclineReason.CAPACITY, "note": "Cuti."}
    for answer in ({"decision": Decision.YES}, {"decision": Decision.NO, **no}):
        made.sign_offs.append(SignOff(version=1, party=home, **who, **answer))
    return made


def agreements(cast: Cast, kind: AgreementKind) -> list[int]:
    """Agreements of the same parties, each for a year of its own."""
    made = []
    for year in range(2030, 2030 + AT_ONCE):
        span = {"valid_from": date(year, 1, 1), "valid_to": date(year, 12, 31)}
        one = make_agreement(cast, kind=kind, **span)
        for party in one.parties:
            party.signatory_name = "Prof. Hadi"
        made.append(one.id)
    return made


def a_paper(kind: PaperKind, numbers: list[int]) -> Press:
    given = GIVEN.get(kind.slug, {})
    return lambda place, by: issue_paper(kind, of(Assignment, numbers[place]), given, by=by)


def a_duty_letter(numbers: list[int]) -> Press:
    return lambda place, by: issue_duty_letter(of(Assignment, numbers[place]), by=by)


def an_agreement(numbers: list[int]) -> Press:
    return lambda place, by: issue_agreement(of(SharingAgreement, numbers[place]), by=by)


def of(kind: type[Record], number: int) -> Record:
    return db.session.get_one(kind, number)


def issued_at_once(app: Flask, cast: Cast, register: str, press: Press) -> list[int]:
    """The numbers that come to stand in a register when all press at the same time."""
    start, office = Barrier(AT_ONCE), cast.secretariat.id
    query = (
        sa.select(Document.sequence)
        .join(Register, Document.register_id == Register.id)
        .where(Register.code == register)
        .order_by(Document.sequence)
    )
    before = set(db.session.scalars(query))
    commit()

    def hand(place: int) -> None:
        with app.test_request_context():
            start.wait()
            with suppress(InterruptedError), unit_of_work():
                press(place, of(User, office))
                if place % FAILS == 0:
                    raise InterruptedError
            db.session.remove()

    with ThreadPoolExecutor(AT_ONCE) as hands:
        list(hands.map(hand, range(AT_ONCE)))
    db.session.expire_all()
    return [number for number in db.session.scalars(query) if number not in before]
