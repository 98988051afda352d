"""The pages that need another reader, a query, steps before them, or several pictures."""

from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page

from crm.accounts.setup import setup_token
from crm.permissions import Role
from crm.reminders.unsubscribing import token_for
from crm.reports.catalogue import CATALOGUE, Kind
from crm.wiring import ANSWERS
from tests.browser import scenes
from tests.browser.cast import PASSWORD, Cast
from tests.browser.chapters.accounts import GUARDED
from tests.browser.scenes import NOBODY, Scene, Script

OTHERS = {
    "health.healthz": "application/json",
    "health.readyz": "application/json",
    "papers.show": "application/pdf",
    "report_papers.show": "application/pdf",
    "printed_reports.show": "application/pdf",
    "report_tables.show": "text/csv",
    "gathering_papers.show": "application/pdf",
    "placement_codes.show": "image/svg+xml",
    "must_starts.show": "a part of placements.new",
    "likenesses.index": "a part of the pages that enter a record",
    "exports.show": "a list as a file",
    "rejected_rows.index": "the rows as a file",
    "files.show": "a file to keep",
    "notes.show": "goes on to the record with the note",
    "links.new": "goes on to links.show",
    "scans.show": "goes on to where a placement leads",
}


def password_given(page: Page, _cast: Cast) -> None:
    """Sign in as someone whose phone shows a code."""
    page.goto("/sign-in")
    page.locator("[name=email]").fill(GUARDED)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form:has([name=password]) [type=submit]").click()
    page.wait_for_url("**/sign-in/code")


def _links() -> tuple[Scene, ...]:
    """The page behind each kind of private link, while it is open and after."""
    found = []
    for purpose in ANSWERS:
        name = purpose.replace(".", "-").replace("_", "-")
        opens = Scene("links.show", name, NOBODY, find=_open(purpose))
        closed = Scene("links.show", f"{name}-closed", NOBODY, find=_closed(purpose), status=410)
        found += [opens, closed]
    return tuple(found)


def _open(purpose: str) -> scenes.Find:
    return lambda cast: cast.private_address(purpose)


def _closed(purpose: str) -> scenes.Find:
    return lambda cast: cast.example(f"closed {purpose}")


def _each(endpoint: str, argument: str, *states: str) -> tuple[Scene, ...]:
    """One picture of a record's page for each state in which it is worth looking at."""
    kind = argument.removesuffix("_id")
    return tuple(
        Scene(endpoint, state.replace("_", "-"), values={argument: f"{state} {kind}"})
        for state in states
    )


def _needs(
    argument: str, example: str, *endpoints: str, by: Role | str | None = scenes.FIRST_WHO_MAY
) -> tuple[Scene, ...]:
    """Pages that only a record in a certain state has."""
    return tuple(Scene(endpoint, by=by, values={argument: example}) for endpoint in endpoints)


def _weeks_of(kind: str) -> scenes.Find:
    return lambda cast: f"/capacity/{kind}/{cast.example(f'{kind} lent')}"


def _reports() -> tuple[Scene, ...]:
    """The page of each report, about an example where it is about a record."""
    return tuple(
        Scene("reports.show", kind.name.lower(), find=_report(kind))
        for kind in CATALOGUE
        if kind.stands_alone
    )


def _report(kind: Kind) -> scenes.Find:
    def address(cast: Cast) -> str:
        about = cast.example(REPORTED.get(kind.name, f"{kind.about}_id")) if kind.about else None
        return f"/reports/{kind.name}" + (f"?of={about}" if about else "")

    return address


REPORTED = {
    "P02-minutes": "minutes_approved gathering",
    "P02-actions": "minutes_approved gathering",
    "P07-duty-letter": "active assignment",
}
ANSWERED = ("declines.new", "counterproposals.new")
UNDER_WAY = ("hours.index", "work_pauses.new", "early_ends.new")
DRAFTED = ("gathering_invitations.new", "agenda_items.new", "agenda_items.edit")


ACCOUNTS = (
    Scene("codes.new", by=NOBODY, before=password_given),
    Scene("setups.new", by=NOBODY, find=lambda _cast: f"/setup/{setup_token()}", in_new_house=True),
    Scene("refusal", "404", Role.PARTNER, path="/tidak-ada", status=404),
    Scene("refusal", "404-nobody", NOBODY, path="/tidak-ada", status=404),
    Scene("refusal", "403", Role.PARTNER, path="/users", status=403),
)
DUPLICATES = (
    Scene("merges.new", find=lambda cast: f"/merges/new?{cast.example('two records')}"),
    Scene("duplicates.index", "people", query="?kind=person"),
    Scene("report_prints.new", find=lambda _cast: "/reports/P24/print"),
    Scene(
        "reports.show", "p32", find=lambda cast: f"/reports/P32?of={cast.troupe.members['B'].id}"
    ),
)
DESK = (Scene("unsubscriptions.new", by=NOBODY, find=lambda _cast: f"/u/{token_for(GUARDED)}"),)
HELP = (Scene("topics.show", by=Role.SECRETARIAT, path="/help/sharing"),)
BOOKED = ("incoming_letters.show", "incoming_letters.edit")
DOCUMENTS = (
    *_needs("letter_id", "letter_id incoming", *BOOKED),
    Scene("letter_links.new", values={"letter_id": "letter_id incoming"}, query="?q=rsud"),
    Scene("documents.show", "void", values={"document_id": "void_document"}),
    Scene("verifications.new", "unknown", query="?code=ABCDEFGHJK", status=404),
)
TAGGED = "?tag=Rujukan+nasional&sort=newest&columns=phone,tags,field.jumlah_kursi"
NOTED = {"kind": "noted kind", "record_id": "noted record"}
REGISTER = (
    Scene("institutions.show", "profile", query="?part=profile"),
    Scene("institutions.show", "needs", query="?part=needs"),
    Scene(
        "institutions.show",
        "merged",
        values={"institution_id": "merged institution"},
        query="?part=timeline",
    ),
    Scene("institutions.show", "prospect", values={"institution_id": "prospect institution"}),
    Scene("filings.new", query="?requirement=ethics"),
    Scene("memberships.new", "verified", query="?to=verified"),
    Scene("relations.new", query="?q=perpustakaan"),
    Scene("successions.new", query="?q=perpustakaan"),
    *(
        Scene(name, values=NOTED)
        for name in ("attachments.index", "notes.new", "field_values.edit")
    ),
    *(
        Scene(name, values={"kind": "noted kind"}, query="?asked=tag%3Da%26sort%3Dnewest")
        for name in ("list_columns.edit", "list_filters.edit", "saved_views.index")
    ),
    Scene("institutions.index", "tagged", query=TAGGED),
    Scene("institutions.show", "archived", values={"institution_id": "archived institution"}),
    Scene("searches.index", "archive", query="?q=suara&bin=all"),
    Scene("institutions.index", "field", query="?field.jumlah_kursi.from=100&state=members"),
    Scene("recents.index", "opened", query="?of=institution:1&of=person:1&of=person:424242"),
    Scene("merge_choices.new", values={"kind": "noted kind"}, query="?chosen=1"),
    Scene("bulk_acts.new", values={"kind": "noted kind"}, query="?chosen=1&chosen=2&act=tag"),
    Scene("memberships.new", query="?to=suspended"),
    *_needs("parent_body_id", "lower parent_body", "subordinations.edit"),
)


def _help_for_makassar(cast: Cast) -> str:
    host, first = cast.example("host in Makassar"), cast.today + timedelta(days=20)
    days = f"starts_on={first}&ends_on={first + timedelta(days=60)}"
    asked = f"skill=cataloguing&level=2&weekly_minutes=6&{days}&mode=onsite"
    return f"/sharing/matches?host={host}&{asked}"


def _need_of_makassar(cast: Cast) -> str:
    return f"/sharing/needs/new?place={cast.example('host in Makassar')}"


def _offer_of_makassar(cast: Cast) -> str:
    return f"/sharing/offers/new?place={cast.example('host in Makassar')}"


def _paper_of(state: str, slug: str) -> scenes.Find:
    return lambda cast: (
        f"/sharing/assignments/{cast.example(f'{state} assignment')}/papers/{slug}/new"
    )


def _text_for_whatsapp(page: Page, cast: Cast) -> None:
    page.goto(f"/sharing/assignments/{cast.example('proposed assignment')}")
    page.locator("form[action$='/handed-links'] button").first.click()
    page.wait_for_url("**/handed-links")


def _preview_of_a_wording(page: Page, _cast: Cast) -> None:
    page.goto("/settings/papers/refusal/id")
    page.locator("textarea[name=text]").fill("# Hal\n\n{rincian}\n\nAlasannya {alasn}.")
    page.locator("button[formaction*='/previews']").click()
    page.wait_for_url("**/previews#preview")


SHARING = (
    Scene("paper_wordings.edit", find=lambda _cast: "/settings/papers/willingness/id"),
    Scene("paper_wordings.edit", "other", find=lambda _cast: "/settings/papers/handover/en"),
    Scene(
        "paper_wordings.edit", "faulty", Role.SECRETARIAT, before=_preview_of_a_wording, status=422
    ),
    Scene("sharing_papers.new", find=_paper_of("proposed", "request")),
    Scene("sharing_papers.new", "sppd", find=_paper_of("active", "travel_order")),
    *(
        Scene("sharing_papers.new", slug, find=_paper_of("evaluated", slug))
        for slug in ("handover", "report", "evaluation", "completion")
    ),
    Scene("assignments.show", "whatsapp", Role.SECRETARIAT, before=_text_for_whatsapp),
    *_each("assignments.show", "assignment_id", "countered", "confirmed", "active", "declined"),
    *_each("assignments.show", "assignment_id", "evaluated"),
    *_needs("assignment_id", "active assignment", *UNDER_WAY),
    *_needs("assignment_id", "active assignment", "amendments.edit", "renewals.new"),
    *_each("assignments.show", "assignment_id", "tracked"),
    *_needs("assignment_id", "tracked assignment", "formal_steps.new"),
    Scene("assignments.show", "renewal", values={"assignment_id": "renewal assignment"}),
    *_needs("agreement_id", "renewing agreement", "agreement_renewals.new"),
    Scene("agreements.show", "renewing", values={"agreement_id": "renewing agreement"}),
    *_needs("assignment_id", "confirmed assignment", "amendments.new"),
    *_needs("assignment_id", "completed assignment", "evaluations.new", by=Role.PARTNER),
    *_needs("assignment_id", "draft assignment", "assignments.edit"),
    *_needs("assignment_id", "countered assignment", *ANSWERED, by=Role.PARTNER),
    Scene("assignments.show", "partner", Role.PARTNER, {"assignment_id": "countered assignment"}),
    Scene("assignments.index", "partner", Role.PARTNER),
    Scene("capacity_calendars.show", find=_weeks_of("people")),
    Scene("capacity_calendars.show", "home", find=_weeks_of("institutions")),
    Scene("matches.index", "found", find=_help_for_makassar),
    Scene("sharing_needs.new", "form", find=_need_of_makassar),
    Scene("sharing_offers.new", "form", find=_offer_of_makassar),
    *_each("sharing_needs.show", "sharing_need_id", "filled"),
    *_needs("sharing_need_id", "open sharing_need", "sharing_needs.show", "need_withdrawals.new"),
    *_needs("sharing_need_id", "open sharing_need", "sharing_needs.edit"),
    Scene("sharing_needs.show", "partner", Role.PARTNER, {"sharing_need_id": "open sharing_need"}),
    Scene("pairs.index", "partner", Role.PARTNER),
    Scene("sharing_needs.index", "partner", Role.PARTNER),
)
CAMPAIGNS = (
    *_each("campaigns.show", "campaign_id", "in_review", "draft"),
    *_needs("campaign_id", "in_review campaign", "campaign_returns.new"),
    *_needs("placement_id", "bare placement", "tracked_links.new"),
    Scene("placements.new", query="?type=baliho"),
)
CIRCULATED, APPROVED = "minutes_circulated gathering", "minutes_approved gathering"
GATHERINGS = (
    *_each(
        "gatherings.show",
        "gathering_id",
        "draft",
        "workshop",
        "minutes_circulated",
        "minutes_approved",
    ),
    *_each("minutes.show", "gathering_id", "minutes_approved"),
    *_needs("gathering_id", CIRCULATED, "minutes.show", "minutes.edit", "action_items.new"),
    *_needs("gathering_id", CIRCULATED, "gathering_decisions.new"),
    *_needs("gathering_id", "past gathering", "attendances.edit"),
    *_needs("gathering_id", "draft gathering", *DRAFTED),
    *_needs("gathering_id", "workshop gathering", "workshop_sessions.new"),
    *_needs("gathering_id", "informal gathering", "conversations.show"),
)
SCRIPT = Script(
    scenes=(
        *ACCOUNTS,
        *DESK,
        *DUPLICATES,
        *HELP,
        *DOCUMENTS,
        *REGISTER,
        *SHARING,
        *CAMPAIGNS,
        *GATHERINGS,
        *_links(),
        *_reports(),
    ),
    others=OTHERS,
)


def all_scenes(app: Flask) -> list[Scene]:
    """Every picture to take."""
    return scenes.scenes(app, SCRIPT)
