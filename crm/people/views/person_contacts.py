"""A day on which somebody of the network was in touch with a person."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.people.queries import people_visible_to
from crm.permissions import Permission

bp = Blueprint("person_contacts", __name__, url_prefix="/people/<int:person_id>/contacts")


@bp.post("")
@requires(Permission.EDIT_PEOPLE)
def create(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    person.note_contact(on=today(), by=visitor().as_actor())
    flash(_("Noted: in touch with %(name)s today.", name=person.full_name))
    return redirect(url_for("people.show", person_id=person.id), 303)
