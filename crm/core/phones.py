"""Telephone numbers as people type them, and the one form in which they are kept."""

import re
from functools import cache, lru_cache

from crm.core.later import Later

phonenumbers = Later("phonenumbers")

_AT_HOME = re.compile(r"(?:\+62|0)[ .-]?([1-9](?:[ .-]?[0-9]){6,11})")
_BETWEEN_DIGITS = str.maketrans("", "", " .-")
_SECOND_PHONE = re.compile(r"\s*(?:[/;,|\n&]|\b(?:atau|dan|or|and)\b)\s*", re.IGNORECASE)
_COUNTRY_SPELLED = re.compile(r"^\D{0,12}?0{1,2}62[ .-]?\(?0?\)?[ .-]?([2-9][\d ().-]+)$")
_NUMBER_ALONE = re.compile(r"[+(]?\d[\d ().-]{6,}\d")


def phone_e164(text: str, region: str = "ID") -> str | None:
    """The first real telephone number in a text, as +62…; None where there is none."""
    return _home_phone(text, region) or next(iter(phones_e164(text, region)), None)


def phones_e164(text: str, region: str = "ID") -> list[str]:
    """All real telephone numbers in a text; one without a country code belongs to the region."""
    parts = _SECOND_PHONE.split(text)
    numbers = (_one_phone(part, region) for part in parts if part)
    return list(dict.fromkeys(number for number in numbers if number))


def _home_phone(text: str, region: str) -> str | None:
    """A number of this country in its plainest spelling, which files hold by the thousand."""
    found = _AT_HOME.fullmatch(text)
    if not found or (region != "ID" and text[0] != "+"):
        return None
    digits = found.group(1).translate(_BETWEEN_DIGITS)
    return f"+62{digits}" if _home_numbers().fullmatch(digits) else None


@cache
def _home_numbers() -> re.Pattern[str]:
    """The numbers of this country, mobile and fixed, as the library has them."""
    known = phonenumbers.PhoneMetadata.metadata_for_region("ID")
    kinds = (known.general_desc, known.mobile, known.fixed_line)
    every, mobile, fixed = (kind.national_number_pattern for kind in kinds)
    return re.compile(rf"(?=(?:{every})\Z)(?:{mobile}|{fixed})")


def _one_phone(text: str, region: str) -> str | None:
    """The number as it stands, else as it was meant: +62 spelled 062 or 0062, a name behind it."""
    spellings = (text, _COUNTRY_SPELLED.sub(r"+62\1", text), *_NUMBER_ALONE.findall(text)[:1])
    found = (_parsed(spelled, region) for spelled in dict.fromkeys(spellings))
    return next(filter(None, found), None)


@lru_cache(maxsize=4096)
def _parsed(text: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
