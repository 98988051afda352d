"""Where everything meets, by name: pages, listeners, answers by link, sources, functions."""

from collections.abc import Callable, Mapping, Sequence
from threading import Event as Stop
from typing import Any

from flask import Flask

from crm.accounts.invitations import INVITATION, RESET, send_reset
from crm.accounts.queries import network_colleagues
from crm.accounts.views import passwords
from crm.almanac.events import DayEntered, DayRemoved
from crm.almanac.installing import install_calendar
from crm.audit import guards as _guards  # noqa: F401  (the database guards the trail)
from crm.audit.recorder import write_down
from crm.audit.sealing import seal_entries
from crm.bulk.events import ConflictDecided, ImportApplied, ImportUndone
from crm.bulk.forgetting import KEEPER as FILE_KEEPER
from crm.bulk.staging import forget_old_files
from crm.bulk.words import ON_PAGES as IMPORT_WORDS
from crm.bulk.working import APPLY, CHECK, apply_in_job, check_in_job
from crm.calendar.sources import CalendarSource
from crm.campaigns.front import ScanLane
from crm.campaigns.housekeeping import close_past_windows
from crm.campaigns.keeping import KEEPER as CAMPAIGN_KEEPER
from crm.campaigns.marks import campaign_entries
from crm.campaigns.measuring import CAMPAIGNS_CARRIED
from crm.campaigns.moving import move_placements
from crm.campaigns.planning import count_days_anew
from crm.campaigns.reminders import SOURCES as CAMPAIGN_SOURCES
from crm.core.events import Event, Subscriber
from crm.core.lists import ListKind
from crm.core.rates import sweep
from crm.desk.telling import tell_of_letters
from crm.desk.words import DESK_WORDS
from crm.documents.inheriting import hand_on_papers
from crm.documents.installing import install_registers
from crm.documents.words import document_badge
from crm.duplicates.events import MergeUndone, RecordsMerged
from crm.duplicates.forgetting import KEEPER as TWIN_KEEPER
from crm.duplicates.installing import install_duplicate_rules
from crm.duplicates.keeping import WRITTEN, enter_brought, keep_keys, leave_brought
from crm.duplicates.scanning import SCAN, scan_in_job
from crm.duplicates.words import ON_PAGES as DUPLICATE_WORDS
from crm.files.checking import clear_shelf, read_shelf_anew
from crm.files.words import ON_PAGES as FILE_WORDS
from crm.gatherings import answering as gathering_answers
from crm.gatherings import events as gatherings
from crm.gatherings import notices as gathering_notices
from crm.gatherings.housekeeping import keep_series_ahead
from crm.gatherings.keeping import KEEPER as GATHERING_KEEPER
from crm.gatherings.marks import gathering_entries
from crm.gatherings.measuring import BODY_ATTENDED, MEETINGS_ATTENDED, meetings_attended
from crm.gatherings.phrases import PHRASES as GATHERING_PHRASES
from crm.gatherings.reminders import SOURCES as GATHERING_SOURCES
from crm.gatherings.rsvp import PURPOSE as RSVP
from crm.help.topics import help_url
from crm.home.panels import ON_PAGES as HOME_FUNCTIONS
from crm.institutions import answering as data_answering
from crm.institutions.backing import BODY_ENDORSED, BODY_FUNDED
from crm.institutions.checking import PURPOSE as DATA_CHECK
from crm.institutions.events import (
    CorrectionsSettled,
    DataCheckAsked,
    InstitutionMerged,
    InstitutionRenamed,
)
from crm.institutions.forms.checks import ON_PAGES as CHECK_WORDS
from crm.institutions.housekeeping import move_memberships_with_time
from crm.institutions.installing import install_services
from crm.institutions.joining import Witness
from crm.institutions.lines import ON_PAGES as INSTITUTION_LINES
from crm.institutions.lists import LISTS as INSTITUTION_LISTS
from crm.institutions.models import Requirement
from crm.institutions.moving import follow_region
from crm.institutions.notices import tell_settled
from crm.institutions.pulse import Counted, Part
from crm.institutions.rolling import MEMBERS_BELOW, Chance, Figure, Reckoning
from crm.institutions.words import ON_PAGES as INSTITUTION_WORDS
from crm.jobs.running import run_due_jobs
from crm.jobs.work import JobFunction
from crm.labels.events import FieldDefined
from crm.labels.words import ON_PAGES as LABEL_WORDS
from crm.links.issuing import Answer
from crm.measures.installing import install_indicators
from crm.network.installing import install_network
from crm.network.queries import the_network
from crm.people import notices as people_notices
from crm.people.asking import send_check_link
from crm.people.erasure_ledger import keep_ledger
from crm.people.events import ErasureAsked
from crm.people.installing import install_skills
from crm.people.keepers import Keeper
from crm.people.keeping import KEEPER as PEOPLE_KEEPER
from crm.people.lists import LISTS as PEOPLE_LISTS
from crm.people.measuring import PEOPLE_THERE
from crm.people.moving import move_people
from crm.people.panels import people_of
from crm.people.reminders import SOURCES as PEOPLE_SOURCES
from crm.people.witnessing import liaison_known
from crm.people.words import ON_PAGES as PEOPLE_WORDS
from crm.places.events import RegencyReplaced
from crm.places.installing import install_places
from crm.reminders.catalogue import install_rules
from crm.reminders.sources import DATE_MOVED, Source
from crm.reports.printing import PRINT, print_in_job, throw_out_old_papers
from crm.search.index import (
    enter_import,
    enter_merge,
    enter_undone_merge,
    keep_colleagues_fresh,
    keep_field_fresh,
    keep_fresh,
    leave_import,
)
from crm.search.marking import marked
from crm.search.recents import record_here
from crm.sharing import events as sharing
from crm.sharing import notices as sharing_notices
from crm.sharing.behalf.events import AnswerVoided
from crm.sharing.behalf.notices import acknowledge_handed, acknowledge_recorded, tell_voided
from crm.sharing.behalf.objecting import OBJECTION
from crm.sharing.board.answering import follow as follow_needs
from crm.sharing.board.keeping import KEEPER as BOARD_KEEPER
from crm.sharing.board.lapsing import let_postings_lapse
from crm.sharing.capacity.notices import tell_over_cap
from crm.sharing.hearing import HEARD as HEARD_IN_SHARING
from crm.sharing.housekeeping import move_with_time
from crm.sharing.keeping import KEEPER as SHARING_KEEPER
from crm.sharing.marks import sharing_entries
from crm.sharing.measuring import BODY_APPROVED, HOURS_PROMISED
from crm.sharing.occasions import ANSWER as SHARING_ANSWER
from crm.sharing.occasions import APPROVAL as SHARING_APPROVAL
from crm.sharing.reminders import SOURCES as SHARING_SOURCES
from crm.sharing.views import answer_objections, answers
from crm.sharing.work.reminding import SOURCES as WORK_SOURCES
from crm.timeline.recorder import enter
from crm.timeline.telling import history_of, history_on
from crm.timeline.words import ON_PAGES as TIMELINE_WORDS
from crm.wiring.pages import BLUEPRINTS

__all__ = ["BLUEPRINTS"]

SUBSCRIPTIONS: Mapping[type[Event], Sequence[Subscriber]] = {
    Event: (write_down, enter, keep_fresh),
    **WRITTEN,
    InstitutionRenamed: (keep_colleagues_fresh, keep_keys),
    InstitutionMerged: (hand_on_papers,),
    RegencyReplaced: (follow_region, move_people, move_placements),
    ImportApplied: (enter_import, enter_brought),
    ConflictDecided: (enter_import, enter_brought),
    ImportUndone: (leave_import, leave_brought),
    RecordsMerged: (enter_merge,),
    MergeUndone: (enter_undone_merge,),
    DataCheckAsked: (send_check_link,),
    CorrectionsSettled: (tell_settled,),
    FieldDefined: (keep_field_fresh,),
    DayEntered: (count_days_anew,),
    DayRemoved: (count_days_anew,),
    ErasureAsked: (people_notices.tell_administrators,),
    sharing.AssignmentProposed: (sharing_notices.ask_parties,),
    sharing.AssignmentCountered: (sharing_notices.ask_again,),
    sharing.AnswerGiven: (sharing_notices.acknowledge,),
    sharing.AnswerRecorded: (acknowledge_recorded,),
    AnswerVoided: (tell_voided,),
    sharing.AnsweredByHandedLink: (acknowledge_handed,),
    sharing.AssignmentConfirmed: (sharing_notices.tell_confirmed, follow_needs, tell_over_cap),
    sharing.AssignmentApproved: (sharing_notices.tell_approved,),
    sharing.AssignmentDeclined: (sharing_notices.tell_declined, follow_needs),
    sharing.AssignmentWithdrawn: (sharing_notices.tell_withdrawn, follow_needs),
    sharing.AssignmentExpired: (sharing_notices.tell_expired, follow_needs),
    sharing.AssignmentDocumented: (sharing_notices.tell_documented,),
    **HEARD_IN_SHARING,
    gatherings.InvitationIssued: (gathering_notices.send_invitations,),
    gatherings.GatheringChanged: (gathering_notices.tell_of_change,),
    gatherings.GatheringMoved: (gathering_notices.tell_of_move,),
    gatherings.GatheringPostponed: (gathering_notices.tell_of_postponement,),
    gatherings.GatheringCancelled: (gathering_notices.tell_of_cancellation,),
    gatherings.MinutesCirculated: (gathering_notices.send_minutes,),
}

ANSWERS: Mapping[str, Answer] = {
    INVITATION: passwords.ANSWER,
    RESET: passwords.ANSWER,
    SHARING_ANSWER: answers.ANSWER,
    SHARING_APPROVAL: answers.ANSWER,
    OBJECTION: answer_objections.ANSWER,
    DATA_CHECK: data_answering.ANSWER,
    RSVP: gathering_answers.ANSWER,
}

TEMPLATE_GLOBALS: Mapping[str, Callable[..., Any]] = {
    "document_badge": document_badge,
    "help_url": help_url,
    "history_of": history_of,
    "history_on": history_on,
    "marked": marked,
    "record_here": record_here,
    "network": the_network,
    "people_of": people_of,
    **DESK_WORDS,
    **DUPLICATE_WORDS,
    **FILE_WORDS,
    **HOME_FUNCTIONS,
    **IMPORT_WORDS,
    **CHECK_WORDS,
    **INSTITUTION_LINES,
    **INSTITUTION_WORDS,
    **PEOPLE_WORDS,
    **GATHERING_PHRASES,
    **LABEL_WORDS,
    **TIMELINE_WORDS,
}

FRONTS: Sequence[Callable[[Flask], Callable[..., Any]]] = (ScanLane,)

CALENDAR_SOURCES: Sequence[CalendarSource] = (
    campaign_entries,
    gathering_entries,
    sharing_entries,
)

COLLEAGUES = network_colleagues

LIST_KINDS: Sequence[ListKind] = (*INSTITUTION_LISTS, *PEOPLE_LISTS)

REMINDER_SOURCES: Sequence[Source] = (
    DATE_MOVED,
    *CAMPAIGN_SOURCES,
    *GATHERING_SOURCES,
    *PEOPLE_SOURCES,
    *SHARING_SOURCES,
    *WORK_SOURCES,
)

KEEPERS: Sequence[Keeper] = (
    GATHERING_KEEPER,
    SHARING_KEEPER,
    BOARD_KEEPER,
    CAMPAIGN_KEEPER,
    TWIN_KEEPER,
    FILE_KEEPER,
    PEOPLE_KEEPER,
)
"""What each room keeps about people; the room of the people itself forgets last."""
PULSE_SOURCES: Mapping[Part, Counted] = {Part.MEETINGS: meetings_attended}

ROLL_UPS: tuple[Sequence[Figure], Sequence[Chance | Reckoning]] = (
    (MEMBERS_BELOW, PEOPLE_THERE, HOURS_PROMISED, MEETINGS_ATTENDED, CAMPAIGNS_CARRIED),
    (BODY_ATTENDED, BODY_APPROVED, BODY_FUNDED, BODY_ENDORSED),
)
"""What is summed below a parent body, and how the body itself can be involved."""

WITNESSES: Mapping[Requirement, Witness] = {Requirement.LIAISON: liaison_known}

TICK_HOUSEKEEPING: Sequence[Callable[[], object]] = (
    clear_shelf,
    close_past_windows,
    forget_old_files,
    keep_ledger,
    keep_series_ahead,
    let_postings_lapse,
    move_memberships_with_time,
    move_with_time,
    read_shelf_anew,
    seal_entries,
    sweep,
    tell_of_letters,
    throw_out_old_papers,
)

JOBS: Mapping[str, JobFunction] = {
    CHECK: check_in_job,
    APPLY: apply_in_job,
    SCAN: scan_in_job,
    PRINT: print_in_job,
    RESET: send_reset,
}

WORKER_CHORES: Sequence[Callable[[Stop], int]] = (run_due_jobs,)

INSTALLERS: Sequence[Callable[[], None]] = (
    install_network,
    install_places,
    install_calendar,
    install_registers,
    install_services,
    install_skills,
    install_duplicate_rules,
    install_indicators,
    install_rules,
)
