"""What the example network holds beside the demo's year, one module for each room."""

from collections.abc import Callable

from flask import current_app

from crm.accounts.passwords import hashed
from crm.core.transactions import commit, unit_of_work
from crm.demo.board import live_board
from crm.demo.doubles import live_doubles
from crm.demo.drives import live_campaigns
from crm.demo.meetings import live_meetings
from crm.demo.promises import live_sharing
from crm.demo.register import enter_cast
from crm.demo.wordings import own_words
from crm.demo.year import Year
from tests.browser.cast import PASSWORD, Cast
from tests.browser.chapters import (
    accounts,
    almanac,
    campaigns,
    desk,
    documents,
    duplicates,
    files,
    gatherings,
    imports,
    incoming,
    jobs,
    labels,
    people,
    places,
    register,
    sharing,
    timeline,
)

CHAPTERS: tuple[Callable[[Cast], None], ...] = (
    accounts.fill,
    register.fill,
    people.fill,
    places.fill,
    almanac.fill,
    sharing.fill,
    campaigns.fill,
    gatherings.fill,
    documents.fill,
    jobs.fill,
    imports.fill,
    timeline.fill,
    files.fill,
    incoming.fill,
    labels.fill,
    desk.fill,
    duplicates.fill,
)


def fill() -> Cast:
    """Write the example network into an installed, empty database and say who is who."""
    password_hash = hashed(PASSWORD)
    with unit_of_work():
        cast = Cast(enter_cast(password_hash), password_hash)
    year = Year.around_now()
    live_sharing(cast.troupe, year)
    live_board(cast.troupe, year)
    live_meetings(cast.troupe, year)
    live_campaigns(cast.troupe, year)
    live_doubles(cast.troupe)
    own_words(cast.troupe)
    for chapter in CHAPTERS:
        chapter(cast)
        commit()
    for purpose in current_app.extensions["mitra.answers"]:
        cast.close_a_link(purpose)
    commit()
    return cast
