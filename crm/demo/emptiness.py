"""Whether there is anybody yet: demo and seed only enter an empty house."""

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.db import db


def is_empty() -> bool:
    """Tell whether nobody has an account yet."""
    return db.session.scalar(sa.select(User.id).limit(1)) is None
