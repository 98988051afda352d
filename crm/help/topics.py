"""The topics of the help, in the order in which somebody new needs them; words are Markdown."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import request, url_for
from flask_babel import get_locale
from markupsafe import Markup

from crm.core.languages import LANGUAGES
from crm.core.later import Later
from crm.core.words import lazy_gettext as _l

markdown_it = Later("markdown_it")

PAGES = Path(__file__).parent


@dataclass(frozen=True)
class Topic:
    """One page of help, and the addresses for which it is the right one."""

    name: str
    title: Any
    line: Any
    icon: str
    paths: tuple[str, ...] = ()


TOPICS = (
    Topic("start", _l("First steps"), _l("What Mitra keeps, and where you begin."), "sun-high"),
    Topic(
        "institutions",
        _l("Institutions"),
        _l("Members, partners and health units, and where each stands."),
        "building-bank",
        ("/institutions",),
    ),
    Topic(
        "parent-bodies",
        _l("Parent bodies"),
        _l("Who stands above a member, approves and gets copies."),
        "sitemap",
        ("/parent-bodies",),
    ),
    Topic(
        "privacy",
        _l("Data about people"),
        _l("Consent, a copy for the person, erasure, and handing over."),
        "shield-lock",
        ("/people/erasures",),
    ),
    Topic(
        "people",
        _l("People and experts"),
        _l("Who speaks for whom, who can do what, and what they agreed to."),
        "users",
        ("/people", "/experts"),
    ),
    Topic(
        "lists",
        _l("Lists, tags and fields"),
        _l("Filters, saved views, many records at once, the archive."),
        "list",
        ("/lists", "/records", "/settings/fields"),
    ),
    Topic(
        "import",
        _l("Import"),
        _l("From a messy list to records, with a look before it is written."),
        "database-import",
        ("/imports",),
    ),
    Topic(
        "duplicates",
        _l("Likely duplicates"),
        _l("What was entered twice: found, made one, and undone."),
        "copy",
        ("/duplicates", "/merges"),
    ),
    Topic(
        "sharing",
        _l("Staff sharing"),
        _l("From a need to a promise that all sides signed."),
        "arrows-exchange",
        ("/sharing", "/settings/papers"),
    ),
    Topic(
        "gatherings",
        _l("Gatherings"),
        _l("Regular meetings, workshops and conversations; letters and minutes."),
        "users-group",
        ("/gatherings",),
    ),
    Topic(
        "campaigns",
        _l("Campaigns"),
        _l("Plan, placements, must-start dates, tracked links."),
        "speakerphone",
        ("/campaigns",),
    ),
    Topic(
        "reminders",
        _l("Reminder desk"),
        _l("What will be sent, what was sent, and why not."),
        "bell-ringing",
        ("/desk",),
    ),
    Topic(
        "files",
        _l("Notes, files, incoming letters"),
        _l("What was said, sent and received, on the record it is about."),
        "paperclip",
        ("/documents/incoming", "/files", "/notes", "/attachments"),
    ),
    Topic(
        "documents",
        _l("Documents and reports"),
        _l("Numbers, frozen papers, verification, and every report as PDF."),
        "file-certificate",
        ("/documents", "/reports", "/verify"),
    ),
    Topic(
        "calendar",
        _l("Calendar and almanac"),
        _l("A month over all rooms, holidays, and warnings about dates."),
        "calendar",
        ("/calendar", "/almanac"),
    ),
    Topic(
        "search",
        _l("Search and keys"),
        _l("Find anyone in a second, without the mouse."),
        "search",
        ("/search",),
    ),
    Topic(
        "accounts",
        _l("Accounts and settings"),
        _l("Sign-in, second factor, roles, and what the network is called."),
        "settings",
        ("/account", "/users", "/settings", "/audit", "/sign-in", "/password"),
    ),
)
BY_NAME = {topic.name: topic for topic in TOPICS}


def topic_for(path: str) -> Topic | None:
    """The topic that explains the page at a path, if one does."""
    for topic in TOPICS:
        if any(path == known or path.startswith(f"{known}/") for known in topic.paths):
            return topic
    return None


def help_url() -> str:
    """Where the help for the page at hand is; all topics where no single one explains it."""
    topic = topic_for(request.path)
    if topic is None:
        return url_for("topics.index")
    return url_for("topics.show", name=topic.name)


def words_of(topic: Topic) -> Markup:
    """What the topic says, in the language of the reader."""
    locale = get_locale()
    return written(topic.name, locale.language if locale else LANGUAGES[0])


@cache
def written(name: str, language: str) -> Markup:
    """A page of help as markup; it is our own text, and no markup in it is let through."""
    text = (PAGES / language / f"{name}.md").read_text(encoding="utf-8")
    reader = markdown_it.MarkdownIt("commonmark", {"html": False}).enable("table")
    return Markup(reader.render(text))  # noqa: S704  (our own text)
