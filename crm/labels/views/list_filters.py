"""What a list asks of the network's own fields, chosen here and kept in its address."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.lists import list_named
from crm.labels.choosing import choice_of
from crm.permissions import Permission

bp = Blueprint("list_filters", __name__, url_prefix="/lists/<kind>/filters")


@bp.get("")
@requires(Permission.SEE_LABELS)
def edit(kind: str) -> ResponseReturnValue:
    choice = choice_of(list_named(kind, visitor()), visitor(), (), request.args.get("asked", ""))
    return render_template("labels/list_filters/edit.html", choice=choice, listing=choice.listing)
