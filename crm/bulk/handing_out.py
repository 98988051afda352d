"""Affiliations, agreements and gatherings as files, under the heads that an import understands.

What is written here comes in again as what is there already, and adds nothing. Who works at a
parent body is written too; an import places people at institutions only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import SpooledTemporaryFile
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from crm.bulk.known import FIELDS
from crm.core.db import db
from crm.core.errors import NotValid
from crm.core.ical import Method, written
from crm.core.spreadsheets import Cell, csv_pieces, write_xlsx
from crm.core.words import gettext as _
from crm.gatherings.models import Gathering
from crm.gatherings.rsvp import appointment
from crm.people.models import Affiliation
from crm.sharing.models import AgreementParty, SharingAgreement

TOGETHER = 500
Cells = Mapping[str, Cell]


@dataclass(frozen=True)
class Sheet:
    """One kind of record: which it is, its fields, and what each record says in them."""

    kind: str
    model: Any
    fields: Sequence[str]
    says: Callable[[Any], Cells]
    loads: Sequence[Any] = ()

    @property
    def header(self) -> list[str]:
        """The name under which an import knows each field best."""
        return [FIELDS[self.kind][name].split(" | ")[0] for name in self.fields]

    def records(self) -> Iterator[Any]:
        """Every record by its number, some at a time: a few statements for each five hundred."""
        last = 0
        while True:
            some = sa.select(self.model).where(self.model.id > last).options(*self.loads)
            found = db.session.scalars(some.order_by(self.model.id).limit(TOGETHER)).all()
            yield from found
            if len(found) < TOGETHER:
                return
            last = found[-1].id
            db.session.expunge_all()

    def rows(self) -> Iterator[list[Cell]]:
        """One row for each record."""
        for record in self.records():
            said = self.says(record)
            yield [said.get(name, "") for name in self.fields]

    def as_file(self, ending: str) -> Iterable[bytes]:
        """The whole file in pieces: CSV, a workbook, or a calendar where days are kept."""
        if ending == "csv":
            return (text.encode() for text in csv_pieces(self.header, self.rows(), marked=True))
        if ending == "xlsx":
            return self._workbook()
        if ending == "ics" and self.model is Gathering:
            return [written(map(appointment, self.records()), method=Method.PUBLISH)]
        raise NotValid(_("Export as CSV or XLSX; gatherings also as ICS."))

    def _workbook(self) -> Iterable[bytes]:
        with SpooledTemporaryFile(max_size=8_000_000) as target:
            write_xlsx(target, self.header, self.rows(), sheet=self.kind)  # type: ignore[arg-type]
            target.seek(0)
            return [target.read()]


def _of_affiliation(one: Affiliation) -> Cells:
    place: Any = one.place
    return {
        "person": one.person.full_name,
        "email": one.person.email or "",
        "phone": one.person.phone,
        "institution": place.name,
        "institution_code": place.code or "",
        "position": one.position,
        "role": one.role.value,
        "starts_on": _day(one.starts_on),
        "ends_on": _day(one.ends_on),
    }


def _of_agreement(one: SharingAgreement) -> Cells:
    first, second = sorted(one.parties, key=lambda party: party.place)[:2]
    return {
        "title": one.title,
        "instrument": one.kind.value,
        "number": first.number,
        "first_party": _party(first),
        "partner": _party(second),
        "partner_code": (second.institution.code or "") if second.institution else "",
        "purpose": "\n".join(one.scope),
        "signed_on": _day(one.signed_on),
        "starts_on": _day(one.valid_from),
        "ends_on": _day(one.valid_to),
    }


def _party(party: AgreementParty) -> str:
    return party.institution.name if party.institution else party.name


def _of_gathering(one: Gathering) -> Cells:
    return {
        "uid": one.uid,
        "title": one.title,
        "starts_at": _moment(one.starts_at, one.zone),
        "ends_at": _moment(one.ends_at, one.zone),
        "place": one.place,
        "link": one.link,
        "form": one.kind.value,
        "status": one.state.value,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")


SHEETS: Mapping[str, Sheet] = {
    sheet.kind: sheet
    for sheet in (
        Sheet(
            "affiliations",
            Affiliation,
            (
                *("person", "email", "phone", "institution", "institution_code"),
                *("position", "role", "starts_on", "ends_on"),
            ),
            _of_affiliation,
            (
                joinedload(Affiliation.person),
                joinedload(Affiliation.institution),
                joinedload(Affiliation.parent_body),
            ),
        ),
        Sheet(
            "agreements",
            SharingAgreement,
            (
                *("title", "instrument", "number", "first_party", "partner", "partner_code"),
                *("purpose", "signed_on", "starts_on", "ends_on"),
            ),
            _of_agreement,
            (selectinload(SharingAgreement.parties).joinedload(AgreementParty.institution),),
        ),
        Sheet(
            "gatherings",
            Gathering,
            ("uid", "title", "starts_at", "ends_at", "place", "link", "form", "status"),
            _of_gathering,
        ),
    )
}
