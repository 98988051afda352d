"""The copy of everything about one person, for that person: data for machines, a page for eyes."""

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from flask import Response, render_template

from crm.accounts.models import User
from crm.core import clock
from crm.core.actors import Actor
from crm.core.audiences import Audience
from crm.core.changes import plain_value
from crm.core.db import Model, db
from crm.core.languages import in_reader_language
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.files.models import Attachment
from crm.institutions.queries import today
from crm.people.consenting import addresses_of
from crm.people.keepers import Chapter, keepers
from crm.people.models import Expert, Person
from crm.people.queries import (
    absences_of,
    affiliations_of,
    availabilities_of,
    consents_of,
    expert_of,
    skills_of,
)
from crm.reminders.models import Message
from crm.timeline.queries import entries_of, line_of

FACTS = (
    *("name", "title_before", "title_after", "email", "phone", "position", "city", "regency_code"),
    *("rank", "category", "language", "channel", "languages", "born_on", "last_contact_on"),
    *("note", "created_at"),
)
EXPERT = ["kind", "kind_other", "field", "registration", "availability", "fee_note"]
MOST = 10_000


def copy_of(person: Person) -> list[Chapter]:
    """Every chapter that has something to tell, room by room."""
    told = [chapter for keeper in keepers() for chapter in keeper.tells(person)]
    return [chapter for chapter in told if chapter.rows]


def handed_out(person: Person, *, by: Actor) -> Response:
    """The copy as a file to download; that it was made is remembered."""
    chapters = copy_of(person)
    person.note_copy(by=by)
    answer = Response(packed(person, chapters), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="person-{person.id}.zip"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def packed(person: Person, chapters: Iterable[Chapter]) -> bytes:
    """The copy as one ZIP: data.json for machines, index.html to read."""
    told = list(chapters)
    page = render_template("people/person_copies/copy.html", person=person, chapters=told)
    data = {
        "person": person.id,
        "made_at": clock.now().isoformat(),
        "chapters": [{"title": str(one.title), "rows": list(one.rows)} for one in told],
    }
    packet = io.BytesIO()
    with zipfile.ZipFile(packet, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=1))
        archive.writestr("index.html", page)
    return packet.getvalue()


def own_chapters(person: Person) -> Iterable[Chapter]:
    """What this room and those below it keep. Of an NIP only that it is noted: papers tell it."""
    yield Chapter(_l("Who the person is"), [_facts_of(person)])
    yield Chapter(_l("Where the person works"), _workplaces(person))
    yield Chapter(_l("Expert partner"), _partnership(person))
    yield Chapter(_l("Skills"), _skills(person))
    yield Chapter(_l("Free hours and days away"), _times(person))
    yield Chapter(_l("Consent"), _consents(person))
    yield Chapter(_l("Account"), _account(person))
    yield Chapter(_l("Letters that were sent"), _letters(person))
    yield Chapter(_l("Files"), _files(person))
    yield Chapter(_l("History"), _history(person))


def row_of(record: Model, names: Iterable[str]) -> dict[str, Any]:
    """Some fields of a record as plain values, empty ones left out."""
    values = {name: plain_value(getattr(record, name)) for name in names}
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _facts_of(person: Person) -> dict[str, Any]:
    noted = {"nip": _("noted, for papers only")} if person.nip else {}
    extras = {str(name): str(value) for name, value in (person.extras or {}).items()}
    return {**row_of(person, FACTS), **noted, **extras}


def _workplaces(person: Person) -> list[dict[str, Any]]:
    names = ("role", "position", "may_confirm", "starts_on", "ends_on")
    found = db.session.scalars(affiliations_of(person))
    return [{"place": one.place.name, **row_of(one, names)} for one in found]


def _partnership(person: Person) -> list[dict[str, Any]]:
    expert: Expert | None = db.session.scalar(expert_of(person))
    return [row_of(expert, EXPERT)] if expert else []


def _skills(person: Person) -> list[dict[str, Any]]:
    held = db.session.scalars(skills_of(person))
    return [{"skill": in_reader_language(one.skill.names), "level": one.level} for one in held]


def _times(person: Person) -> list[dict[str, Any]]:
    free = db.session.scalars(availabilities_of(person))
    away = db.session.scalars(absences_of(person, since=today().replace(year=1900)))
    return [
        *(row_of(one, ("weekly_minutes", "starts_on", "ends_on")) for one in free),
        *(row_of(one, ("note", "starts_on", "ends_on")) for one in away),
    ]


def _consents(person: Person) -> list[dict[str, Any]]:
    names = ("purpose", "decision", "way", "said_on", "evidence", "noted_by", "noted_at")
    return [row_of(one, names) for one in db.session.scalars(consents_of(person.id))]


def _account(person: Person) -> list[dict[str, Any]]:
    account = db.session.get(User, person.user_id) if person.user_id else None
    names = ("email", "name", "role", "language", "zone", "active", "created_at")
    return [row_of(account, names)] if account else []


def _letters(person: Person) -> list[dict[str, Any]]:
    theirs = sa.func.lower(Message.recipient).in_(addresses_of(person))
    query = sa.select(Message).where(theirs).order_by(Message.id.desc()).limit(MOST)
    names = ("created_at", "sent_at", "recipient", "state", "subject", "body_text")
    return [row_of(one, names) for one in db.session.scalars(query)]


def _files(person: Person) -> list[dict[str, Any]]:
    query = sa.select(Attachment).filter_by(record_kind="person", record_id=person.id)
    return [row_of(one, ("name", "added_by", "added_at")) for one in db.session.scalars(query)]


def _history(person: Person) -> list[dict[str, Any]]:
    lines = map(line_of, db.session.scalars(entries_of(person, list(Audience)).limit(MOST)))
    return [
        {"at": line.at.isoformat(), "said": line.sentence, "words": line.quote} for line in lines
    ]
