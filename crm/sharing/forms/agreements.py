"""An agreement between two institutions, as people fill it in."""

from typing import Any

from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange

from crm.core.forms import ChoiceField, Form, NotBefore, at_most, needed, optional
from crm.core.hours import HoursField
from crm.core.words import lazy_gettext as _l
from crm.sharing.fields import DayField
from crm.sharing.forms.promises import LONGEST_TEXT
from crm.sharing.models import AgreementKind, SharingAgreement
from crm.sharing.wording import AGREEMENT_KINDS


class AgreementForm(Form):
    """An agreement between two institutions."""

    kind = ChoiceField(_l("Kind"), kind=AgreementKind, labels=AGREEMENT_KINDS)
    title = StringField(_l("Title"), [needed(), at_most(255)])
    legal_basis = StringField(
        _l("Legal basis"), [optional(), at_most(300)], description=_l("The MoU that it rests on.")
    )
    valid_from = DayField(_l("Valid from"), [needed()])
    valid_to = DayField(_l("Valid until"), [optional(), NotBefore("valid_from")])
    scope = TextAreaField(
        _l("Scope"), [optional(), at_most(LONGEST_TEXT)], description=_l("One subject a line.")
    )
    weekly_minutes_cap = HoursField(
        _l("At most hours a week for each person"),
        [optional()],
        description=_l("Empty: a fifth of a full week, 7,5 hours."),
    )
    persons_cap = IntegerField(
        _l("At most persons at a time"), [optional(), NumberRange(min=1, max=1000)]
    )
    cost_principle = TextAreaField(_l("Who bears which costs"), [optional(), at_most(LONGEST_TEXT)])
    auto_renew = BooleanField(_l("Renews itself unless a party objects"))
    first_name = StringField(_l("Who signs for the first party"), [optional(), at_most(200)])
    first_post = StringField(_l("Office of the first signatory"), [optional(), at_most(200)])
    first_basis = StringField(_l("Appointed by (first signatory)"), [optional(), at_most(300)])
    first_number = StringField(_l("Number given by the first party"), [optional(), at_most(120)])
    second_name = StringField(_l("Who signs for the second party"), [optional(), at_most(200)])
    second_post = StringField(_l("Office of the second signatory"), [optional(), at_most(200)])
    second_basis = StringField(_l("Appointed by (second signatory)"), [optional(), at_most(300)])
    second_number = StringField(_l("Number given by the second party"), [optional(), at_most(120)])
    signed_on = DayField(
        _l("Signed on"), [optional()], description=_l("Once signed, it can't be changed here.")
    )

    def content(self) -> dict[str, Any]:
        """The columns of the agreement."""
        plain = (
            "title",
            "legal_basis",
            "valid_from",
            "valid_to",
            "weekly_minutes_cap",
            "persons_cap",
            "cost_principle",
            "auto_renew",
            "signed_on",
        )
        lines = (self.scope.data or "").split("\n")
        return {name: self[name].data for name in plain} | {
            "kind": AgreementKind(self.kind.data),
            "scope": [line.strip() for line in lines if line.strip()],
        }

    def signatories(self) -> list[dict[str, str]]:
        """Who signs for each party, first and second."""
        return [
            {
                "signatory_name": self[f"{side}_name"].data or "",
                "signatory_post": self[f"{side}_post"].data or "",
                "signatory_basis": self[f"{side}_basis"].data or "",
                "number": self[f"{side}_number"].data or "",
            }
            for side in ("first", "second")
        ]


def filled_agreement(agreement: SharingAgreement) -> dict[str, Any]:
    """An agreement as the values of `AgreementForm`."""
    sides = dict(zip(("first", "second"), agreement.parties, strict=False))
    signatories = {
        f"{side}_{name}": getattr(party, column)
        for side, party in sides.items()
        for name, column in (
            ("name", "signatory_name"),
            ("post", "signatory_post"),
            ("basis", "signatory_basis"),
            ("number", "number"),
        )
    }
    return {
        "kind": agreement.kind.value,
        "title": agreement.title,
        "legal_basis": agreement.legal_basis,
        "valid_from": agreement.valid_from,
        "valid_to": agreement.valid_to,
        "scope": "\n".join(agreement.scope),
        "weekly_minutes_cap": agreement.weekly_minutes_cap,
        "persons_cap": agreement.persons_cap,
        "cost_principle": agreement.cost_principle,
        "auto_renew": agreement.auto_renew,
        "signed_on": agreement.signed_on,
    } | signatories
