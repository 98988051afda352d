"""One-time links for accounts: an invitation lives seven days, a reset one hour (D7)."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from crm.accounts.events import PasswordResetAsked, UserInvited
from crm.accounts.models import User
from crm.accounts.queries import user_with_email
from crm.core import clock
from crm.core.actors import SYSTEM, Actor
from crm.core.addresses import configuration, link_to
from crm.core.db import db, save
from crm.core.events import record
from crm.core.tokens import new_secret
from crm.core.transactions import unit_of_work
from crm.institutions.models import Institution
from crm.jobs.models import Job
from crm.jobs.queueing import queue
from crm.jobs.work import Work
from crm.links import issuing
from crm.links.models import Link
from crm.permissions import Role
from crm.reminders.models import Lane
from crm.reminders.outbox import Addressee, placeholder, post

INVITATION = "account.invitation"
RESET = "account.reset"
LIVES = {INVITATION: timedelta(days=7), RESET: timedelta(hours=1)}
GUARDED = {Role.ADMIN, Role.SECRETARIAT}


def new_user(
    email: str,
    *,
    role: Role,
    name: str = "",
    institution: Institution | None = None,
    language: str = "id",
) -> User:
    """An account without a password yet. Admins and the secretariat need a second factor."""
    return save(
        User(
            email=email.strip().casefold(),
            name=name or email.partition("@")[0],
            role=role,
            institution=institution,
            language=language,
            zone=institution.zone if institution else configuration().timezone,
            needs_totp=role in GUARDED and configuration().mode == "production",
            created_at=clock.now(),
            epoch=1,
        )
    )


def invite(user: User, *, by: Actor = SYSTEM) -> Link:
    """Ask someone by letter to choose a password."""
    link = private_link(user, INVITATION)
    record(UserInvited(subject=user, by=by))
    _send(user, link, "accounts/mail/invitation")
    return link


def ask_reset(email: str) -> None:
    """Note that somebody asks for a new password; whose it is, if anybody's, a worker looks up.

    To the one who asks, nothing tells accounts from strangers: neither words nor time (F16).
    """
    queue(RESET, {"email": email})


def send_reset(work: Work) -> dict[str, Any]:
    """Owe the letter for a new password if there is such an account; forget what was typed."""
    with unit_of_work():
        asked = db.session.get_one(Job, work.job_id)
        email, asked.arguments = work.arguments["email"], {}
        user = db.session.scalar(user_with_email(email).where(User.active))
        if user is not None:
            issuing.revoke(user, purpose=RESET)
            record(PasswordResetAsked(subject=user))
            _send(user, private_link(user, RESET), "accounts/mail/reset")
    return {}


def private_link(user: User, purpose: str) -> Link:
    """A link that lets its holder choose this account's password."""
    return issuing.issue(
        purpose,
        user,
        recipient=user.email,
        recipient_name=user.name,
        expires_at=clock.now() + LIVES[purpose],
        version=user.epoch,
        language=user.language,
    )


def address_of(link: Link) -> str:
    """The full address of a private link: only for whoever may hand it over."""
    return link_to("links.new", token=link.secret)


def owner_of(link: Link) -> User:
    """The account that a link is for."""
    return db.session.scalars(sa.select(User).where(User.id == link.subject_id)).one()


def _send(user: User, link: Link, template: str) -> None:
    to = Addressee(
        email=user.email,
        name=user.name,
        language=user.language,
        zone=user.zone,
        institution_id=user.institution_id,
        user_id=user.id,
    )
    key = f"{link.purpose}:{user.id}:{link.id}:{new_secret()[:8]}"
    post(template, to, key=key, about=user, lane=Lane.URGENT, link=placeholder(link), user=user)
