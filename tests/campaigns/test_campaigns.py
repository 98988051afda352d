"""The list, the page and the words of campaigns, through the browser."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.campaigns.models import (
    Campaign,
    CampaignState,
    Placement,
    PlacementState,
    PlacementType,
)
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import commit
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.campaigns import (
    WINDOW,
    make_approved,
    make_audience,
    make_campaign,
    make_complete,
    make_link,
    make_manager,
    make_objective,
    make_partner,
    make_placement,
)
from tests.factories.register import make_institution, make_user
from tests.pages import post, words_of

ANSWERS = {
    "title_id": "Etika Mengutip",
    "window_starts_on": "2027-11-01",
    "window_ends_on": "2028-02-29",
    "goals": ["S13", "S19"],
}


class Balance(HTMLParser):
    """Whether every element that is opened is closed."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "use", "rect", "line", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:
            return
        assert self.open, tag
        assert self.open.pop() == tag


def plan_with_everything(campaign: Campaign, *, many: int = 1) -> None:
    for number in range(many):
        audience = make_audience(campaign, name=f"Khalayak {number}")
        make_objective(campaign, campaign_segment_id=audience.id)
        make_partner(campaign)
        placement = make_placement(
            campaign, name=f"Baliho {number}", type=PlacementType.BALIHO,
            campaign_segments=[audience], province_code="32", spec={"size": "4×6 m"},
        )  # fmt: skip
        make_link(placement)


def test_a_campaign_is_begun_and_written_on(sign_in: SignIn) -> None:
    with time_machine.travel("2027-12-31T18:00:00+00:00", tick=True):
        client = sign_in(make_manager())
        begun = post(client, "/campaigns", ANSWERS, page="/campaigns/new")

        campaign = db.session.query(Campaign).one()
        assert begun.location == f"/campaigns/{campaign.id}"
        assert campaign.code == "KMP-2028-01", "it is New Year in Jakarta already"
        assert campaign.goals == ["S13", "S19"]
        assert "Perilaku pustakawan dan pemustaka berubah" in client.get(begun.location).text


def test_codes_are_given_out_once_in_a_year(app: Flask) -> None:
    with time_machine.travel("2027-06-01T00:00:00+00:00", tick=False):
        codes = [make_campaign().code for _number in range(3)]
    with time_machine.travel("2028-06-01T00:00:00+00:00", tick=False):
        codes.append(make_campaign().code)

    assert codes == ["KMP-2027-01", "KMP-2027-02", "KMP-2027-03", "KMP-2028-01"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title_id", ""),
        ("title_id", "x" * 201),
        ("window_ends_on", "2027-10-31"),
        ("window_ends_on", "2029-11-01"),
        ("peak_on", "2027-10-31"),
        ("landing_url", "javascript:alert(1)"),
        ("landing_url", "portal.example"),
        ("goals", "S99"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(sign_in: SignIn, field: str, typed: str) -> None:
    client = sign_in(make_manager())
    given = {**ANSWERS, "purpose": "Mengutip dengan benar", field: typed}

    refused = post(client, "/campaigns", given, page="/campaigns/new")

    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text or field == "goals"
    assert "Mengutip dengan benar" in refused.text
    assert db.session.query(Campaign).count() == 0


def test_a_draft_moves_its_window_unless_a_placement_stays_outside(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_campaign(manager)
    make_placement(campaign, name="Poster ruang tunggu")
    client, home = sign_in(manager), f"/campaigns/{campaign.id}"
    given = {"title_id": campaign.title_id, "version": "1", "window_starts_on": "2027-08-30"}

    shorter = {**given, "window_ends_on": "2027-09-20"}
    refused = post(client, home, shorter, page=f"{home}/edit")
    assert refused.status_code == 409
    assert "Poster ruang tunggu" in refused.text

    longer = {**given, "window_ends_on": "2027-10-20"}
    assert post(client, home, longer, page=f"{home}/edit").status_code == 303
    assert campaign.window_ends_on == date(2027, 10, 20)


def test_an_approved_plan_keeps_its_window_in_the_form(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_approved(make_campaign(manager))
    home = f"/campaigns/{campaign.id}"
    client = sign_in(manager)
    given = {
        "title_id": "Judul baru",
        "version": str(campaign.version),
        "window_ends_on": "2028-01-01",
    }

    assert "window_starts_on" not in client.get(f"{home}/edit").text
    assert post(client, home, given, page=f"{home}/edit").status_code == 303

    assert campaign.title_id == "Judul baru"
    assert campaign.window_ends_on == WINDOW["window_ends_on"]


def test_whoever_saves_second_sees_what_was_saved_first(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_campaign(manager)
    client, home = sign_in(manager), f"/campaigns/{campaign.id}"
    given = {
        "title_id": "Punya saya",
        "window_starts_on": "2027-08-30",
        "window_ends_on": "2027-09-30",
        "version": str(campaign.version),
    }
    campaign.change(by=SYSTEM, title_id="Punya orang lain")

    refused = post(client, home, given, page=f"{home}/edit")

    assert refused.status_code == 422
    assert "Punya orang lain" in refused.text
    assert 'value="Punya saya"' in refused.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ["Jadwal penempatan", "Terlambat mulai", "Khalayak sasaran", "Langkah berikut:"]),
        ("en", ["Schedule of placements", "Late start", "Audiences", "Next step:"]),
    ],
)
def test_the_page_speaks_both_languages(sign_in: SignIn, language: str, words: list[str]) -> None:
    manager = make_manager(language=language)
    campaign = make_campaign(manager)
    plan_with_everything(campaign)

    page = sign_in(manager).get(f"/campaigns/{campaign.id}")

    assert f'<html lang="{language}"' in page.text
    for one in words:
        assert one in words_of(page.text)
    Balance().feed(page.text)


def test_every_page_of_a_campaign_opens(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_campaign(manager)
    plan_with_everything(campaign)
    client, home = sign_in(manager), f"/campaigns/{campaign.id}"
    placement = db.session.query(Placement).one()
    piece = f"{home}/placements/{placement.id}"

    for path in (
        "/campaigns", "/campaigns/new", "/campaigns/calendar", home, f"{home}/edit",
        f"{home}/calendar", f"{home}/kinds", f"{home}/segments/new", f"{home}/objectives/new",
        f"{home}/partners/new", f"{home}/windows/new", f"{home}/holds/new",
        f"{home}/cancellations/new", piece, f"{piece}/edit", f"{piece}/permits/new",
        f"{piece}/link", f"{piece}/link/edit",
        *(f"{home}/placements/new?type={kind}" for kind in PlacementType),
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, path
        Balance().feed(answer.text)


@pytest.mark.parametrize(
    ("role", "listed"),
    [
        (Role.SECRETARIAT, {"Milik Dimas", "Milik Rina"}),
        (Role.BOARD, {"Milik Dimas", "Milik Rina"}),
        (Role.ADMIN, {"Milik Dimas", "Milik Rina"}),
        (Role.CAMPAIGN_MANAGER, set()),
        (Role.PARTNER, set()),
    ],
)
def test_each_role_sees_its_own(sign_in: SignIn, role: Role, listed: set[str]) -> None:
    mine = make_campaign(title_id="Milik Dimas")
    make_campaign(title_id="Milik Rina")
    client = sign_in(make_user(role, institution_id=make_institution().id))

    page = client.get("/campaigns").text

    assert {title for title in ("Milik Dimas", "Milik Rina") if title in page} == listed
    status = client.get(f"/campaigns/{mine.id}").status_code
    assert status == (200 if listed else 404)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PARENT_APPROVER])
def test_some_have_no_business_here(sign_in: SignIn, role: Role) -> None:
    assert sign_in(make_user(role)).get("/campaigns").status_code == 403


def test_a_manager_sees_and_changes_the_own_campaigns_only(sign_in: SignIn) -> None:
    campaign = make_campaign()
    placement = make_placement(campaign)
    make_link(placement)
    client, home = sign_in(make_manager()), f"/campaigns/{campaign.id}"
    piece = f"{home}/placements/{placement.id}"

    for path in (
        home, f"{home}/edit", f"{home}/calendar", f"{home}/kinds", f"{home}/objectives/new",
        piece, f"{piece}/edit", f"{piece}/link", f"{piece}/code", f"{home}/must-start",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path
    for path in (home, f"{home}/reviews", f"{home}/holds/deletion", f"{piece}/deletion"):
        assert post(client, path, page="/campaigns").status_code == 404, path


def test_the_secretariat_reads_but_does_not_write(sign_in: SignIn) -> None:
    campaign = make_campaign()
    client, home = sign_in(make_user()), f"/campaigns/{campaign.id}"

    assert client.get(home).status_code == 200
    assert client.get(f"{home}/edit").status_code == 403
    assert post(client, f"{home}/reviews", page=home).status_code == 403


def test_a_partner_reads_published_facts_of_campaigns_it_carries(sign_in: SignIn) -> None:
    house = make_institution()
    campaign = make_campaign(purpose="Satu pintu bagi semua", problem="Kelemahan internal")
    make_partner(campaign, house)
    shown = make_placement(campaign, name="Poster yang tayang")
    make_placement(campaign, name="Rahasia yang direncanakan")
    make_objective(campaign, behaviour="Angka dalam")
    client, home = (
        sign_in(make_user(Role.PARTNER, institution_id=house.id)),
        f"/campaigns/{campaign.id}",
    )

    assert client.get(home).status_code == 404, "a draft is not published"

    campaign.welfare_benefit = "Semua tertolong"
    campaign.submit(by=SYSTEM)
    campaign.approve(by=SYSTEM, missing=[])
    shown.state = PlacementState.LIVE
    page = words_of(client.get(home).text)

    assert "Satu pintu bagi semua" in page
    assert "Poster yang tayang" in page
    for hidden in ("Kelemahan internal", "Rahasia yang direncanakan", "Angka dalam", "Riwayat"):
        assert hidden not in page
    for path in (f"{home}/calendar", f"{home}/placements/{shown.id}", f"{home}/edit"):
        assert client.get(path).status_code in {403, 404}, path
    assert "Rahasia" not in client.get("/campaigns/calendar?month=2027-08").text


def test_another_institutions_partner_sees_nothing(sign_in: SignIn) -> None:
    campaign = make_approved(make_campaign())
    other = make_user(Role.PARTNER, institution_id=make_institution().id)
    nowhere = make_user(Role.PARTNER)

    for user in (other, nowhere):
        assert sign_in(user).get(f"/campaigns/{campaign.id}").status_code == 404


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Lewat", "Kini", "Nanti"}),
        ("?window=now", {"Kini"}),
        ("?window=coming", {"Nanti"}),
        ("?window=over", {"Lewat"}),
        ("?state=in_review", {"Nanti"}),
        ("?state=in_review&window=now", set()),
    ],
)
def test_the_list_is_filtered_by_its_address(sign_in: SignIn, query: str, titles: set[str]) -> None:
    manager = make_manager()
    make_campaign(
        manager,
        title_id="Lewat",
        window_starts_on=date(2027, 3, 1),
        window_ends_on=date(2027, 3, 9),
    )
    make_campaign(manager, title_id="Kini")
    later = make_campaign(
        manager,
        title_id="Nanti",
        window_starts_on=date(2027, 11, 1),
        window_ends_on=date(2027, 12, 1),
    )
    later.submit(by=SYSTEM)

    with time_machine.travel("2027-09-15T00:00:00+00:00", tick=True):
        page = sign_in(manager).get(f"/campaigns{query}").text

    assert {title for title in ("Lewat", "Kini", "Nanti") if f">{title}<" in page} == titles


@pytest.mark.parametrize(
    "query", ["state=bogus", "window=never", "sort=x", "after=%00", "after=zzz"]
)
def test_an_address_that_no_page_of_ours_made_is_refused(sign_in: SignIn, query: str) -> None:
    assert sign_in(make_manager()).get(f"/campaigns?{query}").status_code == 400


def test_the_list_goes_on_by_key(sign_in: SignIn) -> None:
    manager = make_manager()
    for number in range(55):
        make_campaign(manager, title_id=f"Kampanye {number:02}")
    client = sign_in(manager)

    first = client.get("/campaigns").text
    onward = re.search(r'href="(/campaigns\?after=[^"]+)"', first)

    assert onward
    second = client.get(onward[1].replace("&amp;", "&")).text
    seen = set(re.findall(r">(Kampanye \d\d)<", first + second))
    assert len(seen) == 55


def test_the_list_names_the_next_must_start_day(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_campaign(manager)
    make_placement(campaign, type=PlacementType.BROCHURE)
    make_placement(campaign, type=PlacementType.X_BANNER)

    with time_machine.travel("2027-07-22T03:00:00+00:00", tick=True):
        assert "besok" in words_of(sign_in(manager).get("/campaigns").text)
    with time_machine.travel("2027-07-28T03:00:00+00:00", tick=True):
        assert "terlambat sejak 23 Jul" in words_of(sign_in(manager).get("/campaigns").text)


def test_the_page_tells_who_is_late_and_by_how_much(sign_in: SignIn) -> None:
    manager = make_manager()
    make_placement(make_campaign(manager), name="Brosur lipat tiga", type=PlacementType.BROCHURE)

    with time_machine.travel("2027-07-28T03:00:00+00:00", tick=True):
        page = words_of(
            sign_in(manager).get(f"/campaigns/{db.session.query(Campaign).one().id}").text
        )

    assert "Brosur lipat tiga terlambat mulai 3 hari kerja. Harus mulai Jumat, 23 Juli." in page


def statements(client: FlaskClient, path: str, count: CountQueries) -> int:
    commit()
    with count() as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_the_list_costs_the_same_for_one_and_for_many(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    manager = make_manager()
    make_placement(make_campaign(manager))
    client = sign_in(manager)
    one = statements(client, "/campaigns", count_queries)
    for _number in range(20):
        make_placement(make_campaign(manager))

    many = statements(client, "/campaigns", count_queries)

    assert many == one
    assert many <= 6


def test_the_page_costs_the_same_for_few_and_for_many(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    manager = make_manager()
    campaign = make_campaign(manager)
    plan_with_everything(campaign)
    client = sign_in(manager)
    few = statements(client, f"/campaigns/{campaign.id}", count_queries)
    plan_with_everything(campaign, many=12)

    many = statements(client, f"/campaigns/{campaign.id}", count_queries)

    assert many == few
    assert many <= 11


def test_a_complete_plan_says_so(sign_in: SignIn) -> None:
    manager = make_manager()
    campaign = make_complete(make_campaign(manager))

    page = words_of(sign_in(manager).get(f"/campaigns/{campaign.id}").text)

    assert "rencana lengkap. Sekretariat yang menyetujuinya." in page
    assert campaign.state is CampaignState.DRAFT


def test_what_a_manager_types_is_never_markup(sign_in: SignIn) -> None:
    manager = make_manager()
    evil = '"><script>alert(1)</script>'
    campaign = make_campaign(manager, title_id=evil, purpose=evil, landing_url="")
    audience = make_audience(campaign, name=evil)
    make_objective(campaign, behaviour=evil)
    placement = make_placement(campaign, name=evil, campaign_segments=[audience], place=evil)
    make_link(placement)
    client, home = sign_in(manager), f"/campaigns/{campaign.id}"

    for path in (home, f"{home}/calendar", f"{home}/placements/{placement.id}",
                 f"{home}/placements/{placement.id}/link", "/campaigns"):  # fmt: skip
        assert "<script>alert" not in client.get(path).text, path
