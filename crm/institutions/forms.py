"""Forms of institutions, memberships and services."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from crm.core.checks import DecimalField, a_name, a_web_address, an_email
from crm.core.db import db
from crm.core.errors import NotUnderstood
from crm.core.filters import member
from crm.core.forms import ChoiceField, Form, at_most, needed, optional
from crm.core.languages import in_reader_language
from crm.core.stale import Versioned
from crm.institutions.models import (
    Institution,
    InstitutionType,
    MembershipState,
    OfferedService,
    Ownership,
    Service,
)
from crm.institutions.models.memberships import WITH_REASON
from crm.institutions.npp import doubts
from crm.institutions.queries import institution_with_code, institution_with_npp
from crm.institutions.words import AUDIENCE_NAMES, MOVE_NAMES, OWNERSHIP_NAMES, TYPE_NAMES
from crm.places.models import Regency
from crm.places.queries import regency_names

NONE_IF_BLANK = ("code", "npp", "ownership", "latitude", "longitude")


class RegencyField(SelectField):  # type: ignore[misc]
    """One of the regencies and cities, under their provinces."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """Offer every regency."""
        super().__init__(label, choices=regency_choices, **kwargs)

    def process_data(self, value: Any) -> None:
        """Show a record without a region as such, not as one called None."""
        super().process_data(value or "")

    def chosen(self) -> Regency | None:
        """Give the regency chosen, or None."""
        return db.session.get(Regency, self.data) if self.data else None


def regency_choices() -> list[SelectChoice]:
    """Every regency and city, by province."""
    rows = db.session.execute(regency_names())
    named = [SelectChoice(code, name, optgroup=province) for province, code, name in rows]
    return [SelectChoice("", _("not known")), *named]


class ContactFields(Versioned):
    """How an institution or a parent body is reached."""

    address = TextAreaField(_l("Address"), [optional(), at_most(1000)])
    phone = StringField(_l("Telephone"), [optional(), at_most(60)])
    email = StringField(_l("E-mail"), [optional(), at_most(254), an_email])
    web = StringField(_l("Web address"), [optional(), a_web_address, at_most(200)])


class ProfileForm(ContactFields):
    """What a member may change of its own institution."""

    name_en = StringField(_l("Name in English"), [optional(), at_most(255)])
    short_name = StringField(_l("Short name"), [optional(), at_most(80)])
    npp = StringField(_l("NPP"), [optional(), at_most(20)], description=_l("Library number"))
    npp_accepted = HiddenField()
    postcode = StringField(_l("Postcode"), [optional(), at_most(10)])
    latitude = DecimalField(_l("Latitude"), [optional(), NumberRange(-90, 90)])
    longitude = DecimalField(_l("Longitude"), [optional(), NumberRange(-180, 180)])
    hours = TextAreaField(
        _l("Opening hours"),
        [optional(), at_most(1000)],
        description=_l("For instance: Monday to Friday 08.00–16.00"),
    )

    def validate_npp(self, field: Field) -> None:
        """Ask once about a doubtful number; whoever saves it again knows better."""
        field.data = field.data.upper()
        taken = db.session.scalar(institution_with_npp(field.data))
        if taken is not None and taken is not self.saved:
            raise ValidationError(_("Another institution of the register has this number."))
        found = doubts(field.data, self.region_code())
        if found and self.npp_accepted.data != field.data:
            self.npp_accepted.raw_data = None
            self.npp_accepted.data = field.data
            raise ValidationError(
                _("%(doubt)s If it is right all the same, save once more.", doubt=found[0])
            )

    def region_code(self) -> str | None:
        """The regency that the number should name."""
        return self.saved.regency_code if self.saved else None

    def facts(self) -> dict[str, Any]:
        """What the verbs of an institution take."""
        skipped = {"csrf_token", "version", "npp_accepted", "regency_code", "state"}
        given = {field.name: field.data for field in self if field.name not in skipped}
        blank = {name: None for name in NONE_IF_BLANK if given.get(name) == ""}
        return given | blank


class InstitutionForm(ProfileForm):
    """Everything that the secretariat keeps of an institution."""

    name = StringField(_l("Name"), [needed(), at_most(255), a_name])
    type = ChoiceField(_l("Kind"), kind=InstitutionType, labels=TYPE_NAMES, validators=[needed()])
    regency_code = RegencyField(_l("Regency or city"), description=_l("Province and zone follow"))
    code = StringField(
        _l("Official code"),
        [optional(), at_most(40)],
        description=_l(
            "Of the ministry, the hospital or the school. Equal codes are the same one."
        ),
    )
    ownership = ChoiceField(
        _l("Owner"),
        kind=Ownership,
        labels=OWNERSHIP_NAMES,
        blank=_l("not known"),
        validators=[optional()],
    )
    note = TextAreaField(
        _l("Note of the secretariat"),
        [optional(), at_most(4000)],
        description=_l("Only the secretariat, the board and administrators read it"),
    )
    published = BooleanField(_l("Listed in the public directory"))

    def region_code(self) -> str | None:
        """The regency that is chosen here."""
        return self.regency_code.data or None

    def validate_code(self, field: Field) -> None:
        """Refuse the code of another institution: it would be the same one."""
        taken = db.session.scalar(institution_with_code(field.data))
        if taken is not None and taken is not self.saved:
            raise ValidationError(
                _("%(name)s has this code: it is the same institution.", name=taken.name)
            )

    def facts(self) -> dict[str, Any]:
        """What the verbs of an institution take."""
        kinds = {"type": self.type.chosen(), "ownership": self.ownership.chosen()}
        return {**super().facts(), **kinds, "regency": self.regency_code.chosen()}


class NewInstitutionForm(InstitutionForm):
    """A new institution, and where it stands with the network at first."""

    state = SelectField(
        _l("Standing"),
        choices=lambda: [
            SelectChoice(MembershipState.PROSPECT, _("Prospect: the network would like to win it")),
            SelectChoice(MembershipState.APPLIED, _("It has applied to join")),
            SelectChoice(MembershipState.NONE, _("No member: a health unit or partner")),
        ],
    )

    def facts(self) -> dict[str, Any]:
        """What `Institution.register` takes."""
        return {**super().facts(), "state": MembershipState(self.state.data)}


def form_for(institution: Institution, *, is_staff: bool) -> ProfileForm:
    """The form in which someone changes an institution: the staff all of it, a member its own."""
    return (InstitutionForm if is_staff else ProfileForm)(obj=institution)


class MembershipForm(Form):
    """A move of the membership: from which day, and why."""

    to = HiddenField()
    on = DateField(_l("From which day"), [InputRequired(message=_l("Fill this in."))])
    reason = TextAreaField(
        _l("Reason"), [at_most(2000)], description=_l("It stays in the history of the institution")
    )

    @property
    def state(self) -> MembershipState:
        """Where the membership is to go; what no button of ours says is refused."""
        found = member(MembershipState, self.to.data)
        if found not in MOVE_NAMES:
            raise NotUnderstood(_("There is no such step of a membership."))
        return found

    def validate_reason(self, field: Field) -> None:
        """Demand a reason for what takes a membership away."""
        if self.state in WITH_REASON and not field.data:
            raise ValidationError(_("Say why, in one sentence. It stays in the history."))


def services_form(services: Iterable[Service], offered: Iterable[OfferedService]) -> Form:
    """One form for all services: each is not offered, or offered to somebody."""
    fields = {field_of(service): _audience_field(service) for service in services}
    held = {field_of(one.service): one.audience for one in offered}
    made: Form = type("ServicesForm", (Form,), fields)(data=held)
    return made


def field_of(service: Service) -> str:
    """The name of the field that belongs to a service."""
    return f"service_{service.id}"


def _audience_field(service: Service) -> SelectField:
    choices = [SelectChoice("", _("not offered"))]
    choices += [SelectChoice(word, str(name)) for word, name in AUDIENCE_NAMES.items()]
    label = in_reader_language(service.names)
    return SelectField(label, choices=choices, validators=[optional()])
