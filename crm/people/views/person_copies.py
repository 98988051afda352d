"""The copy of everything about a person, for that person."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.people.queries import people_visible_to
from crm.people.telling import copy_of, handed_out
from crm.permissions import Permission

bp = Blueprint("person_copies", __name__, url_prefix="/people/<int:person_id>/copy")


@bp.get("")
@requires(Permission.KEEP_CONSENTS)
def show(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    return render_template(
        "people/person_copies/show.html", person=person, chapters=copy_of(person)
    )


@bp.post("")
@requires(Permission.KEEP_CONSENTS)
def create(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    return handed_out(person, by=visitor().as_actor())
