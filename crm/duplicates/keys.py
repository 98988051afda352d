"""The normalised keys of a record: by them alone twins meet."""

import re
from collections.abc import Iterator
from typing import Any

from crm.core.text import email_key, phones_e164
from crm.duplicates.names import institution_name_key, person_name_key, sound_key

Key = tuple[str, str]
_SHARED_HOSTS = re.compile(
    r"(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|facebook|instagram"
    r"|blogspot|wordpress|google|youtube|linktr|wixsite|weebly)\.[a-z.]+$"
)
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([^/:?#\s@]+\.[^/:?#\s@]+)")


def person_keys(person: Any) -> Iterator[Key]:
    """The keys of a person: name without titles, its sound, telephones, e-mail."""
    yield from _name_keys(person_name_key(person.name))
    yield from (("phone", number) for number in _phones(person.phone))
    if person.email:
        yield "email", email_key(person.email)[:120]


def institution_keys(institution: Any) -> Iterator[Key]:
    """The keys of an institution: its names without kinds, telephones, e-mail, domains."""
    for name in filter(None, (institution.name, institution.name_en)):
        yield from _name_keys(institution_name_key(name))
    yield from (("phone", number) for number in _phones(institution.phone))
    if institution.email:
        yield "email", email_key(institution.email)[:120]
    for address in (institution.web, institution.email.rpartition("@")[2]):
        yield from (("site", host) for host in _own_host(address))


body_keys = institution_keys


def _phones(text: str | None) -> list[str]:
    """The telephones of a text; one in its comparing form is taken as it is."""
    if text and _E164.fullmatch(text):
        return [text]
    return phones_e164(text) if text else []


def _name_keys(name: str) -> Iterator[Key]:
    if name:
        yield "name", name
        yield "sound", sound_key(name)[:120]


def _own_host(address: str) -> Iterator[str]:
    """The host of an address, unless everybody may have one there."""
    found = _HOST.match((address or "").casefold())
    if found and not _SHARED_HOSTS.search(found.group(1)):
        yield found.group(1)[:120]
