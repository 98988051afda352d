"""What each typed word stands for: known words that begin so, or that may have been meant."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from crm.core.db import db
from crm.core.spans import one_of
from crm.search.models import SearchWord
from crm.search.spelling import is_remembered, meant

MOST_ENDINGS = 32
LAST_LETTER = "\U0010ffff"


class Term(NamedTuple):
    """Holds for a record with any word that begins so, or with one of the whole words."""

    beginning: str = ""
    words: Sequence[str] = ()


def as_beginnings(words: Sequence[str]) -> list[Term]:
    """Each word as the beginning of any other."""
    return [Term(word) for word in words]


def spelt_out(words: Sequence[str]) -> list[Term]:
    """The same, with its known words in place of a beginning; none where no known word begins so.

    SQLite gathers all records of a beginning anew for each kind; those of whole words it reads as
    it needs them. A beginning of very many words stays one. Costs a statement.
    """
    known = _known(tuple(word for word in words if is_remembered(word)))
    terms = [_ended(word, known) if is_remembered(word) else Term(word) for word in words]
    return terms if all(any(term) for term in terms) else []


def respelt(words: Sequence[str]) -> list[Term]:
    """Each word with the known words one error away; nothing when no word has any."""
    possible = {word: meant(word) for word in words}
    asked = sorted({other for others in possible.values() for other in others})
    query = sa.select(SearchWord.word).where(one_of(SearchWord.word, asked))
    known = set(db.session.scalars(query))
    if not known:
        return []
    return [
        Term(word, [one for one in others if one in known]) for word, others in possible.items()
    ]


def _ended(word: str, known: Sequence[str]) -> Term:
    ended = [one for one in known if one.startswith(word)]
    return Term(word) if len(ended) > MOST_ENDINGS else Term(words=ended)


def _known(words: tuple[str, ...]) -> list[str]:
    if not words:
        return []
    given = {f"from_{place}": word for place, word in enumerate(words)}
    given |= {f"to_{place}": f"{word}{LAST_LETTER}" for place, word in enumerate(words)}
    return list(db.session.scalars(_endings(len(words)), given))


@lru_cache(maxsize=16)
def _endings(count: int) -> Any:
    """The question for the known words that begin with one of some words, a few for each."""
    return sa.union_all(*(_some_endings(place) for place in range(count)))


def _some_endings(place: int) -> sa.Select[Any]:
    begins = SearchWord.word >= sa.bindparam(f"from_{place}")
    ends = SearchWord.word < sa.bindparam(f"to_{place}")
    few = sa.select(SearchWord.word).where(begins, ends).limit(MOST_ENDINGS + 1)
    return sa.select(few.subquery(f"some_{place}").c.word)
