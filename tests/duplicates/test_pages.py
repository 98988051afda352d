"""The pages: find, compare, merge, follow the old address, take it back."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from crm.core.db import db
from crm.core.lists import list_kinds
from crm.core.transactions import commit
from crm.duplicates.models import DuplicatePair, DuplicateRule, Merge, Verdict
from crm.institutions.models import Institution
from crm.jobs.running import run_due_jobs
from crm.people.models import Person
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import (
    make_affiliation,
    make_institution,
    make_parent_body,
    make_person,
    make_user,
)
from tests.pages import post, token_on, words_of


def two_of_curup() -> tuple[Institution, Institution]:
    first = make_institution(name="RSUD Curup", regency_code="32.73", phone="022-7563434")
    second = make_institution(name="RS Umum Daerah Curup", regency_code="32.73", code="1702001")
    commit()
    return first, second


def fields_on(html: str) -> dict[str, str]:
    """The form as the browser would send it: hidden fields and chosen radios."""
    form = html[html.index('action="/merges"') :]
    hidden = re.findall(r'<input[^>]*type="hidden"[^>]*>', form)
    chosen = [
        one for one in re.findall(r"<input[^>]*type=\"radio\"[^>]*>", form) if "checked" in one
    ]
    sent = {}
    for tag in [*hidden, *chosen]:
        name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
        if name and value:
            sent[name.group(1)] = value.group(1)
    return sent


def merge_by_page(client: FlaskClient, kind: str, stays: int, goes: int, **chosen: str) -> str:
    page = client.get(f"/merges/new?kind={kind}&survivor_id={stays}&gone_id={goes}").text
    answer = client.post("/merges", data={**fields_on(page), **chosen})
    assert answer.status_code == 303, words_of(answer.text)
    return str(answer.location)


def test_from_the_search_for_duplicates_to_the_undoing(sign_in: SignIn) -> None:
    first, second = two_of_curup()
    client = sign_in(make_user(Role.SECRETARIAT, language="en"))
    started = post(client, "/duplicates/scans", {"kind": "institution"}, page="/duplicates")
    assert started.status_code == 303
    run_due_jobs()

    listed = words_of(client.get("/duplicates").text)
    assert "RSUD Curup" in listed
    assert "60 points, shown from 60" in listed
    page = merge_by_page(client, "institution", first.id, second.id)

    done = db.session.scalars(sa.select(Merge)).one()
    kept = db.session.get_one(Institution, done.survivor_id)
    assert (kept.name, kept.code, kept.phone) == ("RSUD Curup", "1702001", "022-7563434")
    assert "RS Umum Daerah Curup became part of it" in words_of(client.get(page).text)
    old = client.get(f"/institutions/{done.gone_id}?part=people")
    assert (old.status_code, old.location) == (302, f"/institutions/{kept.id}?part=people")
    found = client.get("/search?q=curup").text
    assert f'href="/institutions/{kept.id}"' in found
    assert f'href="/institutions/{done.gone_id}"' not in found

    post(client, f"{page}/deletion", page=page)

    assert client.get(f"/institutions/{done.gone_id}").status_code == 200
    assert "Undone" in words_of(client.get("/merges").text)
    assert db.session.scalars(sa.select(DuplicatePair.verdict)).one() == Verdict.OPEN


def test_the_old_address_tells_a_stranger_nothing(sign_in: SignIn) -> None:
    here, there = make_institution(), make_institution()
    first, second = make_person(name="Yusuf"), make_person(name="Yusuf Rahmadi")
    for person in (first, second):
        make_affiliation(person, there)
    stranger = sign_in(make_user(Role.PARTNER, institution_id=here.id))
    colleague = sign_in(make_user(Role.PARTNER, institution_id=there.id))
    client = sign_in(make_user(Role.ADMIN))
    merge_by_page(client, "person", first.id, second.id)
    gone = db.session.scalars(sa.select(Merge.gone_id)).one()

    assert stranger.get(f"/people/{gone}").status_code == 404
    assert colleague.get(f"/people/{gone}").status_code == 302
    assert client.get(f"/people/{2**40}").status_code == 404


def test_whoever_sends_an_old_comparison_merges_nothing(sign_in: SignIn) -> None:
    first, second = two_of_curup()
    client = sign_in(make_user(Role.SECRETARIAT, language="en"))
    page = client.get(
        f"/merges/new?kind=institution&survivor_id={first.id}&gone_id={second.id}"
    ).text
    first.change(by=make_user().as_actor(), address="Jalan Baru")
    commit()

    answer = client.post("/merges", data=fields_on(page))

    assert answer.status_code == 409
    assert "Open the comparison again" in words_of(answer.text)
    assert len(db.session.scalars(sa.select(Institution)).all()) == 2


def test_not_the_same_is_remembered_and_can_be_taken_back(sign_in: SignIn) -> None:
    two_of_curup()
    client = sign_in(make_user(Role.SECRETARIAT, language="en"))
    post(client, "/duplicates/scans", {"kind": "institution"}, page="/duplicates")
    run_due_jobs()
    pair = db.session.scalars(sa.select(DuplicatePair)).one()

    post(client, f"/duplicates/{pair.id}/verdicts", page="/duplicates")
    assert "No likely duplicates" in words_of(client.get("/duplicates").text)
    apart = client.get("/duplicates?verdict=different").text
    assert "RSUD Curup" in apart
    again = client.post(f"/duplicates/{pair.id}/verdicts", data={"csrf_token": token_on(apart)})
    assert again.status_code == 409

    post(client, f"/duplicates/{pair.id}/verdicts/deletion", page="/duplicates?verdict=different")
    assert "RSUD Curup" in words_of(client.get("/duplicates").text)


def test_the_weights_are_the_secretariats(sign_in: SignIn) -> None:
    client = sign_in(make_user(Role.SECRETARIAT, language="en"))
    page = client.get("/duplicates/rules/person").text
    sent = dict(re.findall(r'name="((?:sign_\w+|threshold))"[^>]*value="(-?\d+)"', page))

    refused = post(client, "/duplicates/rules/person", {**sent, "threshold": "viel"})
    post(client, "/duplicates/rules/person", {**sent, "threshold": "75", "sign_name": "45"})

    rule = db.session.get_one(DuplicateRule, "person")
    assert refused.status_code == 422
    assert (rule.threshold, rule.weights["name"], rule.weights["phone"]) == (75, 45, 35)


def test_there_is_one_like_this_already(sign_in: SignIn, count_queries: CountQueries) -> None:
    client = sign_in(make_user(Role.SECRETARIAT, language="en"))
    here = make_institution(name="RS Kenanga")
    someone = make_person(name="Maya Lestari", title_before="dr.", phone="+6281234567890")
    make_affiliation(someone, here)
    post(client, "/people", {"name": "Bima"}, page="/people/new")
    client.get("/people/new")

    with count_queries() as statements:
        by_name = client.get("/duplicates/likenesses?kind=person&name=Maya+Lestari,+Sp.PD").text
    by_phone = client.get("/duplicates/likenesses?kind=person&name=X&phone=0812-3456-7890").text
    nobody = client.get("/duplicates/likenesses?kind=person&name=Nobody").text

    # the other one has keys only once something has entered them
    assert "Maya Lestari" not in by_name
    db.session.get_one(Person, someone.id).change(by=make_user().as_actor(), name="Maya Lestari A.")
    commit()
    by_name = client.get("/duplicates/likenesses?kind=person&name=Maya+Lestari+A.,+Sp.PD").text
    by_phone = client.get("/duplicates/likenesses?kind=person&name=X&phone=0812-3456-7890").text
    assert "There is one like this already" in by_name
    assert "RS Kenanga" in by_name
    assert "the same telephone" in by_phone
    assert words_of(nobody) == ""
    assert len(statements) <= 6
    assert 'hx-get="/duplicates/likenesses?kind=person"' in client.get("/people/new").text


def test_only_who_may_merge_sees_any_of_it(sign_in: SignIn) -> None:
    board = sign_in(make_user(Role.BOARD))

    for address in ("/duplicates", "/merges", "/duplicates/rules/person", "/merges/new?kind=x"):
        assert board.get(address).status_code == 403


def test_what_nobody_of_ours_wrote_is_refused(sign_in: SignIn) -> None:
    client = sign_in(make_user(Role.SECRETARIAT, language="en"))
    first, _second = two_of_curup()

    for query in (
        "kind=nothing&survivor_id=1&gone_id=2",
        "kind=person",
        "kind=person&survivor_id=1&gone_id=1",
        f"kind=person&survivor_id=1&gone_id={2**60}",
        "kind=person&survivor_id=-1&gone_id=%D9%A1",
    ):
        assert client.get(f"/merges/new?{query}").status_code == 400
    missing = f"kind=institution&survivor_id={first.id}&gone_id=999"
    assert client.get(f"/merges/new?{missing}").status_code == 404
    assert client.get("/duplicates?kind=nothing").status_code == 400
    assert client.get("/duplicates?secret=1").status_code == 400
    assert client.get("/duplicates/rules/nothing").status_code == 400


def test_a_full_list_of_pairs_costs_as_much_as_a_short_one(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    client = sign_in(make_user(Role.SECRETARIAT, language="en"))
    for _each in range(3):
        make_institution(name="RSUD Curup", regency_code="32.73")
    post(client, "/duplicates/scans", {"kind": "institution"}, page="/duplicates")
    run_due_jobs()

    with count_queries() as few:
        client.get("/duplicates")
    for _each in range(6):
        make_institution(name="RSUD Curup", regency_code="32.73")
    post(client, "/duplicates/scans", {"kind": "institution"}, page="/duplicates")
    run_due_jobs()
    with count_queries() as many:
        client.get("/duplicates")

    assert len(few) == len(many) <= 10


@pytest.mark.parametrize("kind", ["institution", "person", "parent_body"])
def test_two_ticked_rows_lead_to_the_merge_of_exactly_these_two(sign_in: SignIn, kind: str) -> None:
    makers: dict[str, Any] = {
        "institution": make_institution, "person": make_person, "parent_body": make_parent_body,
    }  # fmt: skip
    one, two, three = (makers[kind]() for _ in range(3))
    commit()
    client, chosen = sign_in(make_user(language="en")), f"/merges/chosen/{kind}"
    listed = client.get(list_kinds()[kind].url).text

    pair = client.get(f"{chosen}?chosen={three.id}&chosen={one.id}&chosen={one.id}&asked=q%3Da")
    many = client.get(f"{chosen}?chosen={one.id}&chosen={two.id}&chosen={three.id}&asked=q%3Da")
    single = words_of(client.get(f"{chosen}?chosen={one.id}&chosen=x").text)

    assert f'formaction="{chosen}"' in listed
    assert pair.location == f"/merges/new?kind={kind}&survivor_id={one.id}&gone_id={three.id}"
    assert client.get(pair.location).status_code == 200
    assert "3 rows are ticked." in many.text
    assert f'href="{list_kinds()[kind].url}?q=a"' in many.text
    assert "1 row is ticked." in single
    assert "No row is ticked." in client.get(chosen).text


def test_who_may_not_merge_is_not_led_there(sign_in: SignIn) -> None:
    home = make_institution()
    other = make_institution()
    commit()
    partner = sign_in(make_user(Role.PARTNER, institution_id=home.id))

    answer = partner.get(f"/merges/chosen/institution?chosen={home.id}&chosen={other.id}")

    assert answer.status_code == 403
    assert "/merges/chosen" not in partner.get("/institutions").text
