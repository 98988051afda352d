"""Every page of the house, by room."""

from collections.abc import Sequence

from flask import Blueprint

from crm.accounts.views import (
    codes,
    deactivations,
    languages,
    other_sessions,
    passwords,
    profiles,
    resets,
    second_factors,
    sessions,
    setups,
    themes,
    user_invitations,
    users,
)
from crm.almanac.views import days
from crm.audit.views import entries
from crm.bulk.views import exports
from crm.bulk.views.pages import PAGES as IMPORT_PAGES
from crm.calendar.views import months
from crm.campaigns.views.pages import PAGES as CAMPAIGN_PAGES
from crm.core import health
from crm.desk.views import (
    attention,
    handovers,
    letters,
    pauses,
    previews,
    reminders,
    rules,
    second_tries,
    skipped,
    unsubscriptions,
    upcoming,
)
from crm.documents.views import (
    documents,
    incoming_letters,
    letter_completions,
    letter_links,
    papers,
    registers,
    signings,
    verifications,
    voids,
)
from crm.duplicates.views.pages import PAGES as DUPLICATE_PAGES
from crm.files.views.pages import PAGES as FILE_PAGES
from crm.gatherings.views.pages import PAGES as GATHERING_PAGES
from crm.help.views import topics
from crm.home.views import home
from crm.institutions.views.pages import PAGES as INSTITUTION_PAGES
from crm.jobs.views import jobs
from crm.labels.views.pages import PAGES as LABEL_PAGES
from crm.links.views import links
from crm.network.views import settings, signatories
from crm.people.views.pages import PAGES as PEOPLE_PAGES
from crm.places.views import code_changes
from crm.reports.views import (
    capacity_calendars,
    printed_reports,
    report_papers,
    report_prints,
    report_tables,
    reports,
)
from crm.search.views import recents, searches
from crm.sharing.views.pages import PAGES as SHARING_PAGES
from crm.timeline.views.pages import PAGES as TIMELINE_PAGES

BLUEPRINTS: Sequence[Blueprint] = (
    home.bp,
    recents.bp,
    searches.bp,
    links.bp,
    health.bp,
    topics.bp,
    jobs.bp,
    # desk
    upcoming.bp,
    reminders.bp,
    letters.bp,
    second_tries.bp,
    skipped.bp,
    handovers.bp,
    attention.bp,
    rules.bp,
    previews.bp,
    pauses.bp,
    unsubscriptions.bp,
    entries.bp,
    # documents
    documents.bp,
    papers.bp,
    voids.bp,
    signings.bp,
    verifications.bp,
    registers.bp,
    incoming_letters.bp,
    letter_completions.bp,
    letter_links.bp,
    # the register
    *INSTITUTION_PAGES,
    *PEOPLE_PAGES,
    # notes
    *TIMELINE_PAGES,
    *FILE_PAGES,
    # labels
    *LABEL_PAGES,
    exports.bp,
    # import
    *IMPORT_PAGES,
    # duplicates
    *DUPLICATE_PAGES,
    # network
    settings.bp,
    code_changes.bp,
    signatories.bp,
    # reports
    reports.bp,
    capacity_calendars.bp,
    report_papers.bp,
    report_prints.bp,
    printed_reports.bp,
    report_tables.bp,
    # almanac and calendar
    days.bp,
    months.bp,
    # sharing
    *SHARING_PAGES,
    # gatherings
    *GATHERING_PAGES,
    # campaigns
    *CAMPAIGN_PAGES,
    # accounts
    sessions.bp,
    codes.bp,
    resets.bp,
    passwords.bp,
    setups.bp,
    users.bp,
    user_invitations.bp,
    deactivations.bp,
    profiles.bp,
    other_sessions.bp,
    second_factors.bp,
    languages.bp,
    themes.bp,
)
