"""What a wording is seen with: recent cases of its kind by name, or an invented one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from crm.accounts.models import User
from crm.core.words import gettext as _
from crm.network.models import Signatory
from crm.network.queries import first_signatory
from crm.sharing.agreements.examples import invented_agreement, recent_agreements
from crm.sharing.agreements.papers import AgreementCase, AgreementPaper
from crm.sharing.papers.cases import UNKNOWN, Case
from crm.sharing.papers.examples import invented_case, real_case, recent_cases
from crm.sharing.papers.known import AnyPaper
from crm.sharing.papers.telling import words_for, words_of_agreement

AnyCase = Case | AgreementCase


@dataclass(frozen=True)
class Example:
    """Something that a paper could be about. Its case is made in the language of the paper."""

    id: int
    code: str
    name: str
    case: Callable[[], AnyCase]


def examples_of(kind: AnyPaper, user: User) -> Sequence[Example]:
    """The recent cases of a kind that a user sees."""
    if isinstance(kind, AgreementPaper):
        return [
            Example(one.id, one.code, one.title, partial(AgreementCase, one, kind))
            for one in recent_agreements(kind, user)
        ]
    return [
        Example(
            one.id, one.code, f"{one.person.name} → {one.host.name}", partial(real_case, kind, one)
        )
        for one in recent_cases(kind, user)
    ]


def invented_example(kind: AnyPaper) -> Example:
    """What to show while there is no case."""
    return Example(0, "", str(_("invented example")), partial(_invented, kind))


def told(case: AnyCase, texts: Mapping[str, str]) -> dict[str, Any]:
    """What the template of a draft is told."""
    if isinstance(case, AgreementCase):
        return words_of_agreement(case, texts)
    nobody = Signatory(office=UNKNOWN, name=UNKNOWN, nip="")
    return words_for(case, texts, first_signatory() or nobody)


def _invented(kind: AnyPaper) -> AnyCase:
    return invented_agreement(kind) if isinstance(kind, AgreementPaper) else invented_case(kind)
