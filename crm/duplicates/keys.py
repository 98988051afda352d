"""The normalised keys of a record: by them alone twins meet."""

import re
from collections.abc import Iterator
from typing import Any

from crm.core.phones import phones_e164
from crm.core.text import email_key
from crm.duplicates.names import institution_name_key, person_name_key, sound_key

Key = tuple[str, str]
_SHARED_HOSTS = re.compile(
    r"(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|facebook|instagram"
    r"|blogspot|wordpress|google|youtube|linktr|wixsite|weebly)\.[a-z.]+$"
)
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([^/:?#\s@]+\.[^/:?#\s@]+)")


def person_keys(person: Any) -> list[Key]:
    """The keys of a person: name without titles, its sound, telephones, e-mail."""
    email = person.email
    return [
        *_name_keys(person_name_key(person.name)),
        *(("phone", number) for number in _phones(person.phone)),
        *([("email", email_key(email)[:120])] if email else []),
    ]


def institution_keys(institution: Any) -> list[Key]:
    """The keys of an institution: its names without kinds, telephones, e-mail, domains."""
    email, names = institution.email, (institution.name, institution.name_en)
    keys = [key for name in names if name for key in _name_keys(institution_name_key(name))]
    keys += [("phone", number) for number in _phones(institution.phone)]
    if email:
        keys.append(("email", email_key(email)[:120]))
    addresses = filter(None, (institution.web, email.rpartition("@")[2]))
    return keys + [("site", host) for address in addresses for host in _own_host(address)]


body_keys = institution_keys


def _phones(text: str | None) -> list[str]:
    """The telephones of a text; one in its comparing form is taken as it is."""
    if text and _E164.fullmatch(text):
        return [text]
    return phones_e164(text) if text else []


def _name_keys(name: str) -> list[Key]:
    return [("name", name), ("sound", sound_key(name)[:120])] if name else []


def _own_host(address: str) -> Iterator[str]:
    """The host of an address, unless everybody may have one there."""
    found = _HOST.match(address.casefold())
    if found and not _SHARED_HOSTS.search(found.group(1)):
        yield found.group(1)[:120]
