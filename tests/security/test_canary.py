"""Nothing that belongs to B reaches anybody of A (F13, A3-A5), and nothing breaks (F14)."""

import random
import re
from itertools import cycle, islice

import pytest
from flask import Flask

from crm.demo.cast import PASSWORD
from tests.security.seeded import Seeded, address, fingerprint, rules, seeded

REQUESTS = 2000
QUERIES = (
    "", "?q={canary}", "?q=kenari", "?after=AAAA", "?before=%00", "?sort=-note", "?state=active",
    "?type=hospital_library", "?province=73", "?month=2027-03", "?year=2027", "?of=1", "?of=2",
    "?kind=institution", "?register=UND", "?part=people", "?who={canary}", "?where={canary}",
    "?person=2", "?host=2", "?home=2", "?institution=2", "?lang=en", "?language=en",
    "?q='%22;--", "?q=" + "a" * 300, "?state=%27", "?after=eyJhIjoxfQ", "?page=-1",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_canary_stays_with_b(app: Flask) -> None:
    house = seeded(app)
    before, dice = fingerprint(), random.Random(11)
    leaks, broken = [], []
    wanted = [(rule, name) for rule in rules(app, "GET") for name in house.outsiders]
    for rule, name in islice(cycle(wanted), REQUESTS):
        query = dice.choice(QUERIES).format(canary=house.canary)
        url = address(rule, dice.randint(1, 12)) + query
        answer = house.browsers[name].get(url)
        if answer.status_code >= 500:
            broken.append((name, url, answer.status_code))
        said = answer.text.replace(query, "") + str(answer.headers)
        if house.canary in _without_echo(said, house.canary, query):
            leaks.append((name, url))

    print(
        f"F13: {REQUESTS} requests, {len(wanted)} ways, {len(leaks)} leaks, {len(broken)} failures"
    )
    assert leaks == []
    assert broken == []
    assert fingerprint() == before


def _without_echo(said: str, canary: str, query: str) -> str:
    """A page may repeat what its reader has typed; that is no leak."""
    if canary not in query:
        return said
    return re.sub(rf'(value="|“|[=/]|%3D|q%3D){canary}', "", said)


def test_b_itself_is_full_of_it(app: Flask) -> None:
    house: Seeded = seeded(app)

    assert house.canary in house.browsers["partner:B"].get("/institutions/2").text
    assert PASSWORD not in str(house.told)
