"""Informal meetings: the two-minute log."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.gatherings.drafting import log_conversation
from crm.gatherings.forms import ConversationForm
from crm.gatherings.lists import member_names
from crm.gatherings.models import Gathering
from crm.gatherings.queries import conversations_visible_to
from crm.gatherings.words import today_for
from crm.permissions import Permission

bp = Blueprint("conversations", __name__, url_prefix="/gatherings/conversations")


@bp.get("")
@requires(Permission.SEE_GATHERINGS)
def index() -> ResponseReturnValue:
    query = conversations_visible_to(current_user())
    page = page_of(query, Gathering.starts_at, Gathering.id, descending=True)
    return render_template("gatherings/conversations/index.html", page=page)


@bp.get("/new")
@requires(Permission.LOG_CONVERSATIONS)
def new() -> ResponseReturnValue:
    form = ConversationForm(data={"on": today_for(current_user())})
    return render_template(
        "gatherings/conversations/new.html", form=form, institutions=member_names()
    )


@bp.post("")
@requires(Permission.LOG_CONVERSATIONS)
def create() -> ResponseReturnValue:
    form = ConversationForm()
    if not form.validate():
        return render_template(
            "gatherings/conversations/new.html", form=form, institutions=member_names()
        ), 422
    talk = log_conversation(form, by=current_user())
    flash(_("It is in the log."))
    return redirect(url_for("conversations.show", gathering_id=talk.id), 303)


@bp.get("/<int:gathering_id>")
@requires(Permission.SEE_GATHERINGS)
def show(gathering_id: int) -> ResponseReturnValue:
    talk = get_or_404(conversations_visible_to(current_user()), gathering_id)
    return render_template("gatherings/conversations/show.html", talk=talk)
