"""Forms of people and affiliations."""

from collections.abc import Sequence
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from crm.core.actors import Visitor
from crm.core.checks import a_name, an_email
from crm.core.db import db
from crm.core.forms import ChoiceField, Form, NotBefore, at_most, needed, optional
from crm.core.languages import LANGUAGES
from crm.core.phones import phone_e164
from crm.core.stale import Versioned
from crm.core.text import folded, split_titles
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.filters import names_with
from crm.institutions.forms.parents import named_with_region
from crm.institutions.models import Institution, ParentBody
from crm.institutions.queries import (
    institutions,
    is_choosable,
    is_choosable_body,
    parent_bodies,
)
from crm.labels.filling import furthered
from crm.people.models import Channel, ContactRole, Person, PersonCategory
from crm.people.queries import namesakes_of, person_with_email
from crm.people.words import CATEGORY_NAMES, CHANNEL_NAMES, LANGUAGE_NAMES, ROLE_NAMES

OFFERED = 20
OWN_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


class PersonForm(Versioned):
    """A person. Titles typed into the name are taken off it and kept beside it.

    Namesakes are shown before a person is entered; whoever says that it is another one goes on.
    """

    namesakes: Sequence[Person] = ()

    title_before = StringField(_l("Title before"), [optional(), at_most(80)])
    name = StringField(
        _l("Name"),
        [needed(), at_most(200), a_name],
        description=_l("One name is enough; titles may be typed along"),
    )
    title_after = StringField(_l("Titles after"), [optional(), at_most(120)])
    email = StringField(_l("E-mail"), [optional(), at_most(254), an_email])
    phone = StringField(_l("Telephone"), [optional(), at_most(40)])
    channel = ChoiceField(_l("Prefers"), kind=Channel, labels=CHANNEL_NAMES, default=Channel.EMAIL)
    position = StringField(_l("Position"), [optional(), at_most(200)])
    city = StringField(_l("City"), [optional(), at_most(80)])
    language = SelectField(
        _l("Letters in"), choices=[SelectChoice(one, OWN_NAMES[one]) for one in LANGUAGES]
    )
    category = ChoiceField(_l("Employment"), kind=PersonCategory, labels=CATEGORY_NAMES)
    nip = StringField(
        _l("NIP"),
        [optional(), Regexp(r"\d{18}", message=_l("An NIP has 18 digits."))],
        description=_l("Printed on papers only, never shown on a page"),
    )
    rank = StringField(_l("Rank"), [optional(), at_most(80)])
    languages = SelectMultipleField(
        _l("Speaks"),
        choices=lambda: [SelectChoice(code, str(name)) for code, name in LANGUAGE_NAMES.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    note = TextAreaField(_l("Note of the secretariat"), [optional(), at_most(4000)])
    is_another = BooleanField(_l("It is another person of the same name"))

    def validate_name(self, field: Field) -> None:
        """Take the titles off the name, where they have no field of their own yet."""
        parts = split_titles(field.data)
        field.data = parts.name
        self.title_before.data = self.title_before.data or parts.front
        self.title_after.data = self.title_after.data or parts.back
        self.namesakes = self._namesakes(parts.name)
        if self.namesakes and not self.is_another.data:
            raise ValidationError(
                _("This name is in the register already. Look below: is it the same person?")
            )

    def _namesakes(self, name: str) -> list[Person]:
        """Others of the same name; somebody who keeps the name has been told before."""
        if self.saved is not None and folded(name) == folded(self.saved.name):
            return []
        found = db.session.scalars(namesakes_of(name).limit(OFFERED))
        return [one for one in found if one is not self.saved]

    def validate_email(self, field: Field) -> None:
        """Refuse the address of somebody else: the same e-mail is the same person."""
        taken = db.session.scalar(person_with_email(field.data))
        if taken is not None and taken is not self.saved:
            raise ValidationError(
                _("%(name)s has this address: it is the same person.", name=taken.full_name)
            )

    def facts(self) -> dict[str, Any]:
        """What the verbs of a person take."""
        skipped = {"csrf_token", "version", "is_another"}
        given = {field.name: field.data for field in self if field.name not in skipped}
        phone = phone_e164(given["phone"]) or given["phone"]
        kept = {"email": given["email"] or None, "phone": phone}
        return {
            **given,
            **kept,
            "category": self.category.chosen(),
            "channel": self.channel.chosen(),
        }


class EditPersonForm(PersonForm):
    """A person who is known: an NIP that is kept stays unless another is typed."""

    unsaid = frozenset({"nip"})

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Never send the NIP to a page."""
        super().process(*args, **kwargs)
        if self.nip.raw_data is None:
            self.nip.data = ""

    def facts(self) -> dict[str, Any]:
        """What the verbs of a person take, the NIP only where one was typed."""
        given = super().facts()
        return given if given["nip"] else {k: v for k, v in given.items() if k != "nip"}


def new_person_form(reader: Visitor) -> Any:
    """The form of a new person, the network's own fields included."""
    return furthered(PersonForm, "person", reader)


def person_form(person: Person, reader: Visitor) -> Any:
    """The form of a person who is known, the network's own fields included."""
    return furthered(EditPersonForm, "person", reader, record=person)


class AffiliationFields(Form):
    """What somebody is at a place, and when."""

    role = ChoiceField(_l("Role"), kind=ContactRole, labels=ROLE_NAMES, default=ContactRole.STAFF)
    position = StringField(
        _l("Office there"), [optional(), at_most(200)], description=_l("For instance: librarian")
    )
    may_confirm = BooleanField(
        _l("May confirm for the institution"),
        description=_l("Says yes or no to staff sharing in its name"),
    )
    starts_on = DateField(_l("From"), [optional()])
    ends_on = DateField(_l("Until"), [optional(), NotBefore("starts_on")])

    def facts(self) -> dict[str, Any]:
        """What the verbs of an affiliation take."""
        names = ("position", "may_confirm", "starts_on", "ends_on")
        return {"role": self.role.chosen(), **{name: self[name].data for name in names}}


class AffiliationForm(AffiliationFields):
    """Where somebody works; the places that were looked for are offered."""

    q = HiddenField()
    place = RadioField(_l("Where"), validate_choice=False, choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the institutions and parent bodies whose names hold the words looked for."""
        super().__init__(*args, **kwargs)
        self.found = places_called(self.q.data or "")
        self.place.choices = [
            SelectChoice(key, named_with_region(place)) for key, place in self.found.items()
        ]

    @property
    def chosen(self) -> Institution | ParentBody:
        """The place chosen, of a form that was validated."""
        return self.found[self.place.data]

    def validate_place(self, field: Field) -> None:
        """Demand one of those offered."""
        if field.data not in self.found:
            raise ValidationError(_("Choose one of the places found."))


class EndForm(Form):
    """The last day of an affiliation."""

    ends_on = DateField(_l("Last day"), [InputRequired(message=_l("Fill this in."))])


def places_called(words: str) -> dict[str, Institution | ParentBody]:
    """Institutions and parent bodies whose names hold these words, a few of each, by key."""
    if not words.strip():
        return {}
    found: dict[str, Institution | ParentBody] = {}
    for kind, query, model in (
        ("institution", institutions().where(is_choosable()), Institution),
        ("parent_body", parent_bodies().where(is_choosable_body()), ParentBody),
    ):
        named = query.where(*names_with(model.sort_name, words)).order_by(model.sort_name)
        found |= {f"{kind}:{one.id}": one for one in db.session.scalars(named.limit(OFFERED))}
    return found
