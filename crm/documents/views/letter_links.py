"""What a letter is about: it shows on the timeline of every record that it is linked to."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404, reference_to
from crm.core.records import called, known_record
from crm.core.words import gettext as _
from crm.documents.queries import letters_visible_to
from crm.permissions import Permission

bp = Blueprint("letter_links", __name__, url_prefix="/documents/incoming/<int:letter_id>/links")


@bp.get("/new")
@requires(Permission.KEEP_LETTERS)
def new(letter_id: int) -> ResponseReturnValue:
    letter = get_or_404(letters_visible_to(visitor()), letter_id)
    words = request.args.get("q", "").strip()[:200]
    found = called(words, visitor())
    return render_template("documents/letter_links/new.html", letter=letter, q=words, found=found)


@bp.post("/<kind>/<int:record_id>")
@requires(Permission.KEEP_LETTERS)
def create(letter_id: int, kind: str, record_id: int) -> ResponseReturnValue:
    letter = get_or_404(letters_visible_to(visitor()), letter_id)
    letter.link(reference_to(known_record(kind, record_id, visitor())), by=visitor().as_actor())
    flash(_("The letter is linked."))
    return redirect(url_for("incoming_letters.show", letter_id=letter_id), 303)


@bp.post("/<kind>/<int:record_id>/deletion")
@requires(Permission.KEEP_LETTERS)
def destroy(letter_id: int, kind: str, record_id: int) -> ResponseReturnValue:
    letter = get_or_404(letters_visible_to(visitor()), letter_id)
    letter.unlink(reference_to(known_record(kind, record_id, visitor())), by=visitor().as_actor())
    flash(_("The link is taken away."))
    return redirect(url_for("incoming_letters.show", letter_id=letter_id), 303)
