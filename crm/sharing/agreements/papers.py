"""The papers of an agreement, MoU and PKS: their registers, and what their texts may name."""

from collections.abc import Callable
from dataclasses import dataclass

from crm.core.templating import number, plain_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.network.queries import the_network
from crm.sharing.capacity.patterns import BASE_WEEK
from crm.sharing.models import AgreementKind, SharingAgreement
from crm.sharing.papers.kinds import Worded
from crm.sharing.papers.naming import NOTHING, TextField
from crm.sharing.wording import AGREEMENT_KINDS


@dataclass(frozen=True, kw_only=True)
class AgreementPaper(Worded):
    """The paper of one kind of agreement; each heading of its text begins an article."""

    agrees: AgreementKind
    register: str
    template: str = "sharing/documents/agreement.html"
    required: tuple[str, ...] = ("places", "scope", "starts", "ends", "funding")

    @property
    def name(self) -> str:
        """Its name in the catalogue of papers: P07-pks."""
        return f"P07-{self.slug}"


@dataclass(frozen=True)
class AgreementCase:
    """One agreement as its paper tells it."""

    agreement: SharingAgreement
    kind: AgreementPaper


MOU = AgreementPaper(
    slug="mou", title=AGREEMENT_KINDS[AgreementKind.MOU], agrees=AgreementKind.MOU, register="MOU"
)
PKS = AgreementPaper(
    slug="pks", title=AGREEMENT_KINDS[AgreementKind.PKS], agrees=AgreementKind.PKS, register="PKS"
)
PAPERS: dict[AgreementKind, AgreementPaper] = {one.agrees: one for one in (MOU, PKS)}


def _places(case: AgreementCase) -> str:
    return " · ".join(
        f"{place.name}, {place.regency.name}" if place.regency else place.name
        for place in case.agreement.institutions
    )


def _addresses(case: AgreementCase) -> str:
    return "\n".join(
        ", ".join(part for part in (place.name, place.address, place.email) if part)
        for place in case.agreement.institutions
    )


def _scope(case: AgreementCase) -> str:
    subjects = case.agreement.scope or [_("Library work as described in each assignment.")]
    return "\n".join(subjects)


def _persons(case: AgreementCase) -> str:
    cap = case.agreement.persons_cap
    return str(_("At most %(count)s persons at a time.", count=cap)) if cap else ""


def _renewal(case: AgreementCase) -> str:
    if case.agreement.auto_renew:
        return str(_("It renews itself for the same time unless a party objects in writing."))
    return str(_("A renewal needs a new agreement of both parties."))


def _funding(case: AgreementCase) -> str:
    return case.agreement.cost_principle or str(
        _(
            "The salary stays with the home. Travel, lodging and allowances are settled, item by"
            " item, in each assignment."
        )
    )


def _parties(case: AgreementCase) -> str:
    sides = case.agreement.parties
    return str(_(" and ")).join(
        side.institution.name if side.institution else the_network().name for side in sides
    )


def _of(say: Callable[[SharingAgreement], object]) -> Callable[[AgreementCase], str]:
    return lambda case: str(say(case.agreement) or NOTHING)


FIELDS: tuple[TextField, ...] = (
    TextField("title", "judul", _l("Title"), _of(lambda one: one.title)),
    TextField("parties", "para_pihak", _l("Parties"), _parties),
    TextField("places", "lokasi", _l("Places of the parties"), _places),
    TextField("scope", "ruang_lingkup", _l("Subjects"), _scope),
    TextField(
        "hours",
        "jam",
        _l("Hours a week for each person"),
        _of(lambda one: number((one.weekly_minutes_cap or BASE_WEEK // 5) / 60)),
    ),
    TextField("persons", "batas_orang", _l("Persons at a time, where that is limited"), _persons),
    TextField("starts", "mulai", _l("First day"), _of(lambda one: plain_date(one.valid_from))),
    TextField(
        "ends",
        "selesai",
        _l("Last day"),
        _of(lambda one: plain_date(one.valid_to) if one.valid_to else ""),
    ),
    TextField("renewal", "perpanjangan", _l("How it is renewed"), _renewal),
    TextField("funding", "pembiayaan", _l("Who bears the costs"), _funding),
    TextField("addresses", "alamat", _l("Addresses of the parties"), _addresses),
    TextField("basis", "dasar", _l("Legal basis"), _of(lambda one: one.legal_basis)),
    TextField("network", "jaringan", _l("Network"), lambda _case: the_network().name),
    TextField("version", "versi", _l("Version"), _of(lambda one: one.document_version)),
)
"""What the text of an MoU or PKS may name."""
