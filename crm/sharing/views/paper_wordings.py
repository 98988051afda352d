"""The wording of the papers of staff sharing: whose it is, changing it, going back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.papers.standing import go_back, standings
from crm.sharing.papers.wording_pages import desk_for, standing_or_404

bp = Blueprint("paper_wordings", __name__, url_prefix="/settings/papers")
PAGE = "sharing/paper_wordings/edit.html"


@bp.get("")
@requires(Permission.EDIT_NETWORK)
def index() -> ResponseReturnValue:
    return render_template("sharing/paper_wordings/index.html", standings=standings())


@bp.get("/<slug>/<language>")
@requires(Permission.EDIT_NETWORK)
def edit(slug: str, language: str) -> ResponseReturnValue:
    return render_template(PAGE, desk=desk_for(slug, language, current_user()))


@bp.post("/<slug>/<language>")
@requires(Permission.EDIT_NETWORK)
def update(slug: str, language: str) -> ResponseReturnValue:
    desk = desk_for(slug, language, current_user(), held=True)
    if not desk.form.validate():
        return render_template(PAGE, desk=desk), 422
    desk.save(by=current_user())
    flash(_("The text is saved. New papers say it; issued ones stay as they are."))
    return redirect(url_for("paper_wordings.edit", slug=slug, language=language), 303)


@bp.post("/<slug>/<language>/deletion")
@requires(Permission.EDIT_NETWORK)
def destroy(slug: str, language: str) -> ResponseReturnValue:
    standing, given = standing_or_404(slug, language), request.form
    seen = given.get("version", type=int)
    go_back(standing, version=seen, by=current_user().as_actor(), reason=given.get("reason", ""))
    flash(_("New papers say what was delivered again."))
    return redirect(url_for("paper_wordings.edit", slug=slug, language=language), 303)
