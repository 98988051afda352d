"""What a paper asks before it is issued; a kind that asks nothing has only its button."""

from collections.abc import Callable
from datetime import date
from typing import Any

from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from crm.core.forms import Form, NotBefore, at_most, needed, optional
from crm.core.words import lazy_gettext as _l
from crm.sharing.fields import DayField
from crm.sharing.forms.promises import LONGEST_TEXT
from crm.sharing.models import Cost, Payer
from crm.sharing.papers.cases import FILLED, UNKNOWN, Case
from crm.sharing.papers.kinds import EVALUATION, HANDOVER, REPORT, TRAVEL_ORDER, PaperKind

ONE_EACH = _l("One on each line.")


class PaperForm(Form):
    """The questions of one kind of paper."""

    def given(self) -> dict[str, Any]:
        """The answers as plain words, for the paper and for the next one of its kind."""
        answers = {name: field.data for name, field in self._fields.items()}
        return {
            name: said.isoformat() if isinstance(said, date) else said or ""
            for name, said in answers.items()
            if name != "csrf_token"
        }


class TravelOrderForm(PaperForm):
    """Who sends whom on a journey, how, and who pays (domain 3.6)."""

    commander_office = StringField(
        _l("Office of who gives the order"),
        [needed(), at_most(200)],
        description=_l("The official with authority over the budget of the journey."),
    )
    commander_name = StringField(_l("Name of who gives the order"), [needed(), at_most(200)])
    commander_nip = StringField(_l("NIP of who gives the order"), [optional(), at_most(18)])
    cost_level = StringField(
        _l("Cost level"),
        [needed(), at_most(40)],
        description=_l("As the budget rules name it, such as C."),
    )
    transport = StringField(
        _l("Means of transport"),
        [needed(), at_most(120)],
        description=_l("Such as plane, train, official car."),
    )
    departs_from = StringField(_l("Leaves from"), [needed(), at_most(120)])
    destination = StringField(_l("Travels to"), [needed(), at_most(120)])
    departs_on = DayField(_l("Day of departure"), [needed()])
    returns_on = DayField(_l("Day of return"), [needed(), NotBefore("departs_on")])
    budget_body = StringField(_l("Institution that pays"), [needed(), at_most(200)])
    budget_line = StringField(_l("Budget line"), [needed(), at_most(120)])
    followers = TextAreaField(
        _l("Who travels along"), [optional(), at_most(LONGEST_TEXT)], description=ONE_EACH
    )
    remarks = TextAreaField(_l("Remarks"), [optional(), at_most(500)])


class HandoverForm(PaperForm):
    """What is handed over to the host."""

    results = TextAreaField(
        _l("What is handed over"), [needed(), at_most(LONGEST_TEXT)], description=ONE_EACH
    )
    notes = TextAreaField(
        _l("Notes"),
        [optional(), at_most(LONGEST_TEXT)],
        description=_l("Condition, accounts and keys given back, what is left to do."),
    )


class ReportForm(PaperForm):
    """What came of the task."""

    results = TextAreaField(
        _l("What was reached"), [needed(), at_most(LONGEST_TEXT)], description=ONE_EACH
    )
    obstacles = TextAreaField(_l("Obstacles"), [optional(), at_most(LONGEST_TEXT)])
    advice = TextAreaField(_l("Advice"), [optional(), at_most(LONGEST_TEXT)])


class EvaluationPaperForm(PaperForm):
    """Whether the form is printed to be filled by hand, or with what was said."""

    form = RadioField(
        _l("What is printed"),
        choices=lambda: [
            SelectChoice("blank", str(_l("A blank form, to be filled by hand"))),
            SelectChoice(FILLED, str(_l("The evaluations that were given"))),
        ],
    )


def _first_journey(case: Case) -> dict[str, Any]:
    assignment, promise, writer = case.assignment, case.promise, case.writer
    head = next(iter(case.heads.get(assignment.home_id, ())), None)
    payer = next((one["payer"] for one in promise.costs if one["item"] == Cost.TRANSPORT), "home")
    place = assignment.host if payer == Payer.HOST else writer
    return {
        "commander_office": case.office_of(head) if head else "",
        "commander_name": head.person.full_name if head else "",
        "commander_nip": (head.person.nip or "") if head else "",
        "departs_from": case.city,
        "destination": assignment.host.regency.name if assignment.host.regency else "",
        "departs_on": promise.starts_on.isoformat(),
        "returns_on": promise.ends_on.isoformat(),
        "budget_body": place.name if place else "",
    }


def _tasks(case: Case) -> dict[str, Any]:
    return {"results": case.promise.tasks}


FORMS: dict[str, tuple[type[PaperForm], Callable[[Case], dict[str, Any]]]] = {
    TRAVEL_ORDER.slug: (TravelOrderForm, _first_journey),
    HANDOVER.slug: (HandoverForm, _tasks),
    REPORT.slug: (ReportForm, _tasks),
    EVALUATION.slug: (EvaluationPaperForm, lambda _case: {"form": "blank"}),
}


def form_for(kind: PaperKind, case: Case) -> PaperForm:
    """The form of a kind, filled from the last paper of its kind, else from the case."""
    made, _first = _asked_of(kind)
    form: PaperForm = made(data=_known_to(kind, case))
    return form


def answers_to_show(kind: PaperKind, case: Case) -> dict[str, Any]:
    """Answers for a draft: of the last paper, else of the case; nothing needed is left empty."""
    made, _first = _asked_of(kind)
    form: PaperForm = made(formdata=None, data=_known_to(kind, case))
    needed_ones = {field.name for field in form if field.flags.required}
    return {
        name: said or (UNKNOWN if name in needed_ones else "")
        for name, said in form.given().items()
    }


def _asked_of(kind: PaperKind) -> tuple[type[PaperForm], Callable[[Case], dict[str, Any]]]:
    return FORMS.get(kind.slug, (PaperForm, lambda _case: {}))


def _known_to(kind: PaperKind, case: Case) -> dict[str, Any]:
    made, first = _asked_of(kind)
    known = dict(case.given) or first(case)
    days = {name for name, field in vars(made).items() if _is_day(field)}
    return {
        name: date.fromisoformat(said) if name in days and said else said
        for name, said in known.items()
    }


def _is_day(field: Any) -> bool:
    kind = getattr(field, "field_class", None)
    return isinstance(kind, type) and issubclass(kind, DateField)
