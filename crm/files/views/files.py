"""One file, to keep and not to run: attachment, no sniffing, in a sandbox (A25, D6)."""

from io import BytesIO

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.files.attaching import readable_file
from crm.files.checking import content_of
from crm.permissions import Permission

bp = Blueprint("files", __name__, url_prefix="/files")
SANDBOX = "sandbox; default-src 'none'"


@bp.get("/<code>")
@requires(Permission.SEE_HOME)
def show(code: str) -> ResponseReturnValue:
    attachment = readable_file(code, visitor())
    name, media = attachment.name, attachment.stored.media
    content = BytesIO(content_of(attachment))
    answer = send_file(content, media, as_attachment=True, download_name=name, etag=False)
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
