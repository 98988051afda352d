"""What the address of a search asks for."""

from dataclasses import dataclass
from enum import StrEnum

from werkzeug.datastructures import MultiDict

from crm.core.actors import Visitor
from crm.core.filters import asked, member
from crm.permissions import Permission


class Bin(StrEnum):
    """Where to look besides what is in use."""

    ALL = "all"


@dataclass(frozen=True)
class Wanted:
    """The words, and if the archive is searched as well; only who knows labels may ask for that."""

    text: str
    with_archive: bool
    may_see_archive: bool


def wanted_of(arguments: "MultiDict[str, str]", reader: Visitor) -> Wanted:
    """Read the address; what a search does not know, or not for this reader, is refused."""
    knows = reader.can(Permission.SEE_LABELS)
    given = asked(arguments, ("q", "bin") if knows else ("q",))
    return Wanted(given.get("q", ""), member(Bin, given.get("bin")) is Bin.ALL, knows)
