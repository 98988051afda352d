"""The fields that the wording of a paper may name in braces, and what each says."""

from collections.abc import Callable

from crm.core.templating import moment, plain_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import today
from crm.network.queries import the_network
from crm.sharing import wording
from crm.sharing.agreements.spelling import day_in_words
from crm.sharing.differences import days_in_words
from crm.sharing.models import SignOff
from crm.sharing.papers.cases import Case
from crm.sharing.papers.kinds import Worded, refusal_of
from crm.sharing.papers.naming import NOTHING, TextField

DETAILS = "details"
"""Stands alone in a paragraph, for the table of what was agreed."""


def _home(case: Case) -> str:
    home = case.assignment.home
    return home.name if home else str(_("independent expert"))


def _place(case: Case) -> str:
    mode, place = case.lines["mode"].words, case.promise.location
    return f"{mode}: {place}" if place else mode


def _tasks(case: Case) -> str:
    return "; ".join(task.strip() for task in case.promise.tasks.splitlines() if task.strip())


def _hours(case: Case) -> str:
    weekly, planned = case.lines["weekly_minutes"].words, case.lines["planned_minutes"].words
    if not planned:
        return str(_("%(hours)s a week", hours=weekly))
    return str(_("%(hours)s a week, %(all)s in all", hours=weekly, all=planned))


def _reason(case: Case) -> str:
    said = refusal_of(case.assignment)
    if said is None:
        return ""
    reason = str(wording.DECLINE_REASONS[said.reason]) if said.reason else ""
    return ": ".join(part for part in (reason, said.note.strip()) if part)


def _given(name: str) -> Callable[[Case], str]:
    """What was written in the form of the paper; a line for each item."""
    return lambda case: case.given.get(name) or NOTHING


def _first_party(case: Case) -> str:
    return f"{case.person.full_name}, {case.person.position or case.promise.role}, {_home(case)}"


def _basis(case: Case) -> str:
    """What the duty letter rests on, a line for each: the agreement, each yes, the register."""
    agreement, number = case.assignment.agreement, case.promise.number
    lines = [_yes(answer) for answer in case.assignment.answers_to(number) if answer.is_yes]
    if agreement:
        first = plain_date(agreement.valid_from)
        said = _(
            "the agreement “%(title)s”, valid from %(first)s;", title=agreement.title, first=first
        )
        lines.insert(0, said)
    code = case.assignment.code
    return "\n".join([*lines, _("assignment %(code)s in the register of the network.", code=code)])


def _yes(answer: SignOff) -> str:
    return str(
        _(
            "the consent of %(who)s (%(party)s) to version %(number)s, %(when)s;",
            who=answer.by_name,
            party=wording.PARTIES[answer.party],
            number=answer.version,
            when=moment(answer.at, the_network().zone),
        )
    )


def _second_party(case: Case) -> str:
    host = case.assignment.host
    heads = case.heads.get(host.id) or []
    if not heads:
        return host.name
    return f"{heads[0].person.full_name}, {case.office_of(heads[0])}"


FIELDS: tuple[TextField, ...] = (
    TextField("person", "orang", _l("Name"), lambda case: case.person.full_name),
    TextField("position", "jabatan", _l("Position"), lambda case: case.person.position or NOTHING),
    TextField("home", "asal", _l("Home institution"), _home),
    TextField("host", "penerima", _l("Host institution"), lambda case: case.assignment.host.name),
    TextField("role", "peran", _l("Role"), lambda case: case.promise.role or NOTHING),
    TextField("tasks", "tugas", _l("Tasks"), _tasks),
    TextField(
        "purpose",
        "maksud",
        _l("What it serves"),
        lambda case: case.lines["purpose"].words or NOTHING,
    ),
    TextField(
        "period",
        "masa",
        _l("Time of work"),
        lambda case: days_in_words(case.assignment.first_day, case.promise.ends_on),
    ),
    TextField("week", "hari", _l("Days"), lambda case: case.lines["slots"].words),
    TextField("hours", "jam", _l("Hours"), _hours),
    TextField("place", "tempat", _l("Place of work"), _place),
    TextField("costs", "biaya", _l("Costs"), lambda case: case.lines["costs"].words or NOTHING),
    TextField("version", "versi", _l("Version"), lambda case: str(case.promise.number)),
    TextField("code", "kode", _l("Code of the assignment"), lambda case: case.assignment.code),
    TextField("network", "jaringan", _l("Network"), lambda _case: the_network().name),
    TextField("nip", "nip", _l("NIP"), lambda case: case.person.nip or NOTHING),
    TextField("rank", "pangkat", _l("Rank"), lambda case: case.person.rank or NOTHING),
)
ESPECIAL: tuple[TextField, ...] = (
    TextField("reason", "alasan", _l("Reason"), _reason),
    TextField(
        "worked",
        "terlaksana",
        _l("Hours confirmed by the host"),
        lambda case: wording.hours(case.worked.confirmed),
    ),
    TextField(
        "duty_letter", "surat_tugas", _l("Duty letter"), lambda case: case.duty_letter or NOTHING
    ),
    TextField("basis", "dasar", _l("Agreement and answers it rests on"), _basis),
    TextField("today", "hari_ini", _l("Today in words"), lambda _case: day_in_words(today())),
    TextField("person_says", "pihak_kesatu", _l("Who hands over"), _first_party),
    TextField("host_says", "pihak_kedua", _l("Who signs for the host"), _second_party),
    TextField("results", "hasil", _l("Results"), _given("results")),
    TextField("notes", "catatan", _l("Notes"), _given("notes")),
    TextField("obstacles", "hambatan", _l("Obstacles"), _given("obstacles")),
    TextField("advice", "saran", _l("Advice"), _given("advice")),
)
"""Known only to the kinds that name them as their own."""
TABLE = TextField(DETAILS, "rincian", _l("Table of what was agreed"), lambda _case: "")


def fields_for(kind: Worded) -> list[TextField]:
    """The fields that a kind of paper knows; the table of details where it has one."""
    own = [one for one in ESPECIAL if one.name in kind.extra]
    return [*FIELDS, *own, *([TABLE] if kind.rows else [])]


def rows_of(case: Case) -> list[tuple[str, str]]:
    """The table of details: label and words, empty ones left out."""
    known = {one.name: one for one in fields_for(case.kind)}
    told = ((str(known[name].label), known[name].say(case)) for name in case.kind.rows)
    return [(label, words) for label, words in told if words.strip(NOTHING)]
