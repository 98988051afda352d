"""One gathering as a calendar file."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.ical import Method, media_type, written
from crm.gatherings.queries import meetings_visible_to
from crm.gatherings.rsvp import appointment
from crm.permissions import Permission

bp = Blueprint("gathering_calendars", __name__, url_prefix="/gatherings/<int:gathering_id>.ics")


@bp.get("")
@requires(Permission.SEE_GATHERINGS)
def show(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(meetings_visible_to(current_user()), gathering_id)
    response = Response(written([appointment(gathering)]), content_type=media_type(Method.PUBLISH))
    response.headers["Content-Disposition"] = f'attachment; filename="rapat-{gathering.id}.ics"'
    return response
