"""From a list to the comparison of the two rows that are ticked there."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.lists import list_named
from crm.duplicates.choosing import ticked
from crm.permissions import Permission

bp = Blueprint("merge_choices", __name__, url_prefix="/merges/chosen/<kind>")


@bp.get("")
@requires(Permission.MERGE_RECORDS)
def new(kind: str) -> ResponseReturnValue:
    of, asked = list_named(kind, visitor()), request.args.get("asked", "")
    choice = ticked(of, request.args.getlist("chosen"), asked)
    if choice.is_pair:
        return redirect(choice.pair_url, 303)
    return render_template("duplicates/merge_choices/new.html", choice=choice)
