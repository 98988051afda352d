"""Forms of institutions: everything for the staff, the own profile for a member."""

from typing import Any

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange

from crm.core.actors import Visitor
from crm.core.checks import DecimalField, a_name
from crm.core.db import db
from crm.core.forms import ChoiceField, at_most, needed, optional
from crm.core.hours import HoursField
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.forms.contacts import ContactFields
from crm.institutions.forms.profiles import CHOSEN, ProfileFields
from crm.institutions.models import (
    Institution,
    InstitutionType,
    LegalType,
    MembershipState,
    Ownership,
)
from crm.institutions.npp import doubts
from crm.institutions.queries import institution_with_code, institution_with_npp
from crm.institutions.words import LEGAL_NAMES, OWNERSHIP_NAMES, TYPE_NAMES
from crm.labels.filling import furthered
from crm.permissions import Permission
from crm.places.forms import RegencyField

NONE_IF_BLANK = ("code", "npp", "ownership", "latitude", "longitude", *CHOSEN)


class ProfileForm(ProfileFields, ContactFields):
    """What a member may change of its own institution."""

    name_en = StringField(_l("Name in English"), [optional(), at_most(255)])
    short_name = StringField(_l("Short name"), [optional(), at_most(80)])
    npp = StringField(_l("NPP"), [optional(), at_most(20)], description=_l("Library number"))
    npp_accepted = HiddenField()
    postcode = StringField(_l("Postcode"), [optional(), at_most(10)])
    latitude = DecimalField(_l("Latitude"), [optional(), NumberRange(-90, 90)])
    longitude = DecimalField(_l("Longitude"), [optional(), NumberRange(-180, 180)])
    hours = TextAreaField(
        _l("Words about the opening hours"),
        [optional(), at_most(1000)],
        description=_l("What the weekly hours do not say, for instance: ring the bell at noon"),
    )
    lent_minutes = HoursField(
        _l("Hours a week that the library lends of one person"),
        [optional()],
        description=_l("Empty: as the network has it"),
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
        return {**given, **blank, **self.chosen()}


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
    legal_type = ChoiceField(
        _l("Kind of library in the law"),
        kind=LegalType,
        labels=LEGAL_NAMES,
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
        kinds = {
            "type": self.type.chosen(),
            "ownership": self.ownership.chosen(),
            "legal_type": self.legal_type.chosen(),
        }
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


def new_institution_form(reader: Visitor) -> Any:
    """The form of a new institution, the network's own fields included."""
    return furthered(NewInstitutionForm, "institution", reader)


def form_for(institution: Institution, reader: Visitor) -> Any:
    """The form in which someone changes an institution: the staff all of it, a member its own."""
    is_staff = reader.can(Permission.EDIT_INSTITUTIONS)
    kind = InstitutionForm if is_staff else ProfileForm
    return furthered(kind, "institution", reader, record=institution)
