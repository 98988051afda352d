"""Set up the second factor: administrators and the secretariat need it before anything else."""

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from crm.accounts.forms import SecondFactorForm
from crm.accounts.second_factor import accepts, new_secret, picture
from crm.accounts.session import current_user
from crm.core.access import PUBLIC, declared_access, requires
from crm.core.rates import SIGN_IN, limited
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("second_factors", __name__, url_prefix="/account/second-factor")
PENDING = "pending-second-factor"


@bp.get("/new")
@requires(Permission.SEE_HOME)
def new() -> ResponseReturnValue:
    return _page(SecondFactorForm())


@bp.post("")
@requires(Permission.SEE_HOME)
@limited(SIGN_IN)
def create() -> ResponseReturnValue:
    form, user, secret = SecondFactorForm(), current_user(), pending_secret()
    if not (form.validate() and accepts(user, secret, form.code.data or "")):
        form.say("code", _("This code does not fit. Scan the picture again, then type the code."))
        return _page(form), 422
    user.set_second_factor(session.pop(PENDING))
    flash(_("The second factor is set up. You will be asked for a code when you sign in."))
    return redirect("/", 303)


def pending_secret() -> str:
    """The secret that waits for its first code in this browser."""
    secret: str = session.setdefault(PENDING, new_secret())
    return secret


def _page(form: SecondFactorForm) -> str:
    secret = pending_secret()
    return render_template(
        "accounts/second_factors/new.html",
        form=form,
        secret=secret,
        picture=picture(current_user(), secret),
    )


def demand() -> ResponseReturnValue | None:
    """Lead whoever needs a second factor and has none to the page that sets it up."""
    endpoint = request.endpoint
    if endpoint is None or request.blueprint == bp.name:
        return None
    if declared_access(current_app, endpoint) == PUBLIC:
        return None
    user = current_user()
    if not user.needs_totp or user.totp_secret:
        return None
    return redirect(url_for("second_factors.new"), 303)
