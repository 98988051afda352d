"""Countries by the names that files use, in Indonesian, English or as a code."""

from functools import cache

from babel import Locale

from crm.core.text import folded

HOME = "ID"
_OTHER_NAMES = {"usa": "US", "u s a": "US", "uk": "GB", "u k": "GB", "england": "GB", "ri": "ID"}


@cache
def _by_name() -> dict[str, str]:
    found = dict(_OTHER_NAMES)
    for language in ("en", "id"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():  # noqa: PLR2004 (ISO 3166)
                found[folded(name)] = found[code.casefold()] = code
    return found


def country_code(name: str) -> str | None:
    """The two letters of ISO 3166; None for a name that no list has."""
    return _by_name().get(folded(name))


def phone_region(country: str | None) -> str | None:
    """Where a number without a country code belongs; None when that cannot be told."""
    return country_code(country) if country else HOME
