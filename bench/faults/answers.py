"""F10 and F11: one private link, pressed by a hundred hands, read by a thousand scanners."""

from collections import Counter
from datetime import UTC, datetime

import sqlalchemy as sa
import time_machine

from bench.faults.findings import Finding
from bench.houses import Bench
from crm.audit.models import AuditEntry
from crm.core.db import Model, db
from crm.core.transactions import commit
from crm.links.models import Link
from crm.reminders.models import Message
from crm.sharing.models import Party, SignOff
from crm.sharing.negotiation import propose
from tests.factories.sharing import make_assignment, make_cast
from tests.houses import Browser
from tests.pages import token_on
from tests.sharing.races import sent_at_once

NOW = datetime(2027, 2, 24, 2, 0, tzinfo=UTC)
HANDS = 100
SCANS = 1_000
NOT_DATA = {"rate_bucket"}


def confirm_at_once(bench: Bench, *, short: bool) -> Finding:
    """A hundred hands press yes in the same moment, each in a browser of its own."""
    hands = 10 if short else HANDS
    with time_machine.travel(NOW, tick=True), bench.app.app_context():
        link = _awaited(bench)
        requests = []
        for _ in range(hands):
            browser = bench.app.test_client()
            page = browser.get(f"/c/{link.secret}", follow_redirects=True).text
            form = {"csrf_token": token_on(page), "decision": "yes"}
            requests.append((browser, f"/c/link/{link.id}", form))
        trail = _count(AuditEntry)
        db.session.remove()
        statuses = Counter(sent_at_once(requests))
        said_yes = _count(SignOff, SignOff.party == Party.HOST_HEAD)
        receipts = _count(Message, Message.kind == "sharing/mail/agreed")
        written = _count(AuditEntry) - trail
    friendly = sum(n for status, n in statuses.items() if status in {200, 410})
    figures: dict[str, float | int | str] = {
        "hands": hands,
        "answers": str(dict(sorted(statuses.items()))),
        "sign-offs": said_yes,
        "receipts": receipts,
        "lines of the trail": written,
    }
    met = friendly == hands and said_yes == receipts == written == 1
    goal = "1 answer, 1 line of the trail, 1 receipt, a friendly answer for each"
    return Finding("F10", bench.database, goal, met, figures)


def scan_links(bench: Bench, *, short: bool) -> Finding:
    """Mail scanners open the link with every method that only reads."""
    scans = SCANS // 10 if short else SCANS
    with time_machine.travel(NOW, tick=True), bench.app.app_context():
        link = _awaited(bench)
        before = _contents()
        for number in range(scans):
            browser = bench.app.test_client()
            method = ("GET", "HEAD", "OPTIONS")[number % 3]
            browser.open(f"/c/{link.secret}", method=method, follow_redirects=method == "GET")
        after = _contents()
        changed = [name for name, rows in before.items() if after[name] != rows]
        still_good = link.used_at is None and link.revoked_at is None
    figures: dict[str, float | int | str] = {"scans": scans, "tables changed": len(changed)}
    met = not changed and still_good
    return Finding("F11", bench.database, "0 changes, no link used up", met, figures)


def _awaited(bench: Bench) -> Link:
    """The link of a host who has not answered yet; browsers from here on stand alone."""
    bench.app.test_client_class = Browser
    cast = make_cast()
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    commit()
    mine = (Link.party == Party.HOST_HEAD, Link.purpose == "sharing.answer")
    return db.session.scalars(sa.select(Link).where(*mine)).one()


def _count(model: type[Model], *where: sa.ColumnElement[bool]) -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).select_from(model).where(*where)) or 0


def _contents() -> dict[str, list[str]]:
    db.session.rollback()
    return {
        table.name: sorted(map(repr, db.session.execute(sa.select(table))))
        for table in Model.metadata.sorted_tables
        if table.name not in NOT_DATA
    }
