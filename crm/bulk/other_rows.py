"""What rows about affiliations and agreements become."""

from crm.bulk import cells
from crm.bulk.cells import Reader, name_within, text_within
from crm.bulk.institution_rows import phone_in
from crm.bulk.kinds import AffiliationRow, AgreementRow
from crm.bulk.values import Values

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
    "title": name_within(500),
    "instrument": text_within(40),
    "number": text_within(100),
    "partner": text_within(255),
    "partner_reference": cells.reference,
    "partner_code": cells.code,
    "purpose": text_within(cells.MOST_TEXT_SIGNS),
}


def affiliation(values: Values) -> AffiliationRow:
    """Who is where; refused when either cannot be told."""
    values.needed("no_person", "person", "email")
    values.needed("no_institution", "institution", "institution_code")
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
    """A promise with a partner; refused without a title."""
    values.needed("no_title", "title")
    text = values.text
    return AgreementRow(
        line=values.line,
        title=text("title"),
        instrument=text("instrument").casefold(),
        number=text("number"),
        partner=text("partner"),
        partner_reference=text("partner_reference"),
        partner_code=text("partner_code"),
        purpose=text("purpose"),
        starts_on=values.found.get("starts_on"),
        ends_on=values.found.get("ends_on"),
        reference=text("reference"),
        extras=values.extras,
    )
