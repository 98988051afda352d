"""What a person says of a pair: that these are not the same."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.duplicates.listing import records_of
from crm.duplicates.queries import all_pairs
from crm.permissions import Permission

bp = Blueprint("verdicts", __name__, url_prefix="/duplicates/<int:pair_id>/verdicts")


@bp.post("")
@requires(Permission.MERGE_RECORDS)
def create(pair_id: int) -> ResponseReturnValue:
    pair = get_or_404(all_pairs(), pair_id)
    pair.tell_apart(*records_of(pair), by=visitor().as_actor())
    undo = url_for("verdicts.destroy", pair_id=pair_id)
    flash({"text": str(_("Remembered: they are not the same.")), "undo_url": undo})  # type: ignore[arg-type]
    return redirect(url_for("duplicates.index", kind=pair.record_kind), 303)


@bp.post("/deletion")
@requires(Permission.MERGE_RECORDS)
def destroy(pair_id: int) -> ResponseReturnValue:
    pair = get_or_404(all_pairs(), pair_id)
    pair.doubt_again(*records_of(pair), by=visitor().as_actor())
    flash(_("The pair waits for a decision again."))
    return redirect(url_for("duplicates.index", kind=pair.record_kind), 303)
