"""The book of letters that came in, and one of them with what became of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core import clock
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.records import named, record_asked_for
from crm.core.words import gettext as _
from crm.documents.filters import LetterFilter
from crm.documents.incoming_forms import FollowUpForm, LetterForm
from crm.documents.models import IncomingLetter
from crm.documents.queries import letters_visible_to
from crm.documents.receiving import receive_letter, written_by
from crm.network.queries import the_network
from crm.permissions import Permission

bp = Blueprint("incoming_letters", __name__, url_prefix="/documents/incoming")


@bp.get("")
@requires(Permission.SEE_DOCUMENTS)
def index() -> ResponseReturnValue:
    filters = LetterFilter.read(request.args)
    query = filters.narrowed(letters_visible_to(visitor()), visitor())
    page = page_of(query, IncomingLetter.received_on, IncomingLetter.id, descending=True)
    return render_template(
        "documents/incoming_letters/index.html",
        page=page,
        filters=filters,
        today=clock.today(the_network().zone),
    )


@bp.get("/new")
@requires(Permission.KEEP_LETTERS)
def new() -> ResponseReturnValue:
    about = record_asked_for(request.args, visitor())
    today = clock.today(the_network().zone)
    form = LetterForm(data={"received_on": today, "sender": written_by(about)})
    return render_template("documents/incoming_letters/new.html", form=form, about=about)


@bp.post("")
@requires(Permission.KEEP_LETTERS)
def create() -> ResponseReturnValue:
    about, form = record_asked_for(request.args, visitor()), LetterForm()
    if not form.validate():
        page = render_template("documents/incoming_letters/new.html", form=form, about=about)
        return page, 422
    known = about.reference if about else None
    letter = receive_letter(form.facts(), known, visitor(), by=visitor().as_actor())
    flash(_("The letter is number %(entry)s of the book.", entry=letter.entry))
    return redirect(url_for(".show", letter_id=letter.id), 303)


@bp.get("/<int:letter_id>")
@requires(Permission.SEE_DOCUMENTS)
def show(letter_id: int) -> ResponseReturnValue:
    letter = get_or_404(letters_visible_to(visitor()), letter_id)
    return render_template(
        "documents/incoming_letters/show.html",
        letter=letter,
        links=named(letter.references, visitor()),
        form=FollowUpForm(),
        today=clock.today(the_network().zone),
    )


@bp.get("/<int:letter_id>/edit")
@requires(Permission.KEEP_LETTERS)
def edit(letter_id: int) -> ResponseReturnValue:
    letter = get_or_404(letters_visible_to(visitor()), letter_id)
    form = LetterForm(obj=letter)
    return render_template("documents/incoming_letters/edit.html", form=form, letter=letter)


@bp.post("/<int:letter_id>")
@requires(Permission.KEEP_LETTERS)
def update(letter_id: int) -> ResponseReturnValue:
    letter = get_or_404(letters_visible_to(visitor()), letter_id)
    form = LetterForm(obj=letter)
    if not form.validate():
        page = render_template("documents/incoming_letters/edit.html", form=form, letter=letter)
        return page, 422
    letter.change(by=visitor().as_actor(), **form.facts())
    flash(_("The entry of %(entry)s is saved.", entry=letter.entry))
    return redirect(url_for(".show", letter_id=letter_id), 303)
