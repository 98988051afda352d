"""Checks of what people type into fields: addresses, names, coordinates."""

from urllib.parse import urlsplit

from wtforms import Field, FloatField, ValidationError

from crm.core.forms import Form
from crm.core.text import ImpossibleEmail, email_address, has_letters
from crm.core.words import gettext as _


def an_email(_form: Form, field: Field) -> None:
    """Refuse what no letter can reach; keep the address in its comparing form."""
    if not field.data:
        return
    try:
        field.data = email_address(field.data)
    except ImpossibleEmail as error:
        raise ValidationError(
            _("Enter an e-mail address such as nama@perpustakaan.ac.id.")
        ) from error


def a_web_address(_form: Form, field: Field) -> None:
    """Refuse what a browser can't open as a page; add https:// where it is left out."""
    if not field.data:
        return
    address = field.data if "://" in field.data else f"https://{field.data}"
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or "." not in parts.netloc or " " in address:
        raise ValidationError(_("Enter a web address such as https://perpustakaan.ac.id."))
    field.data = address


def a_name(_form: Form, field: Field) -> None:
    """Refuse a name of nothing but punctuation."""
    if field.data and not has_letters(field.data):
        raise ValidationError(_("A name needs at least one letter."))


class DecimalField(FloatField):  # type: ignore[misc]
    """A number with a decimal comma or point."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the comma as people write it."""
        super().process_formdata([value.strip().replace(",", ".") for value in valuelist])
