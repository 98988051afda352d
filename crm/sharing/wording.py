"""The words that readers see for the words of the code."""

from datetime import date
from typing import Any

from crm.core.templating import number, plain_date, short_date, weekday_name
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.core.words import ngettext
from crm.sharing.capacity.patterns import date_of_weekday
from crm.sharing.models import (
    APPROVING,
    AWAITING,
    CONFIRMING,
    AgreementKind,
    Assignment,
    AssignmentVersion,
    Cost,
    Decision,
    DeclineReason,
    Instrument,
    Mode,
    ParentReason,
    Party,
    Payer,
    Purpose,
    SignOff,
    Standing,
    State,
    Way,
)
from crm.sharing.queries import BoardRow

STATES: dict[State, tuple[Any, str]] = {
    State.DRAFT: (_l("Draft"), "idle"),
    State.TRACKED: (_l("Formal assignment under way"), "move"),
    State.PROPOSED: (_l("Awaiting confirmation"), "wait"),
    State.COUNTERED: (_l("Changes proposed"), "wait"),
    State.CONFIRMED: (_l("Confirmed"), "move"),
    State.APPROVED: (_l("Approved"), "move"),
    State.DOCUMENTED: (_l("Duty letter issued"), "move"),
    State.ACTIVE: (_l("At work"), "good"),
    State.SUSPENDED: (_l("Suspended"), "wait"),
    State.COMPLETED: (_l("Completed"), "move"),
    State.EVALUATED: (_l("Evaluation done"), "good"),
    State.CLOSED: (_l("Closed"), "past"),
    State.DECLINED: (_l("Declined"), "stop"),
    State.WITHDRAWN: (_l("Withdrawn"), "past"),
    State.EXPIRED: (_l("Expired"), "stop"),
    State.TERMINATED: (_l("Terminated"), "past"),
}
PARTIES: dict[Party, Any] = {
    Party.HOME_HEAD: _l("Head of the home institution"),
    Party.HOST_HEAD: _l("Head of the host institution"),
    Party.PERSON: _l("The person"),
    Party.HOME_PARENT: _l("Parent body of the home"),
    Party.HOST_PARENT: _l("Parent body of the host"),
    Party.SECRETARIAT: _l("Secretariat"),
}
DECISIONS: dict[Decision, tuple[Any, str]] = {
    Decision.YES: (_l("Agreed"), "good"),
    Decision.NO: (_l("Declined"), "stop"),
    Decision.COUNTER: (_l("Proposed changes"), "past"),
}
DECLINE_REASONS: dict[DeclineReason, Any] = {
    DeclineReason.CAPACITY: _l("No time for it"),
    DeclineReason.COST: _l("The cost"),
    DeclineReason.SKILL: _l("Another skill is needed"),
    DeclineReason.POLICY: _l("A rule of the institution"),
    DeclineReason.PERSONAL: _l("A personal reason"),
    DeclineReason.OTHER: _l("Another reason"),
}
WAYS: dict[Way, Any] = {Way.PHONE: _l("by phone"), Way.PAPER: _l("on paper")}
PARENT_REASONS: dict[ParentReason, Any] = {
    ParentReason.CIVIL_SERVANT: _l("the person is a civil servant"),
    ParentReason.LONG_HOURS: _l("it is more than 8 hours a week"),
    ParentReason.LONG_SPAN: _l("it lasts more than 3 months"),
    ParentReason.TRAVEL: _l("the work is in another province"),
    ParentReason.COST: _l("it costs money"),
}
INSTRUMENTS: dict[Instrument, Any] = {
    Instrument.PKS_SHARING: _l("Recurring hours under an agreement"),
    Instrument.SURAT_TUGAS: _l("One task by duty letter"),
    Instrument.RESOURCE_PERSON: _l("Resource person"),
    Instrument.INFORMAL_HELP: _l("Informal help, at most one day"),
    Instrument.PENUGASAN_PNS: _l("Formal assignment of a civil servant"),
}
MODES: dict[Mode, Any] = {
    Mode.REMOTE: _l("Remote"),
    Mode.ONSITE: _l("On site"),
    Mode.HYBRID: _l("Remote and on site"),
}
PURPOSES: dict[Purpose, Any] = {
    Purpose.PROCESSING: _l("Processing literature together"),
    Purpose.SKILLS: _l("Skills that the staff lacks"),
    Purpose.NEEDS: _l("A need that a library can't meet alone"),
    Purpose.AUTOMATION: _l("Automation of a library"),
    Purpose.COACHING: _l("Coaching users with their own libraries"),
    Purpose.PORTAL: _l("Contribution to the one-door portal"),
    Purpose.STRENGTHS: _l("Building on a member's strength"),
    Purpose.WORKSHOP: _l("Workshop or training"),
    Purpose.CAMPAIGN: _l("Campaign for changed behaviour"),
}
COSTS: dict[Cost, Any] = {
    Cost.SALARY: _l("Salary"),
    Cost.TRANSPORT: _l("Travel"),
    Cost.LODGING: _l("Lodging"),
    Cost.DAILY: _l("Daily allowance"),
    Cost.HONORARIUM: _l("Honorarium"),
}
PAYERS: dict[Payer, Any] = {
    Payer.HOME: _l("the home"),
    Payer.HOST: _l("the host"),
    Payer.NETWORK: _l("the network"),
}
AGREEMENT_KINDS: dict[AgreementKind, Any] = {
    AgreementKind.PKS: _l("Cooperation agreement (PKS)"),
    AgreementKind.MOU: _l("Memorandum of understanding (MoU)"),
}
STANDINGS: dict[Standing, tuple[Any, str]] = {
    Standing.DRAFT: (_l("Draft"), "idle"),
    Standing.ISSUED: (_l("Paper issued, not signed"), "wait"),
    Standing.SIGNED: (_l("Signed, not begun"), "move"),
    Standing.IN_FORCE: (_l("In force"), "good"),
    Standing.ENDED: (_l("Ended"), "past"),
    Standing.WITHDRAWN: (_l("Withdrawn"), "idle"),
}


def hours(minutes: int) -> str:
    """7,5 jam."""
    return str(_("%(hours)s hours", hours=number(minutes / 60)))


def hours_a_week(minutes: int) -> str:
    """7,5 jam/minggu."""
    return str(_("%(hours)s hours a week", hours=number(minutes / 60)))


def weekday(day: int) -> str:
    """Selasa, for 1."""
    return weekday_name(date_of_weekday(day))


def listed(words: list[str]) -> str:
    """Selasa, Rabu dan Kamis."""
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    return str(_("%(many)s and %(last)s", many=", ".join(words[:-1]), last=words[-1]))


def party_name(assignment: Assignment, party: Party) -> str:
    """Who a party is on one assignment: the institution's head, or the person by name."""
    if party is Party.PERSON:
        return assignment.helper.full_name
    at_home = party in {Party.HOME_HEAD, Party.HOME_PARENT}
    place = assignment.home if at_home else assignment.host
    if place is None or party is Party.SECRETARIAT:
        return str(PARTIES[party])
    if party in APPROVING:
        return str(_("the parent body of %(place)s", place=place.name))
    return place.name


def awaited_in_words(assignment: Assignment) -> str:
    """Everyone whose answer is still awaited."""
    return listed([party_name(assignment, party) for party in assignment.awaited])


def reasons_in_words(version: AssignmentVersion) -> str:
    """Why a parent body has to approve."""
    return listed([str(PARENT_REASONS[reason]) for reason in version.reasons_for_parent])


def said_of(assignment: Assignment, answer: SignOff) -> str:
    """What a yes did: kept without counting, counted, or the last one needed."""
    if answer.came_late:
        return str(
            _(
                "Version %(old)s was replaced by version %(new)s in the meantime. Your yes to"
                " version %(old)s is kept, but it does not count. Please look at the new version.",
                old=answer.version,
                new=assignment.current_number,
            )
        )
    if assignment.awaited and answer.party in CONFIRMING and assignment.question in AWAITING:
        names = awaited_in_words(assignment)
        return str(_("Your yes is recorded. We still wait for: %(parties)s.", parties=names))
    origin = assignment.origin_of(assignment.version(answer.version))
    if origin and origin.binding_since and answer.version == assignment.number_in_force:
        number = answer.version
        return str(_("Your yes is recorded. Version %(number)s is in force.", number=number))
    if assignment.question is State.CONFIRMED:
        return str(_("Your yes is recorded. All parties have agreed."))
    return str(_("Your yes is recorded."))


def written_down(answer: SignOff) -> str:
    """Recorded by whom for whom, how it came and when; empty for an answer given in person."""
    if not answer.recorded_by:
        return ""
    how = WAYS[Way(answer.way)] if answer.way in set(Way) else ""
    day = plain_date(answer.said_on) if answer.said_on else ""
    return str(
        _(
            "recorded by %(clerk)s for %(who)s, %(how)s, %(day)s",
            clerk=answer.recorded_by,
            who=answer.by_name,
            how=how,
            day=day,
        )
    )


def recorded_sentence(answer: SignOff) -> str:
    """What a party is told that was written down in its name."""
    said = {
        "who": answer.by_name,
        "number": answer.version,
        "how": WAYS[Way(answer.way)],
        "day": plain_date(answer.said_on) if answer.said_on else "",
        "clerk": answer.recorded_by,
    }
    if answer.decision is Decision.NO:
        words = _(
            "%(clerk)s recorded that %(who)s declined version %(number)s, %(how)s, on %(day)s.",
            **said,
        )
    else:
        words = _(
            "%(clerk)s recorded that %(who)s agreed to version %(number)s, %(how)s, on %(day)s.",
            **said,
        )
    return str(words)


def waiting(row: BoardRow) -> str:
    """How long somebody has been waited for: hari ini, 3 hari."""
    if not row.days_waiting:
        return str(_("today"))
    return str(ngettext("%(num)s day", "%(num)s days", row.days_waiting))


def span(first: date, last: date) -> str:
    """1 Apr–31 Jul 2027; both years when they differ."""
    begins = short_date(first)
    if first.year == last.year:
        begins = begins.rsplit(" ", 1)[0]
    return f"{begins}–{short_date(last)}"


def lateness(row: BoardRow) -> str:
    """Why a line of the list is late."""
    assignment = row.assignment
    deadline = assignment.current.reply_by
    if assignment.question in AWAITING and deadline:
        return str(_("answers were due %(day)s", day=plain_date(deadline)))
    return str(_("work should have begun %(day)s", day=plain_date(assignment.promise.starts_on)))
