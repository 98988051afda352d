"""What waits in staff sharing, and what an institution shares."""

from collections.abc import Iterable
from datetime import timedelta

from crm.accounts.models import User
from crm.accounts.session import current_user
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.templating import local, plain_date
from crm.core.words import gettext as _
from crm.home.lines import Related, Waiting
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.institutions.words import ago
from crm.permissions import Permission
from crm.sharing.models import Assignment, SharingAgreement
from crm.sharing.queries import assignments_of as assignments_at
from crm.sharing.queries import assignments_visible_to, assignments_waiting_for
from crm.sharing.queries.renewals import agreements_to_settle as agreements_in_trouble
from crm.sharing.renewals.renewing import needs_review
from crm.sharing.wording import STATES

SHOWN = 10
AHEAD, LATELY = timedelta(days=30), timedelta(days=365)
LISTED = 50


def assignments_to_act_on(user: User) -> Iterable[Waiting]:
    """The assignments on which this user is the one to act now."""
    if not user.can(Permission.SEE_SHARING):
        return
    waiting = assignments_waiting_for(user, on=today()).limit(SHOWN)
    for one in db.session.scalars(waiting).unique():
        since = local(one.moved_at).date()
        url = path_of("assignments.show", assignment_id=one.id)
        yield Waiting(
            title=_("Staff sharing: %(title)s", title=title_of(one)),
            url=url,
            second=" · ".join([*_objections(one), str(STATES[one.state][0]), one.code, ago(since)]),
            act_label=_("Look at it"),
            act_url=url,
            icon="arrows-exchange",
            since=since,
        )


def _objections(one: Assignment) -> list[str]:
    """What a party says was not its answer; only the secretariat is led here by it."""
    disputed = (answer for answer in one.sign_offs if answer.is_disputed)
    return [
        str(_("objection: the recorded answer of %(who)s was not theirs", who=answer.by_name))
        for answer in disputed
    ]


def agreements_to_settle(user: User) -> Iterable[Waiting]:
    """Agreements that end before work under them does, and clauses that wait for a review."""
    if not user.can(Permission.PROPOSE_SHARING):
        return
    found = agreements_in_trouble(user, on=today() - LATELY, until=today() + AHEAD).limit(SHOWN)
    for agreement, last_day in db.session.execute(found):
        last = agreement.valid_to
        if last_day and last and agreement.ends_before(last_day):
            says = _("ends on %(day)s, before work under it does", day=plain_date(last))
            yield _settle(agreement, says)
        elif needs_review(agreement):
            yield _settle(agreement, _("Renewals wait for your review"))


def _settle(agreement: SharingAgreement, says: str) -> Waiting:
    url = path_of("agreements.show", agreement_id=agreement.id)
    last = agreement.valid_to
    return Waiting(
        title=agreement.title,
        url=url,
        second=f"{agreement.code} · {says}",
        act_label=_("Look at it"),
        act_url=url,
        icon="file-text",
        late=_("Late since %(day)s", day=plain_date(last)) if last and last < today() else "",
        since=last,
    )


def assignments_of(institution: Institution) -> list[Related]:
    """What an institution lends and receives, as far as the visitor may know."""
    theirs = assignments_at(institution).with_only_columns(Assignment.id).order_by(None)
    seen = assignments_visible_to(current_user(), on=today())
    shown = seen.where(Assignment.id.in_(theirs)).order_by(Assignment.moved_at.desc())
    return [_line(one) for one in db.session.scalars(shown.limit(LISTED)).unique()]


def _line(one: Assignment) -> Related:
    state, tone = STATES[one.state]
    return Related(
        title=title_of(one),
        url=path_of("assignments.show", assignment_id=one.id),
        second=f"{one.code} · {plain_date(local(one.moved_at).date())}",
        state=str(state),
        tone=tone,
    )


def title_of(one: Assignment) -> str:
    """Who goes where."""
    return str(_("%(person)s to %(host)s", person=one.person.name, host=one.host.name))
