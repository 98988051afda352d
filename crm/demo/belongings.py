"""Everything that an institution can own in Mitra, with one string in each of its texts."""

from collections.abc import Mapping
from typing import Any, Protocol

import sqlalchemy as sa

from crm.accounts.models import User
from crm.campaigns.models import (
    AudienceType,
    CampaignPartner,
    Objective,
    ObjectiveLevel,
    PartnerRole,
    PlacementType,
    Priority,
)
from crm.campaigns.planning import address_new, begin_plan, place
from crm.core import clock
from crm.core.actors import Actor
from crm.core.audiences import Audience
from crm.core.db import db, reference_to, save
from crm.demo.year import ZONE, Year
from crm.documents.models import IncomingLetter
from crm.gatherings.drafting import plan_gathering
from crm.gatherings.letters import InvitationWords, issue_invitation
from crm.gatherings.lists import places_for
from crm.gatherings.models import (
    ActionItem,
    Decision,
    GatheringKind,
    conversation,
    log,
)
from crm.gatherings.planning import outlook
from crm.institutions.checking import Answered, take_answer
from crm.institutions.joining import file_requirement
from crm.institutions.models import (
    Institution,
    Need,
    NeedKind,
    RelationKind,
    Requirement,
    Strength,
)
from crm.institutions.queries import today
from crm.institutions.succession import relate
from crm.people.models import Person, Skill
from crm.permissions import Role
from crm.sharing.choosing import Choice, draft
from crm.sharing.models import (
    Assignment,
    Evaluation,
    Mode,
    Party,
    Purpose,
    SharingNeed,
    SharingOffer,
    TimeEntry,
    new_agreement,
)
from crm.sharing.negotiation import propose
from crm.timeline.noting import write_note


class Owner(Protocol):
    """Whoever owns things: an institution and its head."""

    institution: Institution
    head: Person


def give_everything(owner: Owner, other: Owner, words: str) -> None:
    """Let an institution share staff, meet and campaign, with these words wherever words go."""
    year = Year.around_now()
    secretary, manager = _user(Role.SECRETARIAT), _user(Role.CAMPAIGN_MANAGER)
    _describe(owner.institution, other.institution, words, secretary.as_actor())
    with year.lived(-3):
        _promise(owner, other, words, year, secretary)
    with year.lived(-2):
        _meet(owner, words, year, secretary)
        _write(owner, words, secretary.as_actor())
    with year.lived(-1):
        _campaign(owner, words, year, manager)


def _write(owner: Owner, words: str, by: Actor) -> None:
    write_note(owner.institution, by=by, text=words, audience=Audience.SHARED)
    about = reference_to(owner.institution)
    register = {"sender": words, "subject": words, "summary": words, "number": words}
    came = {"received_on": clock.today(ZONE), "due_on": clock.today(ZONE)}
    save(IncomingLetter.receive(words, by=by, about=about, **register, **came))


def _user(role: Role) -> User:
    return db.session.scalars(sa.select(User).where(User.role == role)).one()


def _describe(institution: Institution, other: Institution, words: str, by: Actor) -> None:
    """Say something in every text of the profile and of what hangs on it."""
    names = ("access_note", "accreditation_number", "library_system_name", "signatory_office")
    addresses = ("opac_url", "oai_url")
    institution.change(
        by=by,
        signatory_name=words,
        social_links=[f"https://{words}.example"],
        **dict.fromkeys(names, words),
        **dict.fromkeys(addresses, f"https://{words}.example"),
    )
    facts = {"subject": "WS", "depth": 3, "evidence": words, "detail": words}
    save(Strength.note(institution, by=by, **facts))
    lack = {"kind": NeedKind.SKILL, "title": words, "detail": words}
    save(Need.note(institution, by=by, on=today(), **lack))
    relate(institution, other, RelationKind.PARTNER_OF, by=by, note=words)
    file_requirement(institution, Requirement.ETHICS, words, by=by, on=today())
    corrections: dict[str, tuple[Any, Any]] = {"phone": (words, words + "1")}
    take_answer(institution, corrections, remark=words, answered=Answered(by))


def _promise(owner: Owner, other: Owner, words: str, year: Year, by: User) -> None:
    home, host = owner.institution, other.institution
    agreement = new_agreement(
        home=home, host=host, kind="pks", title=words, legal_basis=words, cost_principle=words,
        valid_from=year.day(-30), valid_to=year.day(300),
    )  # fmt: skip
    save(agreement).write(by=by.as_actor())
    choice = Choice(person=owner.head, homes=[home], home=home, host=host, hosts=[host])
    assignment = draft(
        choice, by=by, role=words, tasks=words, purpose=Purpose.SKILLS, weekly_minutes=120,
        starts_on=year.day(30), ends_on=year.day(60), zone=ZONE, mode=Mode.REMOTE, location=words,
        home_supervisor=words, host_supervisor=words,
        slots=[{"weekday": 1, "starts": "09:00", "ends": "11:00"}],
    )  # fmt: skip
    propose(assignment, by=by)
    _post(owner, words, year, by)
    _work(assignment, words, year)


def _post(owner: Owner, words: str, year: Year, by: User) -> None:
    """Ask and offer, and take both off the board again: what is open is for all members to see."""
    span = {"weekly_minutes": 120, "starts_on": year.day(30), "ends_on": year.day(60)}
    skill = db.session.scalars(sa.select(Skill).limit(1)).one()
    facts = {"purpose": Purpose.SKILLS, "mode": Mode.REMOTE, "deadline": year.day(10), "level": 2}
    need = SharingNeed(
        host=owner.institution, title=words, detail=words, skill=skill, **facts, **span
    )
    named = {"home": owner.institution, "person": owner.head}
    offer = SharingOffer(role=words, detail=words, **named, **span)
    for posting in (save(need), save(offer)):
        posting.write(by=by.as_actor())
        posting.withdraw(by=by.as_actor(), reason=words)


def _work(assignment: Assignment, words: str, year: Year) -> None:
    """Say something in the texts that work leaves behind."""
    at = clock.now()
    hour = {"day": year.day(-1), "minutes": 60, "task": words, "noted_by": words, "noted_at": at}
    save(TimeEntry(assignment_id=assignment.id, confirmed_by=words, confirmed_at=at, **hour))
    verdict = {"marks": {"result": 4}, "reached": 90, "again": True, "words": words}
    said = {"party": Party.PERSON, "by_name": words, "at": at}
    save(Evaluation(assignment_id=assignment.id, **said, **verdict))


def _meet(owner: Owner, words: str, year: Year, by: User) -> None:
    facts: Mapping[str, Any] = {
        "kind": GatheringKind.WORKING_GROUP,
        "title": words,
        "starts_at": year.at(20, 10),
        "ends_at": year.at(20, 11),
        "zone": ZONE,
        "place": words,
        "link": f"https://{words}.example",
    }
    actor = by.as_actor()
    meeting = plan_gathering(dict(facts), [words], by=actor)
    meeting.add_invitees(places_for([owner.institution]), by=actor)
    save(Decision(gathering_id=meeting.id, text=words, created_at=clock.now()))
    save(
        ActionItem(
            gathering=meeting,
            what=words,
            institution=owner.institution,
            person=owner.head,
            due_on=year.day(10),
            created_at=clock.now(),
        )
    ).agree(by=actor)
    invitation = InvitationWords(reply_by=year.day(15), opening=words, costs=words, contact=words)
    issue_invitation(meeting, invitation, by=actor, accepting=outlook(meeting).codes)
    _talk(owner, words, year, by, actor)


def _talk(owner: Owner, words: str, year: Year, by: User, actor: Actor) -> None:
    talk = conversation(year.day(-2), topic=words, logged_by=by)
    talk.met_with, talk.place, talk.promise = words, words, words
    talk.next_step_on = year.day(5)
    save(talk)
    log(talk, by=actor, institution=owner.institution, person=owner.head)


def _campaign(owner: Owner, words: str, year: Year, by: User) -> None:
    window = {"window_starts_on": year.day(60), "window_ends_on": year.day(90)}
    texts = dict.fromkeys(
        ("title_id", "title_en", "problem", "purpose", "focus", "welfare_benefit", "positioning"),
        words,
    )
    campaign = begin_plan({**window, **texts}, by=by)
    actor = by.as_actor()
    segment = {"name": words, "audience_type": AudienceType.STUDENT, "size_source": words}
    audience = address_new(campaign, segment, priority=Priority.PRIMARY, by=actor)
    Objective.set_for(
        campaign, by=actor, campaign_segment_id=audience.id, level=ObjectiveLevel.BEHAVIOUR,
        behaviour=words, indicator_text=words,
    )  # fmt: skip
    CampaignPartner.join(
        campaign, owner.institution, role=PartnerRole.MEDIA, commitment=words, by=actor
    )
    piece = {
        "name": words, "type": PlacementType.POSTER, "lead_workdays": 20, "message": words,
        "run_starts_on": year.day(62), "run_ends_on": year.day(70), "place": words,
        "vendor": words, "quantity": 10,
    }  # fmt: skip
    place(campaign, piece, spec={}, target_url=f"https://{words}.example", by=by)
