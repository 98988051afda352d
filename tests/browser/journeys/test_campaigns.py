"""A campaign from its first line to the first person who scans its baliho."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from crm.campaigns.counting import flush_now
from tests.browser.conftest import NewReader
from tests.browser.reading import Reader
from tests.factories.campaigns import make_manager
from tests.factories.gatherings import jakarta

pytestmark = pytest.mark.both_engines

TITLE = "Satu Pintu Literatur Kesehatan"
PORTAL = "https://portal.jpk.example/mulai"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture(autouse=True)
def now(app: Flask) -> Iterator[None]:
    with time_machine.travel(jakarta(2027, 6, 1, 9), tick=True):
        yield


@pytest.fixture
def nadia(signed_in_page: NewReader, now: None) -> Reader:
    return signed_in_page(make_manager(name="Nadia Kusuma"))


def begun(nadia: Reader) -> None:
    nadia.open("/campaigns")
    nadia.follow("Plan a campaign")
    nadia.write("Title in Indonesian", TITLE)
    nadia.write("Title in English", "One Door to Health Literature")
    nadia.write("First day of the window", "2027-08-30")
    nadia.write("Last day of the window", "2027-09-30")
    nadia.press("Begin the plan")
    nadia.sees(nadia.either(TITLE, "One Door to Health Literature"))


def aimed(nadia: Reader) -> None:
    """Whom it addresses, and what they shall do."""
    nadia.follow("Add an audience")
    nadia.write("Audience", "Residen di RS pendidikan")
    nadia.choose("Kind of people", "Health workers")
    nadia.write("How many they are (N)", "1284")
    nadia.press("Add the audience")
    nadia.sees("Residen di RS pendidikan")
    nadia.follow("Set an objective")
    nadia.choose("What shall change", "Behaviour")
    nadia.write("In words", "Residen mencari lewat portal satu pintu tiap minggu")
    nadia.choose("Audience", "Residen di RS pendidikan")
    nadia.write("Target", "25")
    nadia.write("To be reached by", "2027-12-31")
    nadia.write("Baseline, if it was taken", "10")
    nadia.write("Taken on", "2027-05-20")
    nadia.press("Set the objective")
    nadia.sees("Residen mencari lewat portal satu pintu tiap minggu")


def placed(nadia: Reader) -> None:
    """A baliho: what it would take is counted while she writes; a late end is refused."""
    nadia.follow("Add a placement")
    nadia.follow("Baliho")
    nadia.write("Name", "Baliho Simpang Dago")
    nadia.sees(nadia.either("Jumat, 16 Juli 2027", "Friday, 16 July 2027"))
    nadia.write("Lead time, in working days", "25")
    nadia.key("Tab")
    nadia.sees(nadia.either("Jumat, 23 Juli 2027", "Friday, 23 July 2027"))
    nadia.write("Last day of the run", "2027-10-05")
    nadia.write("Where its QR code leads", PORTAL)
    nadia.press("Plan the placement", refused=422)
    nadia.sees(
        nadia.either(
            "Penempatan berakhir 5 Oktober, sesudah jangka waktu kampanye (30 September).",
            "The placement ends on 5 October, after the campaign window (30 September).",
        )
    )
    assert nadia.field("Name").input_value() == "Baliho Simpang Dago"
    assert nadia.field("Lead time, in working days").input_value() == "25"
    nadia.pictured("journey-campaigns-refused")
    nadia.write("Last day of the run", "2027-09-30")
    nadia.press("Plan the placement")


def scanned(phone: Reader, address: str) -> str:
    """A passer-by scans the code; give where the phone is led. It does not go there: no network."""
    answer = phone.context.request.get(address, headers={"User-Agent": ANDROID}, max_redirects=0)
    assert answer.status == 302
    assert answer.headers["cache-control"] == "no-store"
    return answer.headers["location"]


def test_from_the_plan_to_the_first_scan(app: Flask, nadia: Reader, phone: Reader) -> None:
    begun(nadia)
    aimed(nadia)
    placed(nadia)

    # the placement says when work must begin
    nadia.sees("Baliho Simpang Dago")
    nadia.sees(nadia.either("Jumat, 23 Juli", "Friday, 23 July"))
    nadia.shown("journey-campaigns-placement")

    # its code is drawn, and its short address can be printed below
    nadia.follow("QR code and short address")
    code = nadia.page.locator(".m-code svg")
    assert code.bounding_box()
    address = nadia.field("Short address, to be printed below the code").input_value()
    assert address.startswith(f"{nadia.address}/q/")
    nadia.sees("Nobody has followed this link yet. Scans appear here within seconds.")
    nadia.shown("journey-campaigns-code")

    # somebody scans it, and she sees it
    assert scanned(phone, address).startswith(PORTAL)
    assert scanned(phone, address).startswith(PORTAL)
    flush_now(app)
    nadia.page.reload()
    nadia.sees("Scans by day")
    figures = nadia.page.locator("main").inner_text()
    assert nadia.said("Scans") in figures
    nadia.shown("journey-campaigns-scanned")
    nadia.follow("Baliho Simpang Dago")
    nadia.sees(nadia.counted("%(num)d scan", "%(num)d scans", 2))
