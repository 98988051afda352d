"""What one record says to the search, and on which shelves its entries stand."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from crm.search.models import Scope


class Words(NamedTuple):
    """What one record says to the search: its title, a second line, and all its words.

    `own_of` are the institutions whose own record it is: to their people it comes first. `labels`
    is what the network's own fields hold: empty where they held something, none where nothing.
    """

    record_id: int
    title: str
    second: str = ""
    full: Sequence[str | None] = ()
    public: Sequence[str | None] | None = None
    own_of: Sequence[int | None] = ()
    labels: str | None = None


@cache
def shelf(kind: str, scope: Scope) -> str:
    """The word that all entries of one kind and scope share: where the search looks."""
    return f"0{kind.replace('_', '0')}0{scope}"


def own_shelf(kind: str, institution_id: int) -> str:
    """The word that all entries of one kind share that are an institution's own."""
    return f"0{kind.replace('_', '0')}0of{institution_id}"
