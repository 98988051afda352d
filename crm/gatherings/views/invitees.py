"""The list of those invited."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.forms import InviteeForm
from crm.gatherings.lists import likely_people, member_names
from crm.gatherings.models import Gathering
from crm.gatherings.queries import meetings_visible_to, with_all_parts
from crm.permissions import Permission

bp = Blueprint("invitees", __name__, url_prefix="/gatherings/<int:gathering_id>/invitees")


@bp.get("/new")
@requires(Permission.PLAN_GATHERINGS)
def new(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    return _form_page(InviteeForm(), gathering)


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    form = InviteeForm()
    if not form.validate():
        return _form_page(form, gathering), 422
    added = gathering.add_invitees(form.places(), by=current_user().as_actor())
    flash(_("%(count)s added to the list.", count=added))
    return redirect(url_for("invitees.new", gathering_id=gathering.id), 303)


@bp.post("/<int:invitee_id>/deletion")
@requires(Permission.PLAN_GATHERINGS)
def destroy(gathering_id: int, invitee_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    gathering.remove_invitee(invitee_id, by=current_user().as_actor())
    flash(_("Taken off the list."))
    return redirect(url_for("invitees.new", gathering_id=gathering.id), 303)


def _form_page(form: InviteeForm, gathering: Gathering) -> str:
    return render_template(
        "gatherings/invitees/new.html",
        form=form,
        gathering=gathering,
        people=likely_people(),
        institutions=member_names(),
    )
