"""Every string of the house, found in code and templates; and what the catalogues lack of it.

`python -m tests.catalogues` prints what is missing, as entries for a PO file, by room.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
PLACES = (("crm", "crm/**.py", "python"), ("templates", "**.*", "jinja2"))
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "_n": (1, 2),
    "lazy_ngettext": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
}
OPTIONS = {"**.*": {"trimmed": "true", "silent": "false", "encoding": "utf-8"}}
PLACEHOLDER = re.compile(r"%\((\w+)\)")

Words = str | tuple[str, ...]


@cache
def strings() -> dict[Words, set[str]]:
    """Each string of the source with the rooms that say it."""
    found: dict[Words, set[str]] = defaultdict(set)
    for folder, pattern, method in PLACES:
        method_map = [(pattern if folder != "crm" else "**.py", method)]
        entries = extract_from_dir(
            str(ROOT / folder), method_map, OPTIONS, keywords=KEYWORDS, comment_tags=()
        )
        for file, _line, words, _comments, _context in entries:
            found[words].add(file.split("/")[0])
    return found


def translated(language: str) -> dict[Words, Words]:
    """Each string with its words in one language."""
    known: dict[Words, Words] = {}
    for file in sorted((ROOT / "crm" / "translations" / language).glob("*.po")):
        with file.open("rb") as opened:
            for message in read_po(opened, locale=language):
                if message.id and message.string and not message.fuzzy:
                    known[_plain(message.id)] = _plain(message.string)
    return known


def _plain(words: str | list[str] | tuple[str, ...]) -> Words:
    return words if isinstance(words, str) else tuple(words)


def missing(language: str) -> dict[Words, set[str]]:
    """What one language cannot say yet."""
    known = translated(language)
    ids = {id_ if isinstance(id_, str) else id_[0] for id_ in known}
    return {
        words: rooms
        for words, rooms in strings().items()
        if (words if isinstance(words, str) else words[0]) not in ids
    }


def _entry(words: Words) -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    if isinstance(words, str):
        return f'msgid {quoted(words)}\nmsgstr ""\n'
    return f'msgid {quoted(words[0])}\nmsgid_plural {quoted(words[1])}\nmsgstr[0] ""\n'


if __name__ == "__main__":
    import sys

    wanted = set(sys.argv[1:])
    for words, rooms in sorted(missing("id").items(), key=lambda pair: sorted(pair[1])):
        if not wanted or rooms & wanted:
            print(f"# {', '.join(sorted(rooms))}\n{_entry(words)}")
