"""Forms of the network's settings."""

from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.fields import SelectChoice, SelectField
from wtforms.validators import NumberRange

from crm.core.forms import Form, at_most, needed, optional
from crm.core.hours import HoursField
from crm.core.words import lazy_gettext as _l

DEAREST_HOUR = 10_000_000
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


class NetworkForm(Form):
    """Names, address, zone and letterhead."""

    name = StringField(_l("Name"), [needed(), at_most(200)])
    name_en = StringField(_l("Name in English"), [optional(), at_most(200)])
    short_name = StringField(_l("Short name"), [needed(), at_most(40)])
    secretariat_code = StringField(
        _l("Code of the secretariat"),
        [needed(), at_most(20)],
        description=_l("Stands in the numbers of letters, for instance SEK-JPK"),
    )
    unit = StringField(_l("Second line of the letterhead"), [optional(), at_most(200)])
    address = TextAreaField(_l("Address"), [optional(), at_most(600)])
    city = StringField(_l("City"), [needed(), at_most(80)])
    phone = StringField(_l("Phone"), [optional(), at_most(60)])
    email = StringField(_l("E-mail"), [optional(), at_most(254)])
    web = StringField(_l("Website"), [optional(), at_most(200)])
    zone = SelectField(
        _l("Time zone"), choices=lambda: [SelectChoice(zone, zone) for zone in ZONES]
    )
    principle = TextAreaField(_l("Principle of the network"), [optional(), at_most(600)])
    most_renewals = IntegerField(
        _l("Renewals until the secretariat reviews"),
        [needed(), NumberRange(1, 20)],
        description=_l("How often an assignment or agreement is renewed before that."),
        default=3,
    )
    drops_days_away = BooleanField(
        _l("Days on which a person is away drop out of a plan"),
        default=True,
        description=_l("Otherwise they stay in it, and the parties are told."),
    )
    lent_minutes = HoursField(
        _l("Hours a week that a home lends of one person"),
        [needed()],
        default=450,
        description=_l("Where neither the home nor an agreement says another number."),
    )
    travel_minutes = HoursField(_l("Hours between two places of work"), [needed()], default=240)
    island_minutes = HoursField(_l("Hours between two islands"), [needed()], default=1440)
    hour_rate = IntegerField(
        _l("Rate for an hour of shared work, in whole rupiah"),
        [optional(), NumberRange(1, DEAREST_HOUR, _l("Write whole rupiah, without dots."))],
        description=_l("For the cost avoided in the staff-sharing balance. Empty: no figure."),
    )
    logo = FileField(_l("Logo"), description=_l("PNG or JPEG, at most 300 kB"))


class SignatoryForm(Form):
    """Who signs for the network."""

    office = StringField(_l("Office"), [needed(), at_most(200)])
    name = StringField(_l("Name"), [needed(), at_most(200)])
    nip = StringField(_l("NIP"), [optional(), at_most(18)])
    active = BooleanField(_l("Signs now"), default=True)
