"""The fields of an institution's profile: accreditation, access, machines, lines, staff, stock."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from wtforms import DateField, Field, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import NumberRange

from crm.core.checks import DecimalField, a_web_address
from crm.core.forms import ChoiceField, Form, NotBefore, at_most, optional, plain
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.models import AccessPolicy, Automation, Connection, Grade, LibrarySystem
from crm.institutions.words import (
    ACCESS_NAMES,
    AUTOMATION_NAMES,
    CONNECTION_NAMES,
    GRADE_NAMES,
    SYSTEM_NAMES,
)

CHOSEN = ("grade", "access_policy", "library_system", "automation", "connection")
MOST_LINKS = 10
LARGEST = 100_000_000

ACCREDITATION = (
    "grade",
    "accreditation_score",
    "accreditation_number",
    "accredited_on",
    "accreditation_ends_on",
)
ACCESS = ("access_policy", "access_note", "opac_url", "social_links")
MACHINES = (
    "library_system",
    "library_system_name",
    "automation",
    "oai_url",
    "digitised_items",
    "connection",
    "bandwidth_mbps",
    "hours_down",
)
SIZES = (
    "librarians",
    "other_staff",
    "printed_books",
    "printed_journals",
    "electronic_titles",
    "theses",
)
SIGNATORY = ("signatory_office", "signatory_name")


class LinesField(TextAreaField):  # type: ignore[misc]
    """Several texts, one a line."""

    def _value(self) -> str:
        return "\n".join(self.data or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the lines that say something."""
        if valuelist:
            self.data = [line for line in map(plain, plain(valuelist[0]).split("\n")) if line]


def web_addresses(form: Form, field: Field) -> None:
    """Refuse lines that no browser can open."""
    wanted: Sequence[str] = field.data or []
    if len(wanted) > MOST_LINKS:
        raise ValidationError(_("Keep the %(most)s most important ones.", most=MOST_LINKS))
    kept = []
    for line in wanted:
        field.data = line[:200]
        a_web_address(form, field)
        kept.append(field.data)
    field.data = kept


def _count(label: Any, **more: Any) -> IntegerField:
    return IntegerField(label, [optional(), NumberRange(0, LARGEST)], **more)


def _one_of(label: Any, kind: Any, labels: dict[Any, Any]) -> ChoiceField:
    blank = _l("not known")
    return ChoiceField(label, kind=kind, labels=labels, blank=blank, validators=[optional()])


class ProfileFields(Form):
    """What a library says of itself (domain 5.2)."""

    grade = _one_of(_l("Accreditation"), Grade, GRADE_NAMES)
    accreditation_score = DecimalField(_l("Score"), [optional(), NumberRange(0, 100)])
    accreditation_number = StringField(_l("Number of the certificate"), [optional(), at_most(80)])
    accredited_on = DateField(_l("Issued on"), [optional()])
    accreditation_ends_on = DateField(
        _l("Valid until"),
        [optional(), NotBefore("accredited_on")],
        description=_l("The reminder to renew it is counted from this day"),
    )

    access_policy = _one_of(_l("Access"), AccessPolicy, ACCESS_NAMES)
    access_note = StringField(_l("Words about access"), [optional(), at_most(300)])
    opac_url = StringField(_l("Catalogue (OPAC)"), [optional(), a_web_address, at_most(200)])
    social_links = LinesField(
        _l("Social media"), [optional(), web_addresses], description=_l("One address a line")
    )

    library_system = _one_of(_l("Library programme"), LibrarySystem, SYSTEM_NAMES)
    library_system_name = StringField(_l("Which other programme"), [optional(), at_most(80)])
    automation = _one_of(_l("Done with it"), Automation, AUTOMATION_NAMES)
    oai_url = StringField(
        _l("Address for harvesting (OAI-PMH)"),
        [optional(), a_web_address, at_most(200)],
        description=_l("For instance: https://perpustakaan.ac.id/oai2.php"),
    )
    digitised_items = _count(_l("Digitised items"))
    connection = _one_of(_l("Connection"), Connection, CONNECTION_NAMES)
    bandwidth_mbps = _count(_l("Mbps"))
    hours_down = _count(_l("Hours without connection in a usual month"))

    librarians = _count(_l("Librarians"))
    other_staff = _count(_l("Other staff"))
    printed_books = _count(_l("Printed books"))
    printed_journals = _count(_l("Printed journals"))
    electronic_titles = _count(_l("Electronic titles"))
    theses = _count(_l("Theses"))

    signatory_office = StringField(
        _l("Office that signs letters"), [optional(), at_most(200)], description=_l("Head")
    )
    signatory_name = StringField(_l("Name of who signs"), [optional(), at_most(200)])

    def chosen(self) -> dict[str, Any]:
        """The fields that the record keeps in another form than the page shows."""
        score = self.accreditation_score.data
        kept = {"accreditation_score": None if score is None else Decimal(str(score))}
        return kept | {name: self[name].chosen() for name in CHOSEN}
