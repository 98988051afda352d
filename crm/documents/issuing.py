"""Issuing a paper: number, frozen words in both languages, verification code."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask import render_template

from crm.core import clock
from crm.core.actors import Actor
from crm.core.addresses import link_to
from crm.core.db import Model, db, record_kind, save
from crm.core.events import record
from crm.core.languages import LANGUAGES, spoken
from crm.documents.codes import code_picture
from crm.documents.events import DocumentIssued
from crm.documents.models import Document, DocumentReader, DocumentState
from crm.documents.numbering import next_sequence, register_of, written
from crm.network.queries import the_network

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def issue(  # noqa: PLR0913  (all that a paper is, by name)
    register_code: str,
    template: str,
    about: Model,
    *,
    kind: str,
    titles: dict[str, str],
    by: Actor,
    version: int = 1,
    institution_id: int | None = None,
    readers: Iterable[int] = (),
    language: str = "id",
    on: date | None = None,
    facts: dict[str, Any] | None = None,
    unit: str = "",
    **words: Any,
) -> Document:
    """Give a paper its number and freeze its words, in the transaction of the act it belongs to.

    `template` extends `layouts/print.html`; it is rendered in both languages with `words` and
    `document`. `unit` stands in the number for another than the secretariat.
    """
    day = on or clock.today(the_network().zone)
    document = Document(
        kind=kind,
        title=titles[language],
        about_kind=record_kind(about),
        about_id=about.id,  # type: ignore[attr-defined]
        about_version=version,
        institution_id=institution_id,
        language=language,
        facts={"titles": titles, "on": day.isoformat(), **(facts or {})},
        issued_by=by.name,
    )
    _number(document, register_code, day, unit or the_network().secretariat_code)
    document.papers = frozen_words(template, document, **words)
    document.readers = _readers(readers, institution_id)
    _supersede_earlier(document)
    record(DocumentIssued(subject=document, by=by, version=version))
    return document


def _number(document: Document, register_code: str, day: date, unit: str) -> None:
    """Take the next number of the register for a paper; from here on it is issued."""
    register = register_of(register_code)
    document.register, document.year = register, day.year
    document.sequence = next_sequence(register, day.year)
    document.number = written(register, document.sequence, day, unit=unit)
    document.code, document.papers = new_code(), {}
    document.issued_at = clock.now()
    save(document)


def frozen_words(template: str, document: Document, **words: Any) -> dict[str, Any]:
    """The paper's HTML in each language, as it will be printed for ever."""
    papers: dict[str, Any] = {}
    network, verify_url = the_network(), link_to("verifications.show", code=document.code)
    for language in LANGUAGES:
        with spoken(language):
            papers[language] = render_template(
                template,
                document=document,
                network=network,
                verify_url=verify_url,
                qr=code_picture(verify_url),
                zone=network.zone,
                **words,
            )
    return papers


def new_code() -> str:
    """A verification code that a person can type: ten characters without look-alikes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def _readers(named: Iterable[int], institution_id: int | None) -> list[DocumentReader]:
    allowed = {*named, *([institution_id] if institution_id else [])}
    return [DocumentReader(institution_id=reader) for reader in sorted(allowed)]


def _supersede_earlier(document: Document) -> None:
    db.session.execute(
        sa.update(Document)
        .where(
            Document.about_kind == document.about_kind,
            Document.about_id == document.about_id,
            Document.kind == document.kind,
            Document.institution_id.is_not_distinct_from(document.institution_id),
            Document.id != document.id,
            Document.state == DocumentState.ISSUED,
        )
        .values(state=DocumentState.SUPERSEDED, superseded_by_id=document.id)
    )
