"""A member's correction of the minutes."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.forms import CorrectionForm
from crm.gatherings.letters import minutes_facts
from crm.gatherings.queries import with_all_parts, with_minutes_for
from crm.permissions import Permission

bp = Blueprint(
    "minutes_corrections", __name__, url_prefix="/gatherings/<int:gathering_id>/minutes/corrections"
)


@bp.post("")
@requires(Permission.ANSWER_INVITATIONS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(with_minutes_for(current_user())), gathering_id)
    form = CorrectionForm()
    if not form.validate():
        facts = minutes_facts(gathering)
        return render_template("gatherings/minutes/show.html", form=form, **facts), 422
    gathering.changeable_minutes().file_correction(form.text.data, by=current_user().as_actor())
    flash(_("Your correction is with the secretariat."))
    return redirect(url_for("minutes.show", gathering_id=gathering.id), 303)
