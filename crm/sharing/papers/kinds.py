"""The kinds of paper about an assignment: one description for each (domain 3.6, report P07)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.sharing.models import (
    AWAITING,
    Assignment,
    Decision,
    DeclineReason,
    Party,
    SignOff,
    State,
)
from crm.sharing.models.rules import crosses_provinces


class Side(StrEnum):
    """Whose letter it is. Where an expert has no home, the person writes in its place."""

    HOME = "home"
    HOST = "host"


def _always(_assignment: Assignment) -> bool:
    return True


def _nothing(_assignment: Assignment) -> list[str]:
    return []


def _by(side: Side) -> Callable[[Assignment], Side]:
    return lambda _assignment: side


@dataclass(frozen=True, kw_only=True)
class Worded:
    """What has a wording that a network may change: a title, and the fields its text may name.

    `rows` are the fields told as a table where its text says {details}; `required` are the fields
    that no wording may leave out; `extra` those that only this kind knows.
    """

    slug: str
    title: Any
    template: str
    rows: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PaperKind(Worded):
    """One kind of paper: its register, who writes and signs it, when, and what it says.

    `either` lets the other side issue it as well as the writer; `fits` and `needs` say for which
    assignments it exists and what it waits for; `seen` are the states beyond its own whose
    assignments serve as examples of its wording.
    """

    register: str
    states: frozenset[State]
    writer: Callable[[Assignment], Side]
    subject: Any = ""
    signers: tuple[str, ...] = ("writer",)
    seen: frozenset[State] = frozenset()
    asks: bool = False
    either: bool = False
    fits: Callable[[Assignment], bool] = _always
    needs: Callable[[Assignment], list[str]] = _nothing

    @property
    def name(self) -> str:
        """Its name in the catalogue of papers: P07-request."""
        return f"P07-{self.slug.replace('_', '-')}"


def refusal_of(assignment: Assignment) -> SignOff | None:
    """The no that ended the question; None where nobody said no."""
    said = [one for one in assignment.sign_offs if one.decision is Decision.NO]
    return said[-1] if said else None


def _refuser(assignment: Assignment) -> Side:
    """The side that said no; for the person and the parent body the home writes."""
    said = refusal_of(assignment)
    at_host = said is not None and said.party in {Party.HOST_HEAD, Party.HOST_PARENT}
    return Side.HOST if at_host and assignment.home_id is not None else Side.HOME


def _home_is_willing(assignment: Assignment) -> list[str]:
    willing = Party.PERSON if assignment.home_id is None else Party.HOME_HEAD
    number = assignment.promise.number
    if any(one.party is willing and one.is_yes for one in assignment.answers_to(number)):
        return []
    return [_("the yes of the home to version %(number)s", number=number)]


def _refusal_says_why(assignment: Assignment) -> list[str]:
    said = refusal_of(assignment)
    if said is None or (said.reason in {None, DeclineReason.OTHER} and not said.note):
        return [_("the reason of the refusal, in words")]
    return []


def _sent_by_duty_letter(assignment: Assignment) -> list[str]:
    return [] if assignment.documented_number is not None else [_("the duty letter")]


def _is_a_journey(assignment: Assignment) -> bool:
    """Tell whether the duty letter sends the person to another province."""
    known = assignment.documented_number is not None
    return known and crosses_provinces(assignment, assignment.promise)


AFTER_WORK = frozenset({State.COMPLETED, State.EVALUATED, State.CLOSED})
WORKED = ("worked", "duty_letter")
BEFORE_PAPERS = frozenset({*AWAITING, State.CONFIRMED, State.APPROVED})
AT_WORK = frozenset({State.DOCUMENTED, State.ACTIVE, State.SUSPENDED})
LATER = AT_WORK | AFTER_WORK

REQUEST = PaperKind(
    slug="request",
    title=_l("Letter of request"),
    subject=_l("Request for staff sharing"),
    register="SK",
    template="sharing/documents/letter.html",
    states=BEFORE_PAPERS,
    seen=LATER,
    writer=_by(Side.HOST),
    rows=("person", "role", "tasks", "purpose", "period", "week", "hours", "place", "costs"),
    required=("details",),
)
WILLINGNESS = PaperKind(
    slug="willingness",
    title=_l("Letter of willingness"),
    subject=_l("Willingness to share staff"),
    register="SK",
    template="sharing/documents/letter.html",
    states=BEFORE_PAPERS | {State.DOCUMENTED},
    seen=LATER,
    writer=_by(Side.HOME),
    rows=("person", "position", "role", "tasks", "period", "week", "hours", "place", "costs"),
    required=("person", "details"),
    needs=_home_is_willing,
)
REFUSAL = PaperKind(
    slug="refusal",
    title=_l("Letter of refusal"),
    subject=_l("Refusal of staff sharing"),
    register="SK",
    template="sharing/documents/letter.html",
    states=frozenset({State.DECLINED}),
    writer=_refuser,
    rows=("person", "role", "period", "hours"),
    required=("reason",),
    extra=("reason",),
    needs=_refusal_says_why,
)
TRAVEL_ORDER = PaperKind(
    slug="travel_order",
    title=_l("Travel order (SPPD)"),
    register="SPD",
    template="sharing/documents/travel_order.html",
    states=AT_WORK,
    seen=AFTER_WORK,
    writer=_by(Side.HOME),
    signers=(),
    asks=True,
    fits=_is_a_journey,
)
HANDOVER = PaperKind(
    slug="handover",
    title=_l("Record of hand-over of work (BAST)"),
    register="BA",
    template="sharing/documents/statement.html",
    states=AFTER_WORK,
    writer=_by(Side.HOME),
    signers=("person", "host"),
    rows=("role", "period", "duty_letter", "worked"),
    required=("person", "host", "results"),
    extra=(*WORKED, "today", "results", "notes", "person_says", "host_says"),
    asks=True,
    either=True,
)
REPORT = PaperKind(
    slug="report",
    title=_l("Report on the task"),
    register="LAP",
    template="sharing/documents/statement.html",
    states=AFTER_WORK,
    writer=_by(Side.HOME),
    signers=("home", "person"),
    rows=("person", "nip", "position", "host", "role", "tasks", "period", "place", "worked"),
    required=("details", "results"),
    needs=_sent_by_duty_letter,
    extra=(*WORKED, "results", "obstacles", "advice"),
    asks=True,
    either=True,
)
COMPLETION = PaperKind(
    slug="completion",
    title=_l("Certificate of completed work"),
    register="SKT",
    template="sharing/documents/statement.html",
    states=AFTER_WORK,
    writer=_by(Side.HOST),
    signers=("host",),
    rows=("person", "nip", "rank", "position", "home", "role", "tasks", "period", "worked"),
    required=("details",),
    extra=(*WORKED, "host_says"),
    needs=_sent_by_duty_letter,
)
EVALUATION = PaperKind(
    slug="evaluation",
    title=_l("Evaluation form"),
    register="PEN",
    template="sharing/documents/evaluation_form.html",
    states=AFTER_WORK,
    writer=_by(Side.HOST),
    signers=(),
    rows=("person", "position", "home", "host", "role", "period", "worked"),
    required=("details",),
    extra=WORKED,
    asks=True,
    either=True,
)
DUTY = PaperKind(
    slug="duty_letter",
    title=_l("Duty letter"),
    register="ST",
    template="sharing/documents/duty_letter.html",
    states=BEFORE_PAPERS,
    seen=LATER,
    writer=_by(Side.HOME),
    rows=(
        "person", "nip", "rank", "position", "tasks", "role", "period", "week", "hours",
        "place", "costs",
    ),
    required=("basis", "details"),
    extra=("basis",),
)  # fmt: skip
"""Issued by its own act, not among the offers: it moves the assignment."""
KINDS: tuple[PaperKind, ...] = (
    REQUEST,
    WILLINGNESS,
    REFUSAL,
    TRAVEL_ORDER,
    HANDOVER,
    REPORT,
    COMPLETION,
    EVALUATION,
)


def kind_named(slug: str) -> PaperKind | None:
    """The kind with this short name."""
    return next((kind for kind in KINDS if kind.slug == slug), None)
