"""Questions about long work."""

import sqlalchemy as sa

from crm.core.actors import Visitor
from crm.jobs.models import Job
from crm.permissions import Role


def jobs_visible_to(user: Visitor) -> sa.Select[Job]:
    """Everyone's own work, newest first; the admin sees all of it."""
    found = sa.select(Job).order_by(Job.id.desc())
    return found if user.role_word == Role.ADMIN else found.where(Job.user_id == user.id)
