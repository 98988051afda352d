"""Long work: queued, shown with its progress, stopped, failed, taken up again."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core import clock
from crm.core.db import db
from crm.core.errors import NotValid
from crm.core.transactions import commit
from crm.jobs.models import Job, JobState
from crm.jobs.queueing import queue
from crm.jobs.running import run_due_jobs
from crm.jobs.work import Work
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_user
from tests.pages import post, words_of

pytestmark = pytest.mark.both_engines

Teach = Callable[[Callable[[Work], dict[str, Any]]], None]


@pytest.fixture
def teach(app: Flask) -> Iterator[Teach]:
    """Let a test say what the kind of work "count" does."""
    before = app.extensions["mitra.jobs"]

    def learn(function: Callable[[Work], dict[str, Any]]) -> None:
        app.extensions["mitra.jobs"] = {"count": function}

    yield learn
    app.extensions["mitra.jobs"] = before


def the_job() -> Job:
    db.session.expire_all()
    return db.session.scalars(sa.select(Job)).one()


def test_work_is_done_and_leads_to_its_result(teach: Teach, sign_in: SignIn) -> None:
    user = make_user(language="en")
    teach(lambda work: {"url": f"/documents/{work.arguments['number']}"})
    job = queue("count", {"number": 7}, title="Printing certificates", user=user)
    browser = sign_in(user)
    assert "Waiting" in words_of(browser.get(f"/jobs/{job.id}").text)

    assert run_due_jobs() == 1
    page = browser.get(f"/jobs/{job.id}").text

    assert 'href="/documents/7"' in page
    assert "hx-trigger" not in page
    assert run_due_jobs() == 0


def test_progress_is_seen_while_the_work_goes_on(teach: Teach, sign_in: SignIn) -> None:
    user, seen = make_user(language="en"), []
    job = queue("count", {}, title="Printing", user=user)
    browser = sign_in(user)

    def count(work: Work) -> dict[str, Any]:
        work.progress(0, 52)
        with clock_ahead(work):
            work.progress(31, 52, "Printing 52 certificates")
        seen.append(words_of(browser.get(f"/jobs/{job.id}").text))
        return {}

    teach(count)
    run_due_jobs()

    assert "Printing 52 certificates" in seen[0]
    assert "31 of 52" in seen[0]
    assert "left" in seen[0]


class clock_ahead:  # noqa: N801
    """Let the next progress be written at once."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def __enter__(self) -> None:
        self.work._written -= 60

    def __exit__(self, *_args: object) -> None:
        return


def test_whoever_asked_can_stop_it(teach: Teach, sign_in: SignIn) -> None:
    user, steps = make_user(language="en"), list[int]()
    job = queue("count", {}, user=user)
    browser = sign_in(user)

    def count(work: Work) -> dict[str, Any]:
        for step in range(5):
            steps.append(step)
            if step == 2:
                post(browser, f"/jobs/{job.id}/deletion", page=f"/jobs/{job.id}")
            with clock_ahead(work):
                work.progress(step, 5)
        return {}

    teach(count)
    run_due_jobs()

    assert steps == [0, 1, 2]
    assert the_job().state is JobState.CANCELLED
    assert "Stopped before the end" in words_of(browser.get(f"/jobs/{job.id}").text)


def test_what_has_not_begun_is_taken_out_at_once(sign_in: SignIn) -> None:
    user = make_user()
    job = queue("count", {}, user=user)
    browser = sign_in(user)

    answer = post(browser, f"/jobs/{job.id}/deletion", page=f"/jobs/{job.id}")
    again = browser.get(f"/jobs/{job.id}")

    assert answer.status_code == 302
    assert the_job().state is JobState.CANCELLED
    assert run_due_jobs() == 0
    assert again.status_code == 200


def test_a_refusal_is_told_in_its_own_words_and_a_fault_in_ours(
    teach: Teach, sign_in: SignIn
) -> None:
    def refuse(_work: Work) -> dict[str, Any]:
        raise NotValid("The file has no column with names.")

    def fail(_work: Work) -> dict[str, Any]:
        raise RuntimeError("secret of the house")

    user = make_user(language="en")
    browser = sign_in(user)
    for function, words in ((refuse, "no column with names"), (fail, "went wrong on our side")):
        job = queue("count", {}, user=user)
        teach(function)
        commit()
        run_due_jobs()
        page = words_of(browser.get(f"/jobs/{job.id}").text)

        assert words in page
        assert "secret" not in page


def test_work_of_a_dead_worker_is_taken_up_again_three_times_at_most(teach: Teach) -> None:
    attempts: list[int] = []

    def note(work: Work) -> dict[str, Any]:
        attempts.append(work.attempt)
        raise KeyboardInterrupt

    teach(note)
    job_id = queue("count", {}).id
    commit()
    for _ in range(4):
        with pytest.raises(KeyboardInterrupt):
            run_due_jobs()
        db.session.execute(sa.update(Job).values(lease_until=clock.now() - timedelta(seconds=1)))
        commit()
        if len(attempts) == 3:
            break
    run_due_jobs()

    assert attempts == [1, 2, 3]
    assert db.session.get_one(Job, job_id).state is JobState.FAILED


def test_work_that_another_has_taken_over_changes_nothing_any_more(teach: Teach) -> None:
    def lose(work: Work) -> dict[str, Any]:
        db.session.execute(sa.update(Job).values(owner="another"))
        commit()
        with clock_ahead(work):
            work.progress(1, 2)
        return {"url": "/mine"}

    teach(lose)
    queue("count", {})
    commit()
    run_due_jobs()

    assert the_job().state is JobState.RUNNING
    assert the_job().result == {}


def test_nobody_sees_the_work_of_others_but_the_admin(sign_in: SignIn) -> None:
    owner, other, admin = make_user(), make_user(), make_user(Role.ADMIN)
    job = queue("count", {}, title="Impor anggota", user=owner)
    commit()

    assert sign_in(owner).get(f"/jobs/{job.id}").status_code == 200
    assert sign_in(other).get(f"/jobs/{job.id}").status_code == 404
    assert sign_in(other).post(f"/jobs/{job.id}/deletion").status_code in {400, 404}
    assert "Impor anggota" not in sign_in(other).get("/jobs").text
    assert sign_in(admin).get(f"/jobs/{job.id}").status_code in {200, 302, 303}


def test_the_list_costs_the_same_for_any_length(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    user = make_user()
    browser = sign_in(user)
    counts = []
    for _ in range(2):
        for _number in range(5):
            queue("count", {}, title="Impor", user=user)
        commit()
        with count_queries() as statements:
            assert browser.get("/jobs").status_code == 200
        counts.append(len(statements))

    assert counts[0] == counts[1] <= 6
