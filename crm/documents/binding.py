"""Joins the parts of a long paper and puts numbers on their pages. Loaded only by the child."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TypedDict, cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)


class Ways(TypedDict):
    """Where a reader may jump: pages from 0, places on them in points from the lower left."""

    outline: Sequence[tuple[int, str]]
    links: Sequence[tuple[int, int, Sequence[float]]]


def bound(
    parts: Sequence[bytes],
    numbers: bytes,
    attachments: Sequence[tuple[str, bytes, str, str, datetime]],
    ways: Ways,
) -> bytes:
    """One PDF of all parts, page by page under the sheets of numbers."""
    writer = PdfWriter()
    for part in parts:
        writer.append(PdfReader(BytesIO(part)), import_outline=False)
    first = PdfReader(BytesIO(parts[0]))
    writer.metadata = first.metadata
    if language := first.root_object.get("/Lang"):
        writer.root_object[NameObject("/Lang")] = language
    _number(writer, PdfReader(BytesIO(numbers)))
    _open_ways(writer, ways)
    for name, content, description, _, made_at in attachments:
        _attach(writer, name, content, description, made_at)
    whole = BytesIO()
    writer.write(whole)
    return whole.getvalue()


def _open_ways(writer: PdfWriter, ways: Ways) -> None:
    """Let the reader's outline and the page of contents lead to where they say."""
    for page, title in ways["outline"]:
        writer.add_outline_item(title=title, page_number=page)
    for page, target, (left, bottom, right, top) in ways["links"]:
        there = Link(rect=(left, bottom, right, top), target_page_index=target)
        writer.add_annotation(page, there)


def _number(writer: PdfWriter, numbers: PdfReader) -> None:
    """Draw each sheet over its page, as a form that is drawn after the page's own strokes."""
    keep, restore = _stream(writer, b"q"), _stream(writer, b"Q q /PageNumber Do Q")
    for page, sheet in zip(writer.pages, numbers.pages, strict=True):
        own = page.raw_get("/Contents")
        page[NameObject("/Contents")] = ArrayObject([keep, own, restore])
        resources = cast("DictionaryObject", page["/Resources"].get_object())
        page[NameObject("/Resources")] = _with_form(resources, _form(writer, sheet))


def _with_form(resources: DictionaryObject, form: IndirectObject) -> DictionaryObject:
    """The page's resources and one more. The pages of a part share theirs, so these are a copy."""
    forms = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    forms[NameObject("/PageNumber")] = form
    copy = DictionaryObject(resources)
    copy[NameObject("/XObject")] = forms
    return copy


def _form(writer: PdfWriter, sheet: PageObject) -> IndirectObject:
    content = sheet.get_contents()
    form = DecodedStreamObject()
    form.set_data(b"" if content is None else content.get_data())
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(sheet.mediabox)
    form[NameObject("/Resources")] = sheet.raw_get("/Resources").clone(writer)
    return writer._add_object(form.flate_encode())  # noqa: SLF001 - there is no public way


def _stream(writer: PdfWriter, words: bytes) -> IndirectObject:
    stream: StreamObject = DecodedStreamObject()
    stream.set_data(words)
    return writer._add_object(stream)  # noqa: SLF001


def _attach(
    writer: PdfWriter, name: str, content: bytes, description: str, made_at: datetime
) -> None:
    file = writer.add_attachment(name, content)
    file.description = TextStringObject(description)
    file.creation_date = file.modification_date = made_at
