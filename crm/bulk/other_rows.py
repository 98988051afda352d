"""What rows about affiliations, agreements and gatherings become."""

from dataclasses import replace
from datetime import time

from crm.bulk import cells, moments
from crm.bulk.cells import Reader, name_within, text_within
from crm.bulk.institution_rows import phone_in
from crm.bulk.kinds import AffiliationRow, AgreementRow, GatheringRow
from crm.bulk.moments import Moment
from crm.bulk.values import Values

MOST_TITLE_SIGNS = {"agreement": 255, "gathering": 200}


def title_within(length: int) -> Reader:
    """A reader of titles, which may be cut but not be empty of letters."""

    def read(text: str) -> str:
        return str(text_within(length)(str(name_within(cells.MOST_TEXT_SIGNS)(text))))

    return read


_SPAN: dict[str, Reader] = {"starts_on": cells.day, "ends_on": cells.day}

AFFILIATION_READERS: dict[str, Reader] = {
    **_SPAN,
    "reference": cells.reference,
    "person": name_within(200),
    "email": cells.email,
    "phone": text_within(200),
    "institution": name_within(255),
    "institution_code": cells.code,
    "position": text_within(200),
    "role": text_within(40),
}

AGREEMENT_READERS: dict[str, Reader] = {
    **_SPAN,
    "reference": cells.reference,
    "title": title_within(MOST_TITLE_SIGNS["agreement"]),
    "instrument": text_within(80),
    "number": text_within(120),
    "first_party": text_within(255),
    "partner": text_within(255),
    "partner_reference": cells.reference,
    "partner_code": cells.code,
    "purpose": text_within(cells.MOST_TEXT_SIGNS),
    "signed_on": cells.day,
}

GATHERING_READERS: dict[str, Reader] = {
    "reference": cells.reference,
    "uid": text_within(cells.MOST_TEXT_SIGNS),
    "title": title_within(MOST_TITLE_SIGNS["gathering"]),
    "starts_at": moments.moment,
    "ends_at": moments.moment,
    "hours": moments.hours,
    "place": text_within(300),
    "link": text_within(300),
    "form": text_within(100),
    "status": text_within(40),
    "note": text_within(cells.MOST_TEXT_SIGNS),
}


def affiliation(values: Values) -> AffiliationRow:
    """Who is where; refused when either cannot be told."""
    values.needed("no_person", "person", "email")
    values.needed("no_institution", "institution", "institution_code")
    _drop_backward_end(values)
    text = values.text
    return AffiliationRow(
        line=values.line,
        person=text("person"),
        email=text("email"),
        phone=phone_in(values),
        institution=text("institution"),
        institution_code=text("institution_code"),
        position=text("position"),
        role=text("role"),
        starts_on=values.found.get("starts_on"),
        ends_on=values.found.get("ends_on"),
        reference=text("reference"),
        extras=values.extras,
    )


def agreement(values: Values) -> AgreementRow:
    """A promise with a partner; refused without a title or a day from which it holds."""
    values.needed("no_title", "title")
    values.needed("no_start", "starts_on", "signed_on")
    text, found = values.text, values.found
    found.setdefault("starts_on", found.get("signed_on"))
    _drop_backward_end(values)
    return AgreementRow(
        line=values.line,
        title=text("title"),
        instrument=text("instrument").casefold(),
        number=text("number"),
        first_party=text("first_party"),
        partner=text("partner"),
        partner_reference=text("partner_reference"),
        partner_code=text("partner_code"),
        purpose=text("purpose"),
        signed_on=found.get("signed_on"),
        starts_on=found["starts_on"],
        ends_on=found.get("ends_on"),
        reference=text("reference"),
        extras=values.extras,
    )


def _drop_backward_end(values: Values) -> None:
    """A last day before the first is a slip of the pen; it is kept beside the record."""
    first, last = values.found.get("starts_on"), values.found.get("ends_on")
    if first and last and last < first:
        values.warn("backward_end", "ends_on", str(last))
        values.keep("ends_on")
        del values.found["ends_on"]


def gathering(values: Values) -> GatheringRow:
    """What was held, and when; refused without a title or a day."""
    values.needed("no_title", "title")
    values.needed("no_start", "starts_at")
    text, found = values.text, values.found
    for name in ("note", "status"):
        values.keep(name)
    begins = _with_hours(found["starts_at"], values)
    return GatheringRow(
        line=values.line,
        title=text("title"),
        begins=begins,
        ends=_end(begins, values),
        uid=text("uid"),
        form=text("form"),
        place=text("place"),
        link=text("link"),
        is_cancelled=text("status").casefold() in {"cancelled", "canceled", "batal", "dibatalkan"},
        reference=text("reference"),
        extras=values.extras,
    )


def _with_hours(begins: Moment, values: Values) -> Moment:
    """The hour from a column of its own."""
    if begins.clock is not None or "hours" not in values.found:
        return begins
    clock, until, zone = values.found["hours"]
    return replace(begins, clock=clock, until=until, zone=begins.zone or zone)


def _end(begins: Moment, values: Values) -> Moment | None:
    ends: Moment | None = values.found.get("ends_at")
    if ends is None:
        return None
    clock = begins.clock or time.min
    if (ends.on, ends.clock or clock) < (begins.on, clock):
        values.warn("backward_end", "ends_at", str(ends.on))
        return None
    return ends if ends.clock or not begins.clock else replace(ends, clock=begins.clock)
