"""Every paper that has a wording, in the order of the work, and the fields that each knows."""

from collections.abc import Mapping

from crm.sharing.agreements import papers as agreements
from crm.sharing.agreements.mou_text import TEXTS as MOU
from crm.sharing.agreements.pks_text import TEXTS as PKS
from crm.sharing.papers.defaults import DEFAULTS as ASSIGNED
from crm.sharing.papers.fields import fields_for
from crm.sharing.papers.kinds import DUTY, KINDS, PaperKind, Worded
from crm.sharing.papers.naming import TextField

AnyPaper = PaperKind | agreements.AgreementPaper
WORDED: tuple[AnyPaper, ...] = (agreements.MOU, agreements.PKS, *KINDS[:3], DUTY, *KINDS[3:])
DELIVERED: Mapping[str, Mapping[str, str]] = {**ASSIGNED, "mou": MOU, "pks": PKS}
"""The text that comes with Mitra, by paper and language."""


def worded(slug: str) -> AnyPaper | None:
    """The paper with this short name."""
    return next((one for one in WORDED if one.slug == slug), None)


def fields_of(kind: Worded) -> list[TextField]:
    """The fields that the text of a paper may name."""
    if isinstance(kind, agreements.AgreementPaper):
        return list(agreements.FIELDS)
    return fields_for(kind)
