"""Informal meetings: logged in two minutes, with what was promised."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from crm.accounts.models import User
from crm.core import clock
from crm.core.actors import Actor
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.gatherings.events import ConversationLogged, PromiseKept
from crm.gatherings.models.gatherings import Gathering
from crm.gatherings.models.invitees import Invitee
from crm.gatherings.models.kinds import Attendance, Capacity, GatheringKind, GatheringState
from crm.gatherings.models.series import new_uid
from crm.institutions.models import Institution
from crm.people.models import Person


def conversation(on: date, *, topic: str, logged_by: User) -> Gathering:
    """An informal meeting of a day; nobody remembers the minute, so it stands at noon."""
    noon = datetime.combine(on, time(12), ZoneInfo(logged_by.zone))
    return Gathering(
        kind=GatheringKind.INFORMAL,
        state=GatheringState.HELD,
        title=topic,
        starts_at=noon,
        ends_at=noon,
        zone=logged_by.zone,
        uid=new_uid(),
        logged_by=logged_by,
        created_at=clock.now(),
    )


def log(
    talk: Gathering, *, by: Actor, institution: Institution | None, person: Person | None
) -> None:
    """Enter a conversation in the log, and on the timelines of those who were met."""
    if institution is not None or person is not None:
        talk.invitees.append(
            Invitee(
                institution=institution,
                person=person,
                name=person.full_name if person else "",
                email="",
                capacity=Capacity.OBSERVER,
                attendance=Attendance.PRESENT_ONSITE,
            )
        )
    others = tuple(one for one in (institution, person) if one is not None)
    record(ConversationLogged(subject=talk, by=by, title=talk.title, others=others))


def keep_promise(talk: Gathering, *, by: Actor) -> None:
    """Say that what was promised is done."""
    if not talk.promise or talk.promise_kept_on is not None:
        raise NotPossible(_("No promise is open here."))
    talk.promise_kept_on = clock.today(talk.zone)
    record(PromiseKept(subject=talk, by=by, reason=talk.promise))
