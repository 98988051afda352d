"""What this room offers to remind about (R18 to R22 and R26 of domain 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.reminders.sources import LeftOut, Nature, Occasion, Recipient, Source, Span
from crm.sharing.authority import (
    Contacts,
    approvers_of,
    as_contacts,
    confirmers_at,
    contacts_of,
)
from crm.sharing.models import (
    AWAITING,
    PROMISED,
    Assignment,
    Party,
    SharingAgreement,
    State,
)
from crm.sharing.occasions import (
    APPROVAL,
    about,
    asked,
    details_of,
    in_each_language,
    moved_on,
    proposed_on,
    recipient,
    secretariat,
    wish,
)
from crm.sharing.queries import agreements_open, assignments_open, standing_at
from crm.sharing.queries.renewals import is_renewed
from crm.sharing.wording import awaited_in_words, listed, reasons_in_words


def answers_awaited(_span: Span) -> Iterable[Occasion]:
    """R18: proposals whose parties have not all answered, each party with its link.

    The letter of the first hour goes by itself: R18 for version 1, R19 for the versions after it.
    """
    for assignment, contacts in _asked_in(AWAITING):
        first = 0 if assignment.current_number == 1 else 1
        occasion = about(
            assignment,
            asked(assignment, contacts, from_step=first),
            on=proposed_on(assignment),
            details=details_of(assignment),
            version=assignment.current,
        )
        yield _leaving_out(occasion, assignment, contacts)


def proposals_expiring(_span: Span) -> Iterable[Occasion]:
    """R20: proposals near their deadline, for who proposed and for the heads who are awaited."""
    staff = secretariat()
    for assignment, contacts in _asked_in(AWAITING):
        if assignment.current.reply_by is None:
            continue
        proposer = assignment.proposer
        proposers = (
            [recipient(one, "proposer") for one in contacts.get(proposer, ())]
            if proposer is not Party.SECRETARIAT
            else [_as(one, "proposer") for one in staff]
        )
        heads = [
            recipient(one, "head")
            for party in assignment.awaited
            for one in contacts.get(party, ())
            if one.is_head and party is not proposer
        ]
        awaited = in_each_language(partial(awaited_in_words, assignment))
        on = assignment.current.reply_by
        people = [*proposers, *heads]
        yield about(assignment, people, on=on, version=assignment.current, awaited=awaited)


def approvals_awaited(_span: Span) -> Iterable[Occasion]:
    """R21: confirmed promises that a parent body has to approve, for its approver."""
    waiting = [one for one in _standing(State.CONFIRMED) if one.current.needs_parent]
    approvers = approvers_of(waiting)
    for assignment in waiting:
        approver = approvers.get(assignment.id)
        if approver is not None and approver.email:
            to = recipient(approver, "approver", link=wish(assignment, approver, APPROVAL))
            reasons = in_each_language(partial(reasons_in_words, assignment.current))
            on, version = moved_on(assignment), assignment.current
            yield about(assignment, [to], on=on, version=version, reasons=reasons)


def duty_letters_missing(_span: Span) -> Iterable[Occasion]:
    """R22: work that begins soon without its duty letter, for the home and the secretariat."""
    staff = secretariat()
    for assignment, contacts in _with_contacts((State.CONFIRMED, State.APPROVED)):
        home = [recipient(one, "home") for one in contacts[Party.HOME_HEAD]]
        yield about(assignment, [*home, *staff], on=assignment.promise.starts_on)


def promises_ending(span: Span) -> Iterable[Occasion]:
    """R26: assignments and agreements with an end ahead that nothing follows yet.

    For the parties and the secretariat; the link leads to the draft of what follows.
    """
    staff = secretariat()
    ending = assignments_open().where(Assignment.state.in_(PROMISED), ~is_renewed(Assignment))
    promised = db.session.scalars(ending.order_by(Assignment.id)).unique().all()
    known = contacts_of(promised)
    for assignment in promised:
        yield _ending_assignment(assignment, known[assignment.id], staff)
    open_ = agreements_open(on=span.first).where(~is_renewed(SharingAgreement))
    agreements = db.session.scalars(open_).unique().all()
    heads = confirmers_at({place.id for one in agreements for place in one.institutions})
    for agreement in agreements:
        near = [
            recipient(contact, "party")
            for place in agreement.institutions
            for contact in as_contacts(Party.HOME_HEAD, heads.get(place.id, ()))
        ]
        yield _ending_agreement(agreement, [*near, *staff])


def _ending_assignment(
    assignment: Assignment, contacts: Contacts, staff: Sequence[Recipient]
) -> Occasion:
    near = [
        recipient(one, "party")
        for party in assignment.promise.parties
        for one in contacts.get(party, ())
    ]
    person = assignment.person.name
    sides = [assignment.home.name if assignment.home else person, assignment.host.name]
    told = about(
        assignment,
        [*near, *staff],
        on=assignment.promise.ends_on,
        document=in_each_language(
            lambda: _(
                "The assignment of %(person)s (%(code)s)", person=person, code=assignment.code
            )
        ),
        parties=in_each_language(partial(listed, sides)),
        what_now=in_each_language(lambda: str(TO_RENEW)),
    )
    return replace(told, url=path_of("renewals.new", assignment_id=assignment.id))


def _ending_agreement(agreement: SharingAgreement, recipients: list[Recipient]) -> Occasion:
    renews_itself = agreement.auto_renew and agreement.signed_on is not None
    page = "agreements.show" if renews_itself else "agreement_renewals.new"
    names = [place.name for place in agreement.institutions]
    return Occasion(
        subject_kind="sharing_agreement",
        subject_id=agreement.id,
        title=agreement.title,
        occurrence=f"v{agreement.document_version}",
        on=agreement.valid_to,
        recipients=tuple(recipients),
        facts={
            "document": f"{agreement.code} “{agreement.title}”",
            "parties": in_each_language(partial(listed, names)),
            "what_now": in_each_language(lambda: str(TO_OBJECT if renews_itself else TO_RENEW)),
        },
        url=path_of(page, agreement_id=agreement.id),
        known_at=agreement.created_at,
    )


def _leaving_out(occasion: Occasion, assignment: Assignment, contacts: Contacts) -> Occasion:
    """The same occasion, with those who have agreed already and since when."""
    left = tuple(
        LeftOut(recipient(contact, "party"), ALREADY, {"on": answer.at})
        for answer in assignment.answers_to(assignment.current_number)
        if answer.is_yes
        for contact in contacts.get(answer.party, ())
    )
    return replace(occasion, left_out=left)


def _with_contacts(states: Iterable[State]) -> Iterable[tuple[Assignment, Contacts]]:
    found = _open(*states)
    contacts = contacts_of(found)
    return [(assignment, contacts[assignment.id]) for assignment in found]


def _asked_in(states: Iterable[State]) -> Iterable[tuple[Assignment, Contacts]]:
    found = _standing(*states)
    contacts = contacts_of(found)
    return [(assignment, contacts[assignment.id]) for assignment in found]


def _standing(*states: State) -> Sequence[Assignment]:
    """What is asked about, a change of what was agreed included."""
    query = assignments_open().where(standing_at(states)).order_by(Assignment.id)
    found = db.session.scalars(query).unique()
    return [assignment for assignment in found if assignment.question in states]


def _open(*states: State) -> Sequence[Assignment]:
    query = assignments_open().where(Assignment.state.in_(states)).order_by(Assignment.id)
    return db.session.scalars(query).unique().all()


def _as(one: Recipient, audience: str) -> Recipient:
    return replace(one, audience=audience)


ALREADY = _l("already agreed, %(on)s")
TO_RENEW = _l(
    "Shall it be renewed? The link opens a draft that is filled in already. If not, nothing needs"
    " to be done."
)
TO_OBJECT = _l(
    "It renews itself after that day unless a party objects. Whoever does not want that objects on"
    " the page of the agreement before."
)
SHARE = {
    "staff": "staf",
    "version": "versi",
    "home": "asal",
    "host": "tuan_rumah",
    "by": "oleh",
    "reply_by": "jawab_sebelum",
}
SOURCES: Sequence[Source] = (
    Source(
        code="assignment_awaits",
        label=_l("A staff share awaits answers"),
        nature=Nature.AFTER,
        occasions=answers_awaited,
        tokens={**SHARE, "details": "rincian"},
        audiences={"party": _l("Whoever has not answered")},
        tells_moves=False,
    ),
    Source(
        code="counter_proposal",
        label=_l("Changes to a staff share are proposed"),
        nature=Nature.EVENT,
        tokens={**SHARE, "changes": "perubahan", "note": "pesan"},
        audiences={"party": _l("Whoever has to answer anew")},
    ),
    Source(
        code="proposal_expires",
        label=_l("A staff share is about to expire"),
        nature=Nature.BEFORE,
        occasions=proposals_expiring,
        tokens={**SHARE, "awaited": "ditunggu"},
        audiences={"proposer": _l("Who proposed"), "head": _l("Heads whose answer is awaited")},
        tells_moves=False,
    ),
    Source(
        code="approval_awaited",
        label=_l("A parent body has not approved yet"),
        nature=Nature.AFTER,
        occasions=approvals_awaited,
        tokens={**SHARE, "reasons": "sebab"},
        audiences={"approver": _l("The approver of the parent body")},
        tells_moves=False,
    ),
    Source(
        code="duty_letter_missing",
        label=_l("Work begins without a duty letter"),
        nature=Nature.BEFORE,
        occasions=duty_letters_missing,
        tokens=SHARE,
        audiences={"home": _l("The home institution"), "secretariat": _l("The secretariat")},
        tells_moves=False,
    ),
    Source(
        code="promise_ends",
        label=_l("An agreement or assignment ends"),
        nature=Nature.BEFORE,
        occasions=promises_ending,
        tokens={**SHARE, "document": "dokumen", "parties": "pihak", "what_now": "langkah"},
        audiences={"party": _l("The parties"), "secretariat": _l("The secretariat")},
    ),
)
