"""What the parent bodies of the demo were asked to give, and what came of it."""

from collections.abc import Mapping
from datetime import timedelta

from crm.core.actors import Actor
from crm.core.db import save
from crm.institutions.models import Backing, BackingKind, BackingState, ParentBody
from crm.institutions.queries import today

_MONEY, _WORD = BackingKind.FUNDING, BackingKind.ENDORSEMENT
_OPEN, _GIVEN, _REFUSED = BackingState.OPEN, BackingState.GIVEN, BackingState.REFUSED

ASKED = (
    (
        "kemenkes",
        _WORD,
        "Surat edaran layanan rujukan literatur",
        200,
        _GIVEN,
        "Surat edaran terbit",
    ),
    ("lazuardi", _MONEY, "Cetak 2.000 brosur kampanye", 120, _GIVEN, "Dari anggaran humas"),
    ("fk", _MONEY, "Perjalanan dua pustakawan ke lokakarya", 90, _REFUSED, "Anggaran sudah habis"),
    ("fk", _WORD, "Pernyataan dukungan standar perpustakaan", 5, _OPEN, ""),
    ("lentera", _WORD, "Sambutan direktur pada pembukaan lokakarya", 60, _GIVEN, "Hadir sendiri"),
)
"""Of whom, what, how many days ago, and what came of it."""


def ask_parents(parents: Mapping[str, ParentBody], *, by: Actor) -> None:
    """Note what was asked of the invented parent bodies."""
    for key, kind, title, days, state, said in ASKED:
        asked_on = today() - timedelta(days=days)
        answered_on = asked_on + timedelta(days=9) if state is not _OPEN else None
        given = {"state": state, "answered_on": answered_on, "said": said}
        until = asked_on + timedelta(days=14)
        asked = {"kind": kind, "title": title, "asked_on": asked_on, "reply_by": until}
        save(Backing.ask(parents[key], by=by, **asked, **given))
