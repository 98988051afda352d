"""Assets are joined once, named by their content, and served packed for a year."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from crm.core.assets import SCRIPTS, STYLES, asset_url, register_assets, shelf

ROOT = Path(__file__).parents[2]
FIRST_VIEW = (
    "app.css",
    "app.js",
    "htmx.js",
    "icons.svg",
    "mark.svg",
    "fonts/Inter-Regular-latin.woff2",
    "fonts/Inter-SemiBold-latin.woff2",
)


@pytest.fixture
def shop() -> FlaskClient:
    app = Flask("shop", static_folder=str(ROOT / "static"))
    register_assets(app)
    return app.test_client()


def test_a_browser_that_unpacks_gets_the_packed_file(shop: FlaskClient) -> None:
    answer = shop.get(asset_url("app.css"), headers={"Accept-Encoding": "gzip"})

    assert answer.content_encoding == "gzip"
    assert gzip.decompress(answer.data) == shelf().by_name["app.css"].body
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_browser_that_does_not_unpack_gets_the_plain_file(shop: FlaskClient) -> None:
    answer = shop.get(asset_url("app.js"), headers={"Accept-Encoding": "identity"})

    assert answer.content_encoding is None
    assert answer.mimetype == "text/javascript"
    assert answer.vary.as_set() == {"accept-encoding"}


def test_only_assets_are_served_from_the_folder(shop: FlaskClient) -> None:
    assert shop.get("/static/vendor/MANIFEST.json").status_code == 404
    assert shop.get("/static/app.css").status_code == 404


def test_a_name_changes_with_the_content() -> None:
    asset = shelf().by_name["app.css"]

    assert hashlib.sha256(asset.body).hexdigest()[:10] in asset.address


def test_every_file_for_readers_is_joined() -> None:
    styles = {f"css/{file.name}" for file in (ROOT / "static/css").glob("*.css")}
    scripts = {f"js/{file.name}" for file in (ROOT / "static/js").glob("*.js")}

    assert styles - set(STYLES) == {"css/paper.css"}
    assert scripts == set(SCRIPTS)


def test_the_style_sheet_asks_for_nothing_that_is_not_served(shop: FlaskClient) -> None:
    wanted = re.findall(r"url\((fonts/[^)]*)\)", shelf().by_name["app.css"].body.decode())

    assert wanted
    assert {shop.get(f"/static/{path}").status_code for path in wanted} == {200}


def test_the_first_view_is_light() -> None:
    assets = [shelf().by_name[name] for name in FIRST_VIEW]
    size = sum(len(asset.zipped or asset.body) for asset in assets)

    assert len(assets) + 1 <= 10
    assert size <= 110_000


def test_the_manifest_is_true() -> None:
    lines = json.loads((ROOT / "static/vendor/MANIFEST.json").read_text("utf-8"))

    for line in lines:
        content = (ROOT / line["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == line["sha256"], line["file"]
