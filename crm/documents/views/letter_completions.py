"""A letter is followed up, or waits again."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core import clock
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.records import named
from crm.core.undoing import flash_with_undo
from crm.core.words import gettext as _
from crm.documents.incoming_forms import FollowUpForm
from crm.documents.queries import letters_visible_to
from crm.network.queries import the_network
from crm.permissions import Permission

bp = Blueprint(
    "letter_completions", __name__, url_prefix="/documents/incoming/<int:letter_id>/completion"
)


@bp.post("")
@requires(Permission.KEEP_LETTERS)
def create(letter_id: int) -> ResponseReturnValue:
    letter, form = get_or_404(letters_visible_to(visitor()), letter_id), FollowUpForm()
    if not form.validate():
        links, today = named(letter.references, visitor()), clock.today(the_network().zone)
        words = {"letter": letter, "links": links, "form": form, "today": today}
        return render_template("documents/incoming_letters/show.html", **words), 422
    letter.follow_up(by=visitor().as_actor(), outcome=form.outcome.data)
    undo = url_for("letter_completions.destroy", letter_id=letter_id)
    flash_with_undo(_("Letter %(entry)s is followed up.", entry=letter.entry), undo)
    return redirect(url_for("incoming_letters.show", letter_id=letter_id), 303)


@bp.post("/deletion")
@requires(Permission.KEEP_LETTERS)
def destroy(letter_id: int) -> ResponseReturnValue:
    letter = get_or_404(letters_visible_to(visitor()), letter_id)
    letter.reopen(by=visitor().as_actor())
    flash(_("Letter %(entry)s waits again.", entry=letter.entry))
    return redirect(url_for("incoming_letters.show", letter_id=letter_id), 303)
