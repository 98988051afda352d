"""Where something is and how it is reached: fields of institutions and parent bodies alike."""

from wtforms import StringField, TextAreaField

from crm.core.checks import a_web_address, an_email
from crm.core.forms import at_most, optional
from crm.core.stale import Versioned
from crm.core.words import lazy_gettext as _l


class ContactFields(Versioned):
    """How an institution or a parent body is reached."""

    address = TextAreaField(_l("Address"), [optional(), at_most(1000)])
    phone = StringField(_l("Telephone"), [optional(), at_most(60)])
    email = StringField(_l("E-mail"), [optional(), at_most(254), an_email])
    web = StringField(_l("Web address"), [optional(), a_web_address, at_most(200)])
