"""What an entry of a timeline is about: the room that tells the fact, in the reader's words."""

from enum import StrEnum
from typing import Any

from crm.core.words import lazy_gettext as _l


class Topic(StrEnum):
    """The filters of a timeline."""

    NOTES = "notes"
    LETTERS = "letters"
    GATHERINGS = "gatherings"
    SHARING = "sharing"
    CAMPAIGNS = "campaigns"
    CHANGES = "changes"


ROOMS = {
    "timeline": Topic.NOTES,
    "files": Topic.NOTES,
    "documents": Topic.LETTERS,
    "reminders": Topic.LETTERS,
    "desk": Topic.LETTERS,
    "gatherings": Topic.GATHERINGS,
    "sharing": Topic.SHARING,
    "campaigns": Topic.CAMPAIGNS,
}
"""Which room tells of what; every other room tells of changes in the record itself."""

PAPERS = frozenset(
    {"InvitationIssued", "AgreementIssued", "AssignmentDocumented", "AssignmentPaperIssued"}
)
"""Facts of other rooms by which a paper goes out."""

TOPIC_NAMES: dict[Topic, Any] = {
    Topic.NOTES: _l("Notes"),
    Topic.LETTERS: _l("Letters"),
    Topic.GATHERINGS: _l("Meetings"),
    Topic.SHARING: _l("Sharing"),
    Topic.CAMPAIGNS: _l("Campaigns"),
    Topic.CHANGES: _l("Changes"),
}


def topic_of(fact: type) -> Topic:
    """The topic of a kind of fact."""
    if fact.__name__ in PAPERS:
        return Topic.LETTERS
    return ROOMS.get(fact.__module__.split(".")[1], Topic.CHANGES)
