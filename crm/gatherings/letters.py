"""What the papers of a gathering say: invitation, agenda, attendance list, minutes, actions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from flask import render_template
from werkzeug.exceptions import NotFound

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import db
from crm.core.languages import LANGUAGES, spoken
from crm.core.words import gettext as _
from crm.documents.issuing import issue
from crm.documents.models import Document
from crm.gatherings.models import Gathering, Minutes, Session
from crm.gatherings.models.kinds import GatheringState
from crm.gatherings.queries import (
    actions_carried_into,
    actions_of,
    decisions_of,
    sessions_of,
)
from crm.gatherings.quorum import present
from crm.institutions.models import Belonging, ParentBody
from crm.institutions.queries import current
from crm.network.models import Signatory
from crm.network.queries import first_signatory, the_network

INLINE = 4
FOLDER = "gatherings/documents"
PAPERS = ("agenda", "attendance", "actions")


@dataclass(frozen=True, kw_only=True)
class InvitationWords:
    """What the secretariat chooses for one invitation letter."""

    reply_by: date | None = None
    classification: str = ""
    opening: str = ""
    costs: str = ""
    contact: str = ""
    signatory: Signatory | None = None


def issue_invitation(
    gathering: Gathering, words: InvitationWords, *, by: Actor, accepting: Sequence[str] = ()
) -> Document:
    """Give the invitation its number in register UND and send it to everybody who has none."""
    gathering.require_somebody_to_invite()
    gathering.reply_by = words.reply_by
    document = issue(
        "UND",
        f"{FOLDER}/invitation.html",
        gathering,
        kind="P01",
        titles=titled(gathering.title, "invitation"),
        by=by,
        version=gathering.sequence + 1,
        readers=_institutions(gathering),
        **invitation_facts(gathering, words),
    )
    gathering.invite(document, by=by, accepting=accepting)
    return document


def invitation_facts(gathering: Gathering, words: InvitationWords) -> dict[str, Any]:
    """What an invitation says, in print and in its preview."""
    receivers = gathering.invitees
    return {
        "gathering": gathering,
        "words": words,
        "receivers": receivers,
        "is_listed": len(receivers) > INLINE,
        "copies": copies_for(_institutions(gathering)),
        "signatory": words.signatory or first_signatory(),
        "carried": list(db.session.scalars(actions_carried_into(gathering))),
        "sessions": list(db.session.scalars(sessions_of(gathering))),
    }


def copies_for(institution_ids: Collection[int]) -> list[str]:
    """Tembusan: the office over each institution invited, as the letter names it."""
    today = clock.today(the_network().zone)
    above = sa.select(Belonging.parent_body_id).where(
        Belonging.institution_id.in_(institution_ids), current(Belonging, today)
    )
    found = db.session.scalars(
        sa.select(ParentBody)
        .where(ParentBody.id.in_(above), sa.true())
        .order_by(ParentBody.sort_name, ParentBody.id)
    )
    return [_office(body) for body in found]


def _office(body: ParentBody) -> str:
    if not body.approver_post or body.name.casefold() in body.approver_post.casefold():
        return body.approver_post or body.name
    return f"{body.approver_post} {body.name}"


def titled(title: str, kind: str) -> dict[str, str]:
    """The title of a paper in both languages."""
    said: dict[str, str] = {}
    for language in LANGUAGES:
        with spoken(language):
            said[language] = _TITLES[kind](title)
    return said


_TITLES = {
    "invitation": lambda title: _("Invitation: %(title)s", title=title),
    "minutes": lambda title: _("Minutes: %(title)s", title=title),
    "agenda": lambda title: _("Agenda: %(title)s", title=title),
    "attendance": lambda title: _("Attendance list: %(title)s", title=title),
    "actions": lambda title: _("Follow-up: %(title)s", title=title),
}


def issue_minutes(minutes: Minutes, *, by: Actor) -> Document:
    """Give the minutes their number in register NOT; their words are frozen as they stand."""
    gathering = minutes.gathering
    return issue(
        "NOT",
        f"{FOLDER}/minutes.html",
        gathering,
        kind="P02-minutes",
        titles=titled(gathering.title, "minutes"),
        by=by,
        version=minutes.version,
        readers=_institutions(gathering),
        **minutes_facts(gathering),
    )


def minutes_facts(gathering: Gathering) -> dict[str, Any]:
    """What the minutes say."""
    return {
        "gathering": gathering,
        "minutes": gathering.minutes,
        "decisions": list(db.session.scalars(decisions_of(gathering))),
        "actions": list(db.session.scalars(actions_of(gathering))),
        "tally": present(gathering),
        "signatory": first_signatory(),
    }


def circulate(minutes: Minutes, *, by: Actor) -> Document:
    """Number the minutes and send them to the members."""
    document = issue_minutes(minutes, by=by)
    minutes.circulate(document, by=by)
    return document


def approve(minutes: Minutes, *, by: Actor) -> Document:
    """Let the minutes stand, as a paper with their last words."""
    minutes.approve(by=by)
    return issue_minutes(minutes, by=by)


def paper(gathering: Gathering, name: str) -> str:
    """One of the working papers, in the reader's language: they carry no number."""
    if name not in PAPERS:
        raise NotFound
    sessions = list(db.session.scalars(sessions_of(gathering)))
    return render_template(
        f"{FOLDER}/{name}.html",
        gathering=gathering,
        title=_TITLES[name](gathering.title),
        network=the_network(),
        sessions=sessions,
        lesson_hours=lesson_hours(sessions),
        actions=list(db.session.scalars(actions_of(gathering))),
        carried=list(db.session.scalars(actions_carried_into(gathering))),
        is_filled=gathering.state not in {GatheringState.DRAFT, GatheringState.INVITED},
    )


def lesson_hours(sessions: Collection[Session]) -> Decimal:
    """The JP of a whole programme."""
    return sum((one.lesson_hours for one in sessions), Decimal(0))


def _institutions(gathering: Gathering) -> list[int]:
    return sorted({one.institution_id for one in gathering.invitees if one.institution_id})
