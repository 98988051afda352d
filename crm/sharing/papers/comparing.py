"""Two texts beside each other, paragraph by paragraph."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from crm.sharing.papers.texts import paragraphs_of


@dataclass(frozen=True)
class Change:
    """A paragraph that was taken out, or put in."""

    words: str
    is_new: bool


def changes_between(before: str, after: str) -> list[Change]:
    """The paragraphs that differ, in the order of reading; what was taken out comes first."""
    old, new = paragraphs_of(before), paragraphs_of(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        change
        for step, first, last, start, end in steps
        if step != "equal"
        for change in (
            *(Change(words, is_new=False) for words in old[first:last]),
            *(Change(words, is_new=True) for words in new[start:end]),
        )
    ]
