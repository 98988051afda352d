"""Pages as a reader uses them: open, find the form's token, send it."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf_token"')


def token_on(html: str) -> str:
    """The CSRF token of the first form on a page."""
    found = _TOKEN.search(html)
    assert found, "The page has no form with a token."
    return unescape(found.group(1) or found.group(2))


def post(
    client: FlaskClient, url: str, data: dict[str, Any] | None = None, *, page: str | None = None
) -> TestResponse:
    """Send a form to `url` with the token of `page` (of the same address when not given)."""
    token = token_on(client.get(page or url, follow_redirects=True).text)
    return client.post(url, data={**(data or {}), "csrf_token": token})


def words_of(html: str) -> str:
    """What a reader sees of a page: the text without tags, blanks single."""
    body = re.sub(r"<(script|style|svg|head)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def send_file(
    client: FlaskClient, url: str, content: bytes, name: str, **fields: str
) -> TestResponse:
    """Send a form with a file, all of it in memory: the client's own way leaves files open."""
    edge = b"--sisi"
    parts = [
        b'%b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
        % (edge, field.encode(), value.encode())
        for field, value in fields.items()
    ]
    parts.append(
        b'%b\r\nContent-Disposition: form-data; name="file"; filename="%b"\r\n\r\n%b\r\n'
        % (edge, name.encode(), content)
    )
    body = b"".join([*parts, edge, b"--\r\n"])
    return client.post(url, data=body, content_type="multipart/form-data; boundary=sisi")
