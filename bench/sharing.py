"""Staff sharing among ten thousand people: who fits a need, and the arithmetic of their hours."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as clock_time

import sqlalchemy as sa

from bench.figures import Figure, counted, median
from bench.houses import Bench
from crm.accounts.models import User
from crm.core.db import db, reading
from crm.core.transactions import unit_of_work
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.people.models import Person, PersonSkill, Skill
from crm.permissions import Role
from crm.sharing.board.facts import facts_for
from crm.sharing.board.fitting import Search, matches
from crm.sharing.board.looking import MOST
from crm.sharing.board.pairs import MOST_NEEDS, Board
from crm.sharing.capacity.limits import Promise, check
from crm.sharing.capacity.patterns import Almanac, Pattern, Slot
from crm.sharing.models import Mode, Purpose, SharingNeed

PEOPLE = 10_000
ROUNDS = 5


def matching(bench: Bench) -> list[Figure]:
    """Everybody with a skill weighed for one host, ten thousand of them."""
    with bench.app.app_context():
        return [_matched(_able(PEOPLE // 10), "a tenth"), _matched(_able(PEOPLE), "all")]


def _able(people: int) -> str:
    """Give so many people one skill of the vocabulary, and nobody another."""
    with unit_of_work():
        skill = db.session.scalars(sa.select(Skill).order_by(Skill.id).limit(1)).one()
        able = sa.select(Person.id, sa.literal(skill.id), sa.literal(3)).limit(people)
        columns = ["person_id", "skill_id", "level"]
        db.session.execute(sa.delete(PersonSkill))
        db.session.execute(sa.insert(PersonSkill).from_select(columns, able))
        return skill.code


def _matched(code: str, share: str) -> Figure:
    with reading():
        user = db.session.scalars(sa.select(User)).one()
        search = _search(code)
        times, found = [], 0
        for _ in range(ROUNDS):
            began = time.perf_counter()
            found = matches(search, user, MOST).weighed
            times.append((time.perf_counter() - began) * 1000)
        with counted() as asked:
            matches(search, user, MOST)
    return Figure(
        name=f"matching, {share} of 10,000 people",
        value=median(times),
        statements=len(asked),
        goal="at most 300 ms",
        note=f"{found:,} weighed",
    )


def board(bench: Bench) -> list[Figure]:
    """The whole board for a hundred open needs, beside the questions that it asks alone."""
    with bench.app.app_context():
        code = _able(PEOPLE)
        with unit_of_work():
            skill = db.session.scalars(sa.select(Skill).where(Skill.code == code)).one()
            db.session.add_all([_need(skill, number) for number in range(MOST_NEEDS)])
        with reading():
            user = User(name="Bench", email="", role=Role.SECRETARIAT)
            return [_board_of(user, code)]


def _board_of(user: User, code: str) -> Figure:
    first, last = today() + timedelta(days=14), today() + timedelta(days=204)
    asking = median([_spent(lambda: facts_for([code], first, last, user)) for _ in range(ROUNDS)])
    whole = median([_spent(lambda: Board(user).lines) for _ in range(ROUNDS)])
    with counted() as asked:
        found = len(Board(user).lines)
    return Figure(
        name="board, 100 needs, 10,000 people",
        value=whole,
        statements=len(asked),
        goal="at most 1,000 ms: what takes longer is a job",
        note=f"{found} lines; its facts alone {asking:.0f} ms, {whole / asking:.1f} times that",
    )


def _spent(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _need(skill: Skill, number: int) -> SharingNeed:
    first = today() + timedelta(days=14 + number)
    return SharingNeed(
        host_id=1,
        title=f"Bench {number}",
        skill=skill,
        level=2,
        purpose=Purpose.PROCESSING,
        mode=Mode.REMOTE,
        weekly_minutes=360,
        starts_on=first,
        ends_on=first + timedelta(days=90),
        deadline=first,
    )


def _search(code: str) -> Search:
    return Search(
        skill=code,
        level=2,
        host=db.session.get_one(Institution, 1),
        weekly_minutes=360,
        first=today() + timedelta(days=14),
        last=today() + timedelta(days=104),
        is_remote=False,
    )


def capacity(_bench: Bench) -> list[Figure]:
    """The arithmetic of 3.4 for ten thousand people with three promises each, no database."""
    first = date(2027, 1, 4)
    almanac = Almanac(frozenset(), frozenset())
    days = (first + timedelta(days=number % 365) for number in range(PEOPLE))
    people = [[_promise(day, weekday) for weekday in range(4)] for day in days]
    began = time.perf_counter()
    for own, *others in people:
        check(own, others, almanac)
    spent = (time.perf_counter() - began) * 1000
    return [
        Figure(name="capacity, 10,000 people", value=spent, note=f"{spent / PEOPLE:.2f} ms each")
    ]


def _promise(first: date, weekday: int) -> Promise:
    slot = Slot(weekday, clock_time(9), clock_time(10, 30))
    pattern = Pattern(
        first=first,
        last=first + timedelta(days=90),
        zone="Asia/Jakarta",
        weekly_minutes=90,
        slots=(slot,),
    )
    return Promise(label=str(weekday), pattern=pattern, is_firm=True, home_id=1)
