"""Forms of sign-in, accounts and the first run."""

from typing import Any

from wtforms import BooleanField, Field, PasswordField, StringField, ValidationError
from wtforms.fields import SelectChoice, SelectField

from crm.accounts.models import User
from crm.accounts.passwords import weakness
from crm.accounts.words import ROLE_NAMES
from crm.core.forms import ChoiceField, Form, at_most, needed, optional
from crm.core.later import Later
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.permissions import Role

email_validator = Later("email_validator")

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Pontianak")
TOO_LONG = 1024
# What browsers and password managers may fill in, and which keys a phone shows.
USERNAME = {"autocomplete": "username", "inputmode": "email"}
OWN_ADDRESS = {"autocomplete": "email", "inputmode": "email"}
ADDRESS = {"autocomplete": "off", "inputmode": "email"}
PRESENT = {"autocomplete": "current-password"}
NEW = {"autocomplete": "new-password"}
CODE = {"autocomplete": "one-time-code", "inputmode": "numeric"}


def an_address(_form: Form, field: Field) -> None:
    """Refuse what can't be an e-mail address."""
    try:
        email_validator.validate_email(
            field.data or "", check_deliverability=False, test_environment=True
        )
    except email_validator.EmailNotValidError as error:
        raise ValidationError(
            _("Enter an e-mail address such as nama@perpustakaan.ac.id.")
        ) from error


class SignInForm(Form):
    """E-mail and password."""

    email = StringField(_l("E-mail"), [needed(), at_most(254)], render_kw=USERNAME)
    password = PasswordField(_l("Password"), [needed(), at_most(TOO_LONG)], render_kw=PRESENT)


class CodeForm(Form):
    """Six digits of the second factor."""

    code = StringField(
        _l("Code"),
        [needed(), at_most(12)],
        description=_l("The six digits your phone shows now"),
        render_kw=CODE,
    )


class ResetForm(Form):
    """Where to send the link for a new password."""

    email = StringField(_l("E-mail"), [needed(), at_most(254), an_address], render_kw=USERNAME)


class PasswordForm(Form):
    """A new password, twice."""

    password = PasswordField(
        _l("New password"),
        [needed(), at_most(TOO_LONG)],
        description=_l("At least 12 characters; several words are easy to remember"),
        render_kw=NEW,
    )
    again = PasswordField(_l("The same once more"), [needed(), at_most(TOO_LONG)], render_kw=NEW)

    known: tuple[str, ...] = ()

    def validate_password(self, field: Field) -> None:
        if refused := weakness(field.data or "", known=self.known):
            raise ValidationError(refused)

    def validate_again(self, field: Field) -> None:
        if field.data != self.password.data:
            raise ValidationError(_("The two passwords differ. Type the same one twice."))


class SetupForm(PasswordForm):
    """The first administrator and the network's name."""

    network_name = StringField(_l("Name of the network"), [needed(), at_most(200)])
    name = StringField(
        _l("Your name"), [needed(), at_most(200)], render_kw={"autocomplete": "name"}
    )
    email = StringField(_l("E-mail"), [needed(), at_most(254), an_address], render_kw=OWN_ADDRESS)


class UserForm(Form):
    """An account: who, in which role, for which institution."""

    name = StringField(_l("Name"), [needed(), at_most(200)], render_kw={"autocomplete": "off"})
    email = StringField(_l("E-mail"), [needed(), at_most(254), an_address], render_kw=ADDRESS)
    role = ChoiceField(_l("Role"), kind=Role, labels=ROLE_NAMES)
    institution = StringField(
        _l("Institution"),
        [optional(), at_most(255)],
        description=_l("Name or code; a partner always speaks for one institution"),
    )
    language = SelectField(
        _l("Language of letters"),
        choices=[SelectChoice("id", "Bahasa Indonesia"), SelectChoice("en", "English")],
    )

    @classmethod
    def showing(cls, user: User) -> "UserForm":
        """Fill the form with an account as it stands; the institution is shown by its name."""
        shown = {name: getattr(user, name) for name in ("name", "email", "role", "language")}
        return cls(data={**shown, "institution": user.institution.name if user.institution else ""})

    def role_chosen(self) -> Role:
        """Give the role as the domain knows it."""
        return Role(self.role.data)


class ProfileForm(Form):
    """What everyone may change about the own account."""

    name = StringField(_l("Name"), [needed(), at_most(200)], render_kw={"autocomplete": "name"})
    language = SelectField(
        _l("Language"),
        choices=[SelectChoice("id", "Bahasa Indonesia"), SelectChoice("en", "English")],
    )
    zone = SelectField(
        _l("Time zone"), choices=lambda: [SelectChoice(zone, zone) for zone in ZONES]
    )

    def chosen(self) -> dict[str, str]:
        """Give what was chosen, as the account's columns take it."""
        return {name: self[name].data for name in ("name", "language", "zone")}


class OwnPasswordForm(PasswordForm):
    """A new password for someone who knows the old one."""

    present = PasswordField(
        _l("Present password"), [needed(), at_most(TOO_LONG)], render_kw=PRESENT
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the old password first."""
        super().__init__(*args, **kwargs)
        self._fields.move_to_end("present", last=False)


class SecondFactorForm(CodeForm):
    """The code that proves the phone holds the secret."""


class DeactivationForm(Form):
    """Close an account."""

    sure = BooleanField(_l("End every open session"), default=True)
