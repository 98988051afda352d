"""What is wrong with a wording, in sentences that say what to write instead."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from crm.core.words import gettext as _
from crm.sharing.papers.fields import DETAILS
from crm.sharing.papers.kinds import Worded
from crm.sharing.papers.known import fields_of
from crm.sharing.papers.naming import TextField
from crm.sharing.papers.texts import paragraphs_of

LONGEST = 12_000
SHOWN = 40
_IN_BRACES = re.compile(r"\{([^{}\n]*)\}")


def faults(text: str, kind: Worded, language: str) -> list[str]:
    """What stands against a text: braces, names that mean nothing here, fields that it lacks."""
    unbalanced = list(_braces(text, _example(kind, language)))
    if unbalanced:
        return unbalanced
    known = fields_by_name(kind)
    named = _IN_BRACES.findall(text)
    return [
        *_unknown(dict.fromkeys(named), known, language),
        *_crowded(text, named, known, language),
        *_missing({known[name].name for name in named if name in known}, kind, language),
    ]


def fields_by_name(kind: Worded) -> dict[str, TextField]:
    """The fields of a kind by their Indonesian and their English names."""
    return {name: one for one in fields_of(kind) for name in (one.name, one.nama)}


def _example(kind: Worded, language: str) -> str:
    return f"{{{fields_of(kind)[0].called(language)}}}"


def _braces(text: str, example: str) -> Iterator[str]:
    """One sentence for each line whose braces are not in pairs."""
    for number, line in enumerate(text.split("\n"), 1):
        words = {"line": number, "example": example}
        rest = _IN_BRACES.sub("", line)
        if "{" in rest and "}" in rest:
            yield _("Line %(line)s: braces stand inside braces. Write %(example)s.", **words)
        elif "{" in rest:
            yield _("Line %(line)s: a brace is opened and not closed. Write %(example)s.", **words)
        elif "}" in rest:
            yield _("Line %(line)s: a brace is closed and not opened. Write %(example)s.", **words)


def _unknown(
    named: Mapping[str, None], known: Mapping[str, TextField], language: str
) -> Iterator[str]:
    for name in named:
        if name in known:
            continue
        near = get_close_matches(name, [one.called(language) for one in known.values()], 1)
        shown = name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
        if near:
            yield _(
                "No field is called {%(name)s}. Do you mean {%(near)s}?", name=shown, near=near[0]
            )
        else:
            yield _("No field is called {%(name)s}. Take one of those listed.", name=shown)


def _crowded(
    text: str, named: list[str], known: Mapping[str, TextField], language: str
) -> Iterator[str]:
    """The table stands once, in a paragraph of its own."""
    tables = [name for name in named if name in known and known[name].name == DETAILS]
    alone = [part for part in paragraphs_of(text) if part in {f"{{{name}}}" for name in tables}]
    if len(alone) < len(tables) or len(tables) > 1:
        name = known[DETAILS].called(language)
        yield _("{%(name)s} stands once, in a paragraph of its own.", name=name)


def _missing(there: set[str], kind: Worded, language: str) -> Iterator[str]:
    known = fields_by_name(kind)
    for name in kind.required:
        if name not in there:
            called, label = known[name].called(language), known[name].label
            yield _(
                "{%(name)s} (%(label)s) is missing; this paper needs it.", name=called, label=label
            )
