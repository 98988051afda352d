"""Long work at half way."""

from crm.core import clock
from crm.core.db import save
from crm.jobs.models import Job, JobState
from crm.permissions import Role
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    job = save(
        Job(
            kind="import",
            title="rumah-sakit.csv",
            arguments={},
            state=JobState.RUNNING,
            done=4200,
            total=10000,
            user_id=cast.user(Role.SECRETARIAT).id,
            created_at=clock.now(),
            started_at=clock.now(),
            result={},
        )
    )
    cast.examples["job_id"] = job.id
