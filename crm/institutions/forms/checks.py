"""The form of the yearly check: a member's own record, field by field."""

from collections.abc import Callable, Mapping
from typing import Any

from wtforms import Field, StringField, TextAreaField

from crm.core.changes import plain_value
from crm.core.checks import a_name, a_web_address, an_email
from crm.core.forms import at_most, needed, optional, plain
from crm.core.words import lazy_gettext as _l
from crm.institutions.forms.profiles import CHOSEN, ProfileFields
from crm.institutions.models import Institution

NOT_CHECKED = {"csrf_token", "remark"}


class CheckForm(ProfileFields):
    """A member's own record, to be put right field by field; nothing of it is saved as such."""

    name = StringField(_l("Name"), [needed(), at_most(255), a_name])
    address = TextAreaField(_l("Address"), [optional(), at_most(1000)])
    postcode = StringField(_l("Postcode"), [optional(), at_most(10)])
    phone = StringField(_l("Telephone"), [optional(), at_most(60)])
    email = StringField(_l("E-mail"), [optional(), at_most(254), an_email])
    web = StringField(_l("Web address"), [optional(), a_web_address, at_most(200)])
    name_en = StringField(_l("Name in English"), [optional(), at_most(255)])
    short_name = StringField(_l("Short name"), [optional(), at_most(80)])
    npp = StringField(_l("NPP"), [optional(), at_most(20)])
    remark = TextAreaField(
        _l("Something else that is not right"),
        [optional(), at_most(2000)],
        description=_l("People, services, strengths, opening hours: say it in your own words"),
    )

    def is_untouched(self, institution: Institution) -> bool:
        """Tell whether everything was sent back as the page had shown it."""
        shown = CheckForm(formdata=None, obj=institution)
        fields = (field for field in shown if field.name != "csrf_token")
        return all(_is_as_shown(self[field.name], field) for field in fields)

    def corrections(self, institution: Institution) -> dict[str, tuple[Any, Any]]:
        """What differs from the record: field, as it stands there, as it should be."""
        wanted = {field.name: field.data for field in self if field.name not in NOT_CHECKED}
        wanted |= self.chosen()
        wanted |= {name: wanted[name] or None for name in ("npp", *CHOSEN)}
        pairs = {
            name: (plain_value(getattr(institution, name)), plain_value(value))
            for name, value in wanted.items()
        }
        return {name: pair for name, pair in pairs.items() if (pair[0] or "") != (pair[1] or "")}


def _is_as_shown(sent: Field, shown: Field) -> bool:
    told = shown._value() if hasattr(shown, "_value") else shown.data  # noqa: SLF001  (WTForms')
    return not sent.raw_data or plain(sent.raw_data[0]) == plain(str(told or ""))


def field_label(name: str) -> str:
    """What a field of the record is called."""
    unbound: Any = getattr(CheckForm, name)
    return str(unbound.args[0])


ON_PAGES: Mapping[str, Callable[..., Any]] = {"field_label": field_label}
"""What templates of pages and letters may call."""
