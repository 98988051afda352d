"""How rows of past agreements find their parties and are recognised."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from crm.bulk.kinds import AgreementRow
from crm.bulk.matching import IGNORED, Candidate, Known, Likeness, Values
from crm.bulk.naming import institutions_by_reference, institutions_named
from crm.bulk.regions import Located
from crm.bulk.settling import Amiss, Settled
from crm.core.pouring import pour
from crm.core.text import folded
from crm.sharing.models import AgreementKind, AgreementParty, SharingAgreement, past_agreement

_MEMORANDUM = ("mou", "memorandum", "nota kesepahaman", "kesepahaman", "kesepakatan")
_FIRST, _SECOND = 1, 2


def settle(rows: Sequence[AgreementRow]) -> Settled:
    """The partner by code, name, or number in an earlier file; else by the name as written."""
    texts = {text for row in rows for text in (row.partner_code, row.partner, row.first_party)}
    known, by_number = institutions_named(texts), _by_number(rows)
    settled = Settled()
    for row in rows:
        partner = known.get(row.partner_code) or known.get(row.partner)
        numbered = None if partner else by_number.get(row.partner_reference)
        settled.about[row.line] = {
            "first_id": known.get(row.first_party),
            "partner_id": partner or numbered,
        }
        settled.odd += _oddities(row, partner, numbered)
    return settled


def _by_number(rows: Sequence[AgreementRow]) -> dict[str, int]:
    """Numbers count only where neither code nor name says who it is."""
    bare = [row.partner_reference for row in rows if not (row.partner or row.partner_code)]
    return institutions_by_reference(bare)


def _oddities(row: AgreementRow, partner: int | None, numbered: int | None) -> list[Amiss]:
    if partner:
        return []
    if numbered:
        key, field = "partner_by_reference", "partner_reference"
        return [Amiss(row.line, key, field, row.partner_reference)]
    said = {
        "partner": row.partner,
        "partner_code": row.partner_code,
        "partner_reference": row.partner_reference,
    }
    field, value = next(((name, text) for name, text in said.items() if text), ("partner", ""))
    return [Amiss(row.line, "unknown_partner", field, value)]


def instrument_of(said: str) -> AgreementKind:
    """A memorandum where a cell says so; else the cooperation agreement."""
    words = folded(said)
    is_memorandum = any(word in words for word in _MEMORANDUM)
    return AgreementKind.MOU if is_memorandum else AgreementKind.PKS


def values(row: AgreementRow, _located: Located, _zone: str) -> Values:
    """The columns of an agreement that a row fills, and what its parties are called."""
    return {
        "name": row.title,
        "partner": _as_written(row),
        "first_party": row.first_party,
        "number": row.number,
        **past_agreement(
            kind=instrument_of(row.instrument or row.title),
            title=row.title,
            scope=row.purpose,
            valid_from=row.starts_on,
            valid_to=row.ends_on,
            signed_on=row.signed_on,
        ),
    }


def _as_written(row: AgreementRow) -> str:
    """What the file calls the partner."""
    number = f"#{row.partner_reference}" if row.partner_reference else "\u2013"
    return row.partner or row.partner_code or number


def claims(said: Values, reference: str) -> list[str]:
    """The number of its paper, else the file's own reference, else title, partner and first day."""
    numbered = [_number_key(said)] if said["number"] else []
    return [*numbered, *([reference] if reference else []), _title_key(said)]


def keys(known: Mapping[str, Any]) -> list[str]:
    """Under its number, and under title, partner and first day."""
    return [*([_number_key(known)] if known.get("number") else []), _title_key(known)]


def _number_key(of: Mapping[str, Any]) -> str:
    return f"number|{folded(of['number'])}|{_partner(of)}"


def _title_key(of: Mapping[str, Any]) -> str:
    return f"title|{of['kind']}|{folded(of['name'])}|{_partner(of)}|{of['valid_from']}"


def _partner(of: Mapping[str, Any]) -> str:
    return str(of.get("partner_id") or folded(of.get("partner") or ""))


def objection(candidate: Candidate, known: Known, key: str) -> str:
    """A number or reference that stands for a promise of another day is given anew."""
    same = candidate.values["valid_from"] == known.values["valid_from"]
    return "" if same or key.startswith("title|") else IGNORED


def found_by(candidates: Sequence[Candidate]) -> Iterable[sa.ColumnElement[bool]]:
    """Everything that began on the days of some rows."""
    days = {one.values["valid_from"] for one in candidates}
    return [SharingAgreement.valid_from.in_(sorted(days))]


def stored() -> Any:
    """Agreements with the partner and the number of their paper."""
    first, second = sa.orm.aliased(AgreementParty), sa.orm.aliased(AgreementParty)
    agreement = SharingAgreement
    return (
        sa.select(
            agreement.id,
            agreement.title.label("name"),
            agreement.kind,
            agreement.valid_from,
            agreement.valid_to,
            first.number.label("number"),
            second.institution_id.label("partner_id"),
            second.name.label("partner"),
        )
        .outerjoin(first, (first.agreement_id == agreement.id) & (first.place == _FIRST))
        .outerjoin(second, (second.agreement_id == agreement.id) & (second.place == _SECOND))
    )


def write_parties(new: Iterable[tuple[int, Values]]) -> None:
    """Enter both sides of new agreements: the network or who stands first, and the partner."""
    rows = [row for id_, said in new for row in _sides(id_, said)]
    pour(AgreementParty, rows)


def _sides(agreement_id: int, said: Values) -> list[dict[str, Any]]:
    blank = {"signatory_name": "", "signatory_post": "", "signatory_basis": ""}
    first, partner = said["first_id"], said["partner_id"]
    names = ("" if first else said["first_party"], "" if partner else said["partner"])
    both = ((_FIRST, first, said["number"], names[0]), (_SECOND, partner, "", names[1]))
    return [
        {
            **blank,
            "agreement_id": agreement_id,
            "place": place,
            "institution_id": None if place == _SECOND and side == first else side,
            "number": number,
            "name": name,
        }
        for place, side, number, name in both
    ]


AGREEMENTS = Likeness(
    keys=keys,
    objection=objection,
    fillable=("valid_to",),
    telling=("name", "valid_from"),
)
