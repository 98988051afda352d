"""The programme of a workshop."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.drafting import add_session, remove_session
from crm.gatherings.forms import SessionForm
from crm.gatherings.models import Gathering
from crm.gatherings.queries import sessions_now, sessions_of, workshops_visible_to
from crm.permissions import Permission

bp = Blueprint("workshop_sessions", __name__, url_prefix="/gatherings/<int:gathering_id>/sessions")


@bp.get("/new")
@requires(Permission.PLAN_GATHERINGS)
def new(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(workshops_visible_to(current_user()), gathering_id)
    return _form_page(SessionForm(), gathering)


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(workshops_visible_to(current_user()), gathering_id)
    form = SessionForm()
    if not form.validate():
        return _form_page(form, gathering), 422
    add_session(gathering, form.entered(gathering.zone))
    flash(_("The session is in the programme."))
    return redirect(url_for("workshop_sessions.new", gathering_id=gathering.id), 303)


@bp.post("/<int:session_id>/deletion")
@requires(Permission.PLAN_GATHERINGS)
def destroy(gathering_id: int, session_id: int) -> ResponseReturnValue:
    gathering = get_or_404(workshops_visible_to(current_user()), gathering_id)
    remove_session(gathering, get_or_404(sessions_of(gathering), session_id))
    flash(_("The session is out of the programme."))
    return redirect(url_for("workshop_sessions.new", gathering_id=gathering.id), 303)


def _form_page(form: SessionForm, gathering: Gathering) -> str:
    sessions = sessions_now(gathering)
    return render_template(
        "gatherings/workshop_sessions/new.html", form=form, gathering=gathering, sessions=sessions
    )
