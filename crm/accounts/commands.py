"""What administrators do from the command line."""

import sqlalchemy as sa

from crm.accounts.administration import free_address
from crm.accounts.invitations import INVITATION, address_of, new_user, private_link
from crm.accounts.setup import close_setup
from crm.core.db import db
from crm.core.errors import NotValid
from crm.core.later import Later
from crm.core.transactions import unit_of_work
from crm.institutions.models import Institution
from crm.permissions import Role

email_validator = Later("email_validator")


def add_user(email: str, role: Role, institution_code: str | None) -> str:
    """Make an account; the full address of the one-time link to set its password."""
    try:
        email_validator.validate_email(email, check_deliverability=False, test_environment=True)
    except email_validator.EmailNotValidError as error:
        raise NotValid(f"{email} is no e-mail address.") from error
    with unit_of_work():
        free_address(email)
        user = new_user(email, role=role, institution=_institution(role, institution_code))
        close_setup()
        return address_of(private_link(user, INVITATION))


def _institution(role: Role, code: str | None) -> Institution | None:
    if code is None and role is Role.PARTNER:
        raise NotValid("A partner speaks for one institution: add --institution CODE.")
    if code is None:
        return None
    found = db.session.scalar(sa.select(Institution).where(Institution.code == code))
    if found is None:
        raise NotValid(f"There is no institution with the code {code}.")
    return found
