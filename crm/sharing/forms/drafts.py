"""The whole draft of an assignment."""

from typing import Any

from wtforms import BooleanField, Field, HiddenField, IntegerField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange, ValidationError

from crm.core.forms import ChoiceField, at_most, needed, optional
from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.sharing.fields import RupiahField
from crm.sharing.forms.promises import PromiseForm, filled_promise
from crm.sharing.models import (
    Assignment,
    AssignmentVersion,
    Cost,
    Instrument,
    Payer,
    Purpose,
    SharingAgreement,
)
from crm.sharing.wording import INSTRUMENTS, PAYERS, PURPOSES

OFFERED = [one for one in Instrument if one is not Instrument.PENUGASAN_PNS]
PRICED = (Cost.TRANSPORT, Cost.LODGING, Cost.DAILY, Cost.HONORARIUM)
TERM_FIELDS = (
    "patient_data",
    "confidentiality",
    "insurance",
    "liability",
    "ip_owner",
    "equipment",
    "leave_rule",
    "notice_days",
    "replacement",
    "keeps_free_days",
    "scales_in_ramadan",
    "full_time",
)


class CostForm(PromiseForm):
    """What is done, when and where, and who pays what."""

    salary_payer = ChoiceField(_l("Who pays the salary"), kind=Payer, labels=PAYERS)
    transport = RupiahField(_l("Travel, in rupiah"))
    transport_payer = ChoiceField(_l("Who pays the travel"), kind=Payer, labels=PAYERS)
    lodging = RupiahField(_l("Lodging, in rupiah"))
    lodging_payer = ChoiceField(_l("Who pays the lodging"), kind=Payer, labels=PAYERS)
    daily = RupiahField(_l("Daily allowance, in rupiah"))
    daily_payer = ChoiceField(_l("Who pays the daily allowance"), kind=Payer, labels=PAYERS)
    honorarium = RupiahField(_l("Honorarium, in rupiah"))
    honorarium_payer = ChoiceField(_l("Who pays the honorarium"), kind=Payer, labels=PAYERS)

    def costs(self) -> list[dict[str, Any]]:
        """The cost split: the salary always, the rest where it costs something."""
        split = [{"item": Cost.SALARY.value, "payer": self.salary_payer.data, "amount": 0}]
        for item in PRICED:
            amount = self[item.value].data or 0
            if amount:
                payer = self[f"{item.value}_payer"].data
                split.append({"item": item.value, "payer": payer, "amount": amount})
        return split


class AssignmentForm(CostForm):
    """The whole draft."""

    role = StringField(_l("Role at the host"), [needed(), at_most(200)])
    purpose = ChoiceField(_l("What it serves"), kind=Purpose, labels=PURPOSES)
    instrument = SelectField(_l("Kind"))
    agreement_id = SelectField(_l("Under which agreement"), coerce=int)
    home_supervisor = StringField(_l("Supervisor at home"), [optional(), at_most(200)])
    host_supervisor = StringField(_l("Supervisor at the host"), [optional(), at_most(200)])
    patient_data = BooleanField(_l("The work touches patient data"))
    confidentiality = BooleanField(_l("A promise of secrecy is signed"))
    keeps_free_days = BooleanField(_l("Work goes on on holidays and joint leave"))
    scales_in_ramadan = BooleanField(
        _l("Fewer hours in Ramadan, as everybody at work"),
        description=_l("32.5 hours are a full week then, in place of 37.5."),
    )
    full_time = BooleanField(
        _l("Full time: the person leaves the own post meanwhile"),
        description=_l("For a civil servant this is a formal assignment, whatever the hours."),
    )
    insurance = StringField(_l("Insurance"), [optional(), at_most(200)])
    liability = StringField(_l("Who is liable"), [optional(), at_most(200)])
    ip_owner = StringField(_l("Who owns the results"), [optional(), at_most(200)])
    equipment = StringField(_l("Equipment"), [optional(), at_most(200)])
    leave_rule = StringField(_l("Rules of leave"), [optional(), at_most(200)])
    notice_days = IntegerField(
        _l("Days of notice before an early end"), [optional(), NumberRange(min=0, max=365)]
    )
    replacement = StringField(_l("Replacement when absent"), [optional(), at_most(200)])
    revision = HiddenField()

    def offer(self, agreements: list[SharingAgreement]) -> "AssignmentForm":
        """Fill the choices that depend on who lends to whom."""
        self.agreements = {one.id: one for one in agreements}
        self.instrument.choices = [
            SelectChoice(one.value, str(INSTRUMENTS[one])) for one in OFFERED
        ]
        self.agreement_id.choices = [
            SelectChoice("0", str(_("No agreement"))),
            *(SelectChoice(str(one.id), f"{one.title} ({one.code})") for one in agreements),
        ]
        return self

    def validate_agreement_id(self, field: Field) -> None:
        """Refuse an agreement that does not hold on every day of the work (domain 3.5)."""
        chosen, first, last = (
            self.agreements.get(field.data),
            self.starts_on.data,
            self.ends_on.data,
        )
        if chosen is None or not first or not last or chosen.covers(first, last):
            return
        if first < chosen.valid_from:
            day = plain_date(chosen.valid_from)
            raise ValidationError(
                _("This agreement begins on %(day)s, after the first day.", day=day)
            )
        raise ValidationError(
            _(
                "This agreement ends on %(day)s, before the last day. Renew it first, or end the"
                " work by then.",
                day=plain_date(chosen.valid_to) if chosen.valid_to else "",
            )
        )

    def content(self) -> dict[str, Any]:
        """The columns of the version."""
        return self.promise() | {
            "role": self.role.data,
            "purpose": Purpose(self.purpose.data),
            "home_supervisor": self.home_supervisor.data,
            "host_supervisor": self.host_supervisor.data,
            "costs": self.costs(),
            "terms": {name: self[name].data for name in TERM_FIELDS if self[name].data},
        }

    def frame(self) -> dict[str, Any]:
        """The columns of the assignment itself."""
        return {
            "instrument": Instrument(self.instrument.data),
            "agreement_id": self.agreement_id.data or None,
        }


def filled_draft(
    assignment: Assignment, version: AssignmentVersion | None = None
) -> dict[str, Any]:
    """A draft, or another version of it, as the values of `AssignmentForm`."""
    version = version or assignment.current
    return {
        **filled_costs(version),
        **version.terms,
        "role": version.role,
        "purpose": version.purpose.value if version.purpose else None,
        "instrument": assignment.instrument.value,
        "agreement_id": assignment.agreement_id or 0,
        "home_supervisor": version.home_supervisor,
        "host_supervisor": version.host_supervisor,
        "revision": assignment.revision,
    }


def filled_costs(version: AssignmentVersion) -> dict[str, Any]:
    """A version as the values of `CostForm`."""
    costs = {item["item"]: item for item in version.costs}
    priced = {name: item["amount"] for name, item in costs.items() if name != Cost.SALARY}
    payers = {f"{name}_payer": item["payer"] for name, item in costs.items()}
    return {**filled_promise(version), **priced, **payers}
