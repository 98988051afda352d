"""Another try of a letter that was given up."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.desk.addresses import trust_again
from crm.desk.queries import letters_found
from crm.permissions import Permission

bp = Blueprint("second_tries", __name__, url_prefix="/desk/letters/<int:letter_id>/tries")


@bp.post("")
@requires(Permission.EDIT_REMINDERS)
def create(letter_id: int) -> ResponseReturnValue:
    letter = get_or_404(letters_found(), letter_id)
    letter.send_again(by=current_user().as_actor())
    trust_again(letter.recipient)
    flash(_("The letter to %(name)s is back in the queue.", name=letter.recipient))
    return redirect(url_for("letters.show", letter_id=letter.id))
