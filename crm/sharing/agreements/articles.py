"""The articles of an MoU and of a cooperation agreement on staff sharing (domain 3.6).

The words are a form to start from, not legal advice; each is frozen in the paper it is issued in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crm.core.templating import number, plain_date
from crm.core.words import gettext as _
from crm.sharing.capacity.patterns import BASE_WEEK
from crm.sharing.models import AgreementKind, SharingAgreement


@dataclass(frozen=True)
class Article:
    """One article: its title and its clauses."""

    title: str
    clauses: Sequence[str]


def articles_of(agreement: SharingAgreement) -> list[Article]:
    """The articles of an agreement in the language that is spoken now, in their order."""
    wanted = COOPERATION if agreement.kind is AgreementKind.PKS else UNDERSTANDING
    return [article(agreement) for article in wanted]


def _definitions(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Definitions"),
        [
            _("Home institution: the party whose staff helps the other."),
            _("Host institution: the party that receives the help."),
            _("Assignment: the help of one person, with tasks, hours, dates and place, agreed by"
              " home, host and person on the same version in the application Mitra."),
        ],
    )  # fmt: skip


def _aim(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Aim"),
        [
            _("No library can meet the needs of its readers alone. The parties share skills and"
              " hours of their staff so that readers of both are served better."),
        ],
    )  # fmt: skip


def _place(agreement: SharingAgreement) -> Article:
    names = " · ".join(
        f"{place.name}, {place.regency.name}" if place.regency else place.name
        for place in agreement.institutions
    )
    return Article(
        _("Place"),
        [_("The work is done at the parties or remotely: %(places)s.", places=names)],
    )


def _scope(agreement: SharingAgreement) -> Article:
    subjects = agreement.scope or [_("Library work as described in each assignment.")]
    return Article(_("Object and scope"), subjects)


def _duties(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Tasks and responsibilities"),
        [
            _("The parties answer requests within ten working days."),
            _("The parties name a contact who may confirm assignments."),
        ],
    )


def _rights(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Rights and obligations"),
        [
            _("The home keeps the employment of the person: salary, leave and rank stay with it."),
            _("The host gives a safe place of work, guidance and what the task needs, and reports"
              " misconduct to the home."),
            _("The person is not worse off than at home."),
        ],
    )  # fmt: skip


def _people(agreement: SharingAgreement) -> Article:
    clauses = [_("The home proposes persons whose skills fit the task; the host agrees to each.")]
    if agreement.persons_cap:
        clauses.append(_("At most %(count)s persons at a time.", count=agreement.persons_cap))
    return Article(_("Staff and competence"), clauses)


def _hours(agreement: SharingAgreement) -> Article:
    cap = agreement.weekly_minutes_cap or BASE_WEEK // 5
    return Article(
        _("Working time"),
        [
            _("At most %(hours)s hours a week for each person, unless the home agrees to more.",
              hours=number(cap / 60)),
            _("Holidays, joint leave and the shorter hours of Ramadan hold as at the place of"
              " work."),
        ],
    )  # fmt: skip


def _supervision(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Supervision and appraisal"),
        [
            _("A supervisor at the host guides the daily work; one at home keeps contact."),
            _("At the end the host and the person appraise the help; the home receives both."),
        ],
    )


def _technical(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Carrying it out"),
        [_("Details are settled in each assignment and its duty letter.")],
    )


def _term(agreement: SharingAgreement) -> Article:
    clauses = [
        _("From %(first)s to %(last)s, both days included.", first=plain_date(agreement.valid_from),
          last=plain_date(agreement.valid_to) if agreement.valid_to else "–"),
    ]  # fmt: skip
    if agreement.auto_renew:
        clauses.append(_("It renews itself for the same time unless a party objects in writing."))
    else:
        clauses.append(_("A renewal needs a new agreement of both parties."))
    return Article(_("Duration"), clauses)


def _funding(agreement: SharingAgreement) -> Article:
    said = agreement.cost_principle or _(
        "The salary stays with the home. Travel, lodging and allowances are settled, item by item,"
        " in each assignment."
    )
    return Article(_("Funding"), [said])


def _secrecy(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Secrecy and personal data"),
        [
            _("What the person learns at the host stays secret, also after the end."),
            _("Personal data are handled by Law 27/2022; patient data only with a signed promise."),
        ],
    )


def _property(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Intellectual property"),
        [_("Results belong to the host unless an assignment says otherwise; authors are named.")],
    )


def _insurance(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Liability and insurance"),
        [_("Social insurance stays with the home; the host answers for safety at its place.")],
    )


def _ending(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Early end"),
        [_("Each party may end this with thirty days of notice; assignments under way are finished"
           " or handed over first.")],
    )  # fmt: skip


def _addendum(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Addendum"), [_("Changes are made in writing, as an addendum signed by both parties.")]
    )


def _monitoring(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Monitoring and evaluation"),
        [_("Once a year the parties look at hours given and received, and at what came of them.")],
    )


def _disputes(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Disputes"), [_("Differences are settled by deliberation until consensus is found.")]
    )


def _force_majeure(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Force majeure"),
        [_("Nobody is liable for what disaster, war, epidemic or new law prevents; the other party"
           " is told within fourteen days.")],
    )  # fmt: skip


def _correspondence(agreement: SharingAgreement) -> Article:
    return Article(
        _("Correspondence"),
        [
            ", ".join(part for part in (place.name, place.address, place.email) if part)
            for place in agreement.institutions
        ],
    )


def _closing(_agreement: SharingAgreement) -> Article:
    return Article(
        _("Final provisions"),
        [_("Made in two originals of equal force, one for each party, and in force once signed.")],
    )


Writer = Callable[[SharingAgreement], Article]
UNDERSTANDING: Sequence[Writer] = (
    _aim, _place, _scope, _duties, _technical, _term, _funding, _disputes, _force_majeure,
    _correspondence, _closing,
)  # fmt: skip
COOPERATION: Sequence[Writer] = (
    _definitions, _aim, _place, _scope, _duties, _rights, _people, _hours, _supervision,
    _technical, _term, _funding, _secrecy, _property, _insurance, _ending, _addendum, _monitoring,
    _disputes, _force_majeure, _correspondence, _closing,
)  # fmt: skip
