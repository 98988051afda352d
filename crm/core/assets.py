"""What a browser loads beside a page: joined at start, named by its content, kept for a year.

`static/css` and `static/js` hold small files for readers; browsers get one `app.css` and one
`app.js`. A name carries the first letters of its own digest, so what changes gets a new address
and what does not is never asked for again.
"""

import gzip
import re
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from flask import Flask, Response, abort, request

ROOT = Path(__file__).parents[2] / "static"
YEAR = 365 * 24 * 3600
STYLES = (
    "vendor/tabler.css",
    "css/tokens.css",
    "css/base.css",
    "css/buttons.css",
    "css/forms.css",
    "css/shell.css",
    "css/palette.css",
    "css/head.css",
    "css/notes.css",
    "css/panel.css",
    "css/badge.css",
    "css/tabs.css",
    "css/rows.css",
    "css/facts.css",
    "css/menu.css",
    "css/filter.css",
    "css/table.css",
    "css/timeline.css",
    "css/steps.css",
    "css/couples.css",
    "css/progress.css",
    "css/empty.css",
    "css/board.css",
    "css/calendar.css",
    "css/picture.css",
    "css/prose.css",
    "css/toast.css",
    "css/link.css",
    "css/portal.css",
    "css/print.css",
)
SCRIPTS = (
    "js/rows.js",
    "js/theme.js",
    "js/menus.js",
    "js/forms.js",
    "js/toasts.js",
    "js/palette.js",
    "js/keys.js",
    "js/copy.js",
)
FILES = {
    "htmx.js": "vendor/htmx.min.js",
    "icons.svg": "vendor/icons.svg",
    "mark.svg": "mark.svg",
}
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_COMMENT = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)
_INDENT = re.compile(r"\s*\n\s*")
_FONT = re.compile(r"url\(\.\./vendor/(fonts/[\w-]+\.woff2)\)")


@dataclass(frozen=True)
class Asset:
    """One file as it is served."""

    address: str
    kind: str
    body: bytes
    zipped: bytes | None


@dataclass
class Shelf:
    """All assets, by the name that templates use and by the address that browsers ask for."""

    by_name: dict[str, Asset] = field(default_factory=dict)
    by_address: dict[str, Asset] = field(default_factory=dict)

    def put(self, name: str, body: bytes) -> None:
        """Keep a file under a name that changes with its content; fonts are packed already."""
        path = PurePosixPath(name)
        digest = sha256(body).hexdigest()[:10]
        address = str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
        zipped = None if path.suffix == ".woff2" else gzip.compress(body, 9, mtime=0)
        asset = Asset(address, KINDS[path.suffix], body, zipped)
        self.by_name[name] = self.by_address[address] = asset


@cache
def shelf(root: Path = ROOT) -> Shelf:
    """Read, join and name everything once."""
    made = Shelf()
    for font in sorted((root / "vendor/fonts").glob("*.woff2")):
        made.put(f"fonts/{font.name}", font.read_bytes())
    for name, file in FILES.items():
        made.put(name, (root / file).read_bytes())
    made.put("app.css", _joined_styles(root, made).encode())
    made.put("app.js", _joined_scripts(root).encode())
    return made


def _joined_styles(root: Path, made: Shelf) -> str:
    whole = "\n".join((root / file).read_text("utf-8") for file in STYLES)
    packed = _INDENT.sub("\n", _COMMENT.sub("", whole))
    return _FONT.sub(lambda found: f"url({made.by_name[found[1]].address})", packed)


def _joined_scripts(root: Path) -> str:
    whole = "\n".join((root / file).read_text("utf-8") for file in SCRIPTS)
    lines = (line.strip() for line in whole.splitlines())
    return '"use strict";\n' + "\n".join(s for s in lines if s and not s.startswith("//")) + "\n"


def asset_url(name: str) -> str:
    """The address of an asset: `app.css`, `app.js`, `htmx.js`, `icons.svg`, `mark.svg`."""
    return f"/static/{shelf().by_name[name].address}"


def serve(filename: str) -> Response:
    """Answer with an asset, packed where the browser can unpack it; anything else is not there."""
    asset = shelf().by_address.get(filename)
    if asset is None:
        abort(404)
    packed = asset.zipped is not None and "gzip" in request.accept_encodings
    answer = Response(asset.zipped if packed else asset.body, content_type=asset.kind)
    if packed:
        answer.content_encoding = "gzip"
    if asset.zipped is not None:
        answer.vary.add("Accept-Encoding")
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


def register_assets(app: Flask) -> None:
    """Serve the assets under /static/ and tell the templates their addresses."""
    app.jinja_env.globals["asset_url"] = asset_url
    if "static" not in app.view_functions:
        app.add_url_rule("/static/<path:filename>", endpoint="static")
    app.view_functions["static"] = serve
    shelf()
