"""Tracked links and their QR codes: made, turned, downloaded; never a door for others (A15)."""

import re
from xml.etree import ElementTree as ET

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.campaigns.models import ScanDay, TrackedLink
from crm.campaigns.models.links import ALPHABET, CODE_LENGTH, checked_target, new_code
from crm.core import clock
from crm.core.db import db
from crm.core.errors import NotValid
from tests.conftest import SignIn
from tests.factories.campaigns import make_campaign, make_link, make_manager, make_placement
from tests.pages import post, words_of


@pytest.mark.parametrize(
    "address",
    [
        "",
        "portal.example",
        "//portal.example/x",
        "/campaigns",
        "javascript:alert(1)",
        "JaVaScRiPt://portal.example/%0aalert(1)",
        "data:text/html,x",
        "ftp://portal.example/",
        "file:///etc/passwd",
        "https://",
        "https:///portal.example",
        "https://user:password@portal.example/",
        "https://portal.example@evil.example/",
        "https://portal.example:99999/",
        "https://portal.example:x/",
        "https://portal.example/\\evil",
        "https://portal.example/a b",
        "https://portal.example/\r\nSet-Cookie: a=b",
        "https://portal.example/\x00",
        'https://portal.example/"><script>',
        "https://[::1",
        "https://portal.example/" + "x" * 2000,
    ],
)
def test_a_link_leads_to_the_web_and_nowhere_else(app: Flask, address: str) -> None:
    with pytest.raises(NotValid):
        checked_target(address)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (
            " https://portal.example/mulai?utm_source=baliho#a ",
            "https://portal.example/mulai?utm_source=baliho#a",
        ),
        ("HTTP://Portal.Example:8080/", "http://portal.example:8080/"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://perpustakaan.example/Ünïcode", "https://perpustakaan.example/%C3%9Cn%C3%AFcode"),
    ],
)
def test_an_address_is_kept_so_that_a_header_can_carry_it(
    app: Flask, address: str, kept: str
) -> None:
    found = checked_target(address)

    assert found.lower() == kept.lower()
    assert found.isascii()


def test_codes_can_be_read_from_a_wall() -> None:
    codes = {new_code() for _number in range(500)}

    assert len(codes) == 500
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert not set("01ilo") & set(ALPHABET)


def test_a_placement_has_one_link(app: Flask) -> None:
    placement = make_placement(make_campaign())
    make_link(placement)

    with pytest.raises(sa.exc.IntegrityError):
        make_link(placement)


def test_a_link_is_made_shown_and_turned(sign_in: SignIn) -> None:
    manager = make_manager()
    placement = make_placement(make_campaign(manager))
    client = sign_in(manager)
    home = f"/campaigns/{placement.campaign_id}/placements/{placement.id}/link"
    assert client.get(home).status_code == 404

    refused = post(client, home, {"target_url": "javascript:x"}, page=f"{home}/new")
    assert refused.status_code == 422
    assert 'id="target_url-error"' in refused.text
    post(client, home, {"target_url": "https://portal.example/a"}, page=f"{home}/new")
    link = db.session.query(TrackedLink).one()
    code = link.code

    page = client.get(home).text
    assert f"http://localhost/q/{code}" in page
    assert "https://portal.example/a" in page
    assert "Belum ada yang membuka tautan ini." in page

    post(client, f"{home}/target", {"target_url": "https://portal.example/b"}, page=f"{home}/edit")
    assert (link.target_url, link.code) == ("https://portal.example/b", code)
    assert (
        post(client, home, {"target_url": "https://x.example"}, page=f"{home}/new").status_code
        == 409
    )


def test_the_page_adds_up_what_was_counted(sign_in: SignIn) -> None:
    manager = make_manager()
    placement = make_placement(make_campaign(manager))
    link = make_link(placement)
    today = clock.today("Asia/Jakarta")
    db.session.add(ScanDay(link_id=link.id, day=today, hits=1284, visitors=693))
    client = sign_in(manager)
    home = f"/campaigns/{placement.campaign_id}"

    page = words_of(client.get(f"{home}/placements/{placement.id}/link").text)
    assert "Pindaian 1.284" in page
    assert "Pengunjung berbeda 693" in page
    assert "1.284" in words_of(client.get(home).text)


def test_the_code_is_a_picture_for_the_printer(sign_in: SignIn) -> None:
    manager = make_manager()
    placement = make_placement(make_campaign(manager), name="Baliho Simpang Dago")
    link = make_link(placement)
    client = sign_in(manager)
    home = f"/campaigns/{placement.campaign_id}/placements/{placement.id}/code"

    drawn, pixels = client.get(home), client.get(f"{home}?as=png")

    assert drawn.mimetype == "image/svg+xml"
    assert ET.fromstring(drawn.data).tag.endswith("svg")
    assert f"baliho-simpang-dago-{link.code}.svg" in drawn.headers["Content-Disposition"]
    assert pixels.data.startswith(b"\x89PNG")
    assert client.get(f"{home}?as=exe").status_code == 400


def test_the_inline_code_needs_no_style(sign_in: SignIn) -> None:
    manager = make_manager()
    placement = make_placement(make_campaign(manager))
    make_link(placement)

    page = (
        sign_in(manager)
        .get(f"/campaigns/{placement.campaign_id}/placements/{placement.id}/link")
        .text
    )

    assert not re.search(r"\sstyle=|<style", page)
