"""The numbered invitation: seen first with its warnings, then issued."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.forms import InvitationForm
from crm.gatherings.letters import invitation_facts, issue_invitation
from crm.gatherings.models import Gathering
from crm.gatherings.planning import Outlook, outlook
from crm.gatherings.queries import meetings_visible_to, sessions_now, to_change, with_all_parts
from crm.permissions import Permission

bp = Blueprint(
    "gathering_invitations", __name__, url_prefix="/gatherings/<int:gathering_id>/invitations"
)


@bp.get("/new")
@requires(Permission.PLAN_GATHERINGS)
def new(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    gathering.require_somebody_to_invite()
    seen = outlook(gathering, sessions=sessions_now(gathering))
    return _preview(gathering, InvitationForm(gathering, seen), seen)


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(to_change(meetings_visible_to(current_user())), gathering_id)
    seen = outlook(gathering, sessions=sessions_now(gathering))
    form = InvitationForm(gathering, seen)
    if not form.validate():
        return _preview(gathering, form, seen), 422
    document = issue_invitation(
        gathering, form.words(), by=current_user().as_actor(), accepting=seen.codes
    )
    flash(_("Invitation %(number)s is issued and on its way.", number=document.number))
    return redirect(url_for("gatherings.show", gathering_id=gathering.id), 303)


def _preview(gathering: Gathering, form: InvitationForm, seen: Outlook) -> str:
    return render_template(
        "gatherings/gathering_invitations/new.html",
        form=form,
        outlook=seen,
        facts=invitation_facts(gathering, form.words()),
        gathering=gathering,
    )
