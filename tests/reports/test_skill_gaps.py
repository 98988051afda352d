"""P11: what was asked of each skill against who can do it, and what training would close."""

from datetime import timedelta

import pytest

from crm.core.transactions import commit
from crm.institutions.queries import today
from crm.permissions import Role
from crm.reports.catalogue import made
from crm.sharing.models import PostingState
from tests.conftest import CountQueries, SignIn
from tests.factories.board import make_able, make_need, make_offer
from tests.factories.register import make_person, make_user
from tests.factories.sharing import Cast, make_approver, make_cast
from tests.pages import words_of

pytestmark = pytest.mark.both_engines


@pytest.fixture
def cast(app: object) -> Cast:
    return make_cast()


def rows(cast: Cast) -> list[list[object]]:
    table = made("P11", cast.secretariat, None).table
    assert table
    return [list(row) for row in table.rows]


@pytest.mark.parametrize(
    ("levels", "offered", "figures", "remedy"),
    [
        ((), None, (0, 0, 0), "pelatihan dari dasar"),
        ((1,), None, (0, 0, 0), "pelatihan dari dasar"),
        ((2,), None, (0, 0, 1), "pelatihan 1 orang"),
        ((3, 2), None, (0, 1, 1), "jam, bukan pelatihan"),
        ((2,), 3, (1, 0, 1), "jam, bukan pelatihan"),
        ((2,), 2, (0, 0, 1), "pelatihan 1 orang"),
    ],
)
def test_who_can_and_who_nearly_can_says_what_would_close_a_gap(
    cast: Cast,
    levels: tuple[int, ...],
    offered: int | None,
    figures: tuple[int, int, int],
    remedy: str,
) -> None:
    make_need(cast.host)
    for level in levels:
        make_able(make_person(), level=level)
    if offered:
        make_offer(cast.home, level=offered)
    commit()

    row = rows(cast)[0]

    assert row[2:5] == [1, 0, 0]
    assert tuple(row[5:8]) == figures
    assert remedy in str(row[8])


def test_needs_are_counted_by_what_became_of_them_and_withdrawn_ones_not(cast: Cast) -> None:
    for state in PostingState:
        make_need(cast.host).state = state
    old = make_need(cast.host)
    old.state, old.deadline = PostingState.PAST, today().replace(month=1, day=1) - timedelta(days=1)
    make_need(cast.host, level=4)
    commit()

    found = rows(cast)

    assert [row[2:5] for row in found] == [[1, 1, 1], [1, 0, 0]]


def test_the_page_leads_to_the_needs_behind_and_the_paper_has_them(
    cast: Cast, sign_in: SignIn
) -> None:
    need = make_need(cast.host)
    commit()

    page = sign_in(make_user(Role.BOARD)).get("/reports/P11").text

    assert f"/sharing/needs/{need.id}" in page
    assert need.code in next(iter(made("P11", cast.secretariat, None).parts))


def test_a_parent_body_counts_the_needs_below_it_only(cast: Cast, sign_in: SignIn) -> None:
    make_need(cast.host, title="Di Makassar")
    commit()
    dean = sign_in(make_approver(cast.faculty))

    assert "Di Makassar" not in words_of(dean.get("/reports/P11").text)


def test_it_costs_the_same_for_one_and_for_many(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries
) -> None:
    reader, counts = sign_in(make_user(Role.BOARD)), []
    for level in (2, 3):
        make_need(cast.host, level=level)
        make_offer(cast.home, level=level)
        commit()
        reader.get("/reports/P11")
        with count_queries() as found:
            reader.get("/reports/P11")
        counts.append(len(found))

    assert len(set(counts)) == 1
