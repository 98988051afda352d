"""What a list holds as a file: CSV, workbook or cards, of the columns that the reader may see."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from crm.accounts.models import User
from crm.bulk.handing_out import SHEETS
from crm.core.actors import Visitor
from crm.core.db import db
from crm.core.errors import NotPossible, NotUnderstood, NotValid
from crm.core.lists import Column, ListKind, list_kinds
from crm.core.spreadsheets import Cell, csv_pieces, write_xlsx
from crm.core.text import slug
from crm.core.words import gettext as _
from crm.labels.choosing import choice_of
from crm.labels.listing import Listing, read_listing
from crm.permissions import Role

PIECE = 500
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "vcf": "text/vcard; charset=utf-8",
}


class Export:
    """One list as one reader may take it away."""

    def __init__(self, kind: ListKind, arguments: "MultiDict[str, str]", reader: Visitor) -> None:
        """Read the address of the list, or which rows of it were ticked."""
        self.kind, self.reader = kind, reader
        is_ticked = "asked" in arguments
        choice = choice_of(kind, reader, arguments.getlist("chosen"), arguments.get("asked", ""))
        self.listing: Listing = (
            choice.listing if is_ticked else read_listing(kind, arguments, reader)
        )
        if is_ticked and not choice.ids:
            raise NotUnderstood(_("Tick the rows first that you want to export."))
        if is_ticked:
            self.query = choice.query.where(kind.model.id.in_(choice.ids))
        else:
            self.query = self.listing.narrowed(kind.listed(arguments, reader))

    @property
    def columns(self) -> Sequence[Column]:
        """The columns that the list shows; all there are where it shows itself as usual."""
        chosen = [one for one in self.listing.columns if one.key != "name"]
        named = self.listing.offered["name"]
        return [named, *chosen] if chosen else list(self.listing.offered.values())

    @property
    def header(self) -> list[str]:
        """The heads of the columns."""
        return [str(column.label) for column in self.columns]

    def records(self) -> Iterator[Sequence[Any]]:
        """The records in the order of the list, some at a time, each piece by key."""
        _name, keys, falls = self.kind.orders[self.listing.sort]
        order = [key.desc() if falls else key.asc() for key in keys]
        query, place = self.query.order_by(None).order_by(*order).limit(PIECE), None
        while True:
            here = query if place is None else query.where(_beyond(keys, place, falls=falls))
            found = list(db.session.scalars(here).unique())
            if found:
                yield found
            if len(found) < PIECE:
                return
            place = [getattr(found[-1], key.key) for key in keys]
            db.session.expunge_all()

    def rows(self) -> Iterator[list[Cell]]:
        """The rows, as their reader may know them."""
        for records in self.records():
            yield from self.listing.rows(records, self.columns)

    def cards(self) -> Iterator[str]:
        """The records as cards, where there are such."""
        card = self.kind.card
        if card is None:
            raise NotPossible(_("Only people are exported as cards."))
        for records in self.records():
            ids = [one.id for one in records]
            found = self.kind.lookups[self.kind.card_lookup](ids, self.reader)
            yield from (card(one, found.get(one.id)) for one in records)

    def as_file(self, ending: str) -> Iterable[bytes]:
        """The whole file in pieces."""
        if ending not in MEDIA:
            raise NotValid(_("Export as CSV, XLSX or, for people, VCF."))
        if ending == "xlsx":
            return self._workbook()
        pieces = csv_pieces(self.header, self.rows(), marked=True)
        return (text.encode() for text in (self.cards() if ending == "vcf" else pieces))

    def _workbook(self) -> Iterable[bytes]:
        with SpooledTemporaryFile(max_size=8_000_000) as target:
            write_xlsx(target, self.header, self.rows(), sheet=str(self.kind.label))  # type: ignore[arg-type]
            target.seek(0)
            return [target.read()]

    def name(self, ending: str) -> str:
        """What the file is called."""
        return f"{slug(str(self.kind.label))}.{ending}"


def _beyond(keys: Sequence[Any], place: list[Any], *, falls: bool) -> sa.ColumnElement[bool]:
    columns: Any = sa.tuple_(*keys)
    there = sa.tuple_(*(sa.literal(v, key.type) for v, key in zip(place, keys, strict=True)))
    beyond: sa.ColumnElement[bool] = columns < there if falls else columns > there
    return beyond


LISTS = {"institutions": "institution", "parent-bodies": "parent_body", "people": "person"}
"""The lists that the command knows, as import calls them."""


def _list_as_file(name: str, ending: str) -> Iterable[bytes]:
    house = User(name="Mitra", email="", role=Role.ADMIN, language="id")
    return Export(list_kinds()[LISTS[name]], MultiDict(), house).as_file(ending)


def export_to(file: Path, name: str) -> int:
    """Write a list as the house sees it to a file named by its ending; say how many bytes.

    The file is there when it is whole; until then, what bore its name stays.
    """
    ending = file.suffix[1:].casefold()
    pieces = SHEETS[name].as_file(ending) if name in SHEETS else _list_as_file(name, ending)
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with aside.open("wb") as target:
            size = sum(target.write(piece) for piece in pieces)
        aside.replace(file)
    except OSError as error:
        error.filename = str(file)
        raise
    finally:
        aside.unlink(missing_ok=True)
    return size
