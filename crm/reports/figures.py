"""Reports of figures on paper: letterhead, what they say, their picture, and their tables."""

from collections.abc import Iterator, Sequence

from flask import render_template

from crm.core import clock
from crm.core.words import gettext as _
from crm.network.queries import the_network
from crm.reports.papers import PART, TAGGED, Report, Table

Piece = tuple[str, Table]


def report_of_figures(  # noqa: PLR0913  (the parts of a report, each with its name)
    name: str,
    title: str,
    table: Table,
    *,
    sentences: Sequence[str] = (),
    picture: str = "",
    caption: str = "",
    behind: Table | None = None,
    sections: Sequence[Piece] = (),
    empty: str = "",
) -> Report:
    """A report whose paper is written when it is printed: whole, or in parts if it is long.

    On paper the rows may stand in sections, each with its heading; `empty` is what an empty one
    says.
    """

    def papers() -> Iterator[str]:
        for place, pieces in enumerate(_sheets(sections or _told(table, behind))):
            yield render_template(
                "reports/documents/figures.html",
                name=name,
                title=title,
                begins=place == 0,
                pieces=pieces,
                sentences=sentences,
                picture=picture,
                caption=caption,
                empty=empty,
                network=the_network(),
                printed_at=clock.now(),
            )

    return Report(title, papers(), table, picture, sentences, behind, caption=caption)


def _told(table: Table, behind: Table | None) -> list[Piece]:
    """The figures, and the rows that they were made from."""
    more = [(str(_("What the figures are made from")), behind)] if behind and behind.rows else []
    return [("", table), *more]


def _sheets(told: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The tables of each part; all of them stand in one as long as they are short enough."""
    if sum(len(one.rows) for _heading, one in told) <= TAGGED:
        yield list(told)
        return
    for heading, one in told:
        for begin in range(0, len(one.rows), PART):
            yield [(heading if begin == 0 else "", _part_of(one, begin))]


def _part_of(table: Table, begin: int) -> Table:
    return Table(table.columns, table.rows[begin : begin + PART])
