"""Library numbers (NPP): what makes one doubtful. It is asked about, never refused (domain 5.2)."""

import re

from crm.core.words import gettext as _

_SHAPE = re.compile(r"\d{6}\d[A-Z]\d{7}")


def doubts(npp: str, regency_code: str | None) -> list[str]:
    """What is odd about a number: its shape, or a regency other than the institution's.

    The regency may rightly differ where regencies were split after the number was given.
    """
    if not _SHAPE.fullmatch(npp):
        return [_("An NPP has six digits, one more, a capital letter and seven digits.")]
    if regency_code and npp[:4] != regency_code.replace(".", ""):
        return [_("Its first four digits name another regency.")]
    return []
