"""Every letter: what became of it, and its exact words."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.filters import asked
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.desk.letters import may_read, shown_words
from crm.desk.queries import letters_found
from crm.desk.searching import STATES, states_named
from crm.permissions import Permission
from crm.reminders.models import Message

bp = Blueprint("letters", __name__, url_prefix="/desk/letters")


@bp.get("")
@requires(Permission.SEE_DESK)
def index() -> ResponseReturnValue:
    wanted = asked(request.args, ("state", "rule", "to"))
    states = states_named(wanted.get("state"))
    found = letters_found(states=states, rule=wanted.get("rule", ""), to=wanted.get("to", ""))
    page = page_of(found, Message.id, descending=True)
    return render_template("desk/letters/index.html", page=page, wanted=wanted, states=STATES)


@bp.get("/<int:letter_id>")
@requires(Permission.SEE_DESK)
def show(letter_id: int) -> ResponseReturnValue:
    letter = get_or_404(letters_found(), letter_id)
    words = shown_words(letter) if may_read(current_user(), letter) else None
    return render_template("desk/letters/show.html", letter=letter, words=words)


@bp.post("/<int:letter_id>/deletion")
@requires(Permission.EDIT_REMINDERS)
def destroy(letter_id: int) -> ResponseReturnValue:
    letter = get_or_404(letters_found(), letter_id)
    letter.lay_aside(by=current_user().as_actor())
    flash(_("Laid aside: the letter to %(name)s.", name=letter.recipient))
    return redirect(url_for("attention.index"))
