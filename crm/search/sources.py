"""What is searchable: one declaration for each kind of record.

A declaration says who may look for such records at all (`permission`), who sees all of them
(`open_to`), which of them anybody else may see (`visible`) and, where that is less, of which more
than the public words (`known`). The search asks these very questions of every result: there is no
second policy. `is_by_house`: whoever may see such a record is at one of its own institutions.
`listing` is the page that lists everything of the kind by a part of its name. `has_labels`: the
network has fields of its own for such records, and an archive.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from crm.accounts.models import User
from crm.campaigns.models import Campaign
from crm.campaigns.queries import campaigns_visible_to
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l
from crm.gatherings.models import Gathering
from crm.gatherings.queries import gatherings_visible_to
from crm.institutions.events import InstitutionRegistered, ParentBodyRegistered
from crm.institutions.models import Institution, ParentBody
from crm.institutions.models.members import NETWORK_STAFF, SEES_ALL
from crm.institutions.queries import (
    institutions_known_to,
    institutions_visible_to,
    parent_bodies_visible_to,
    today,
)
from crm.people.events import PersonRegistered
from crm.people.models import Person
from crm.people.queries import people_visible_to
from crm.permissions import Permission, Role
from crm.search.register_words import (
    institution_words,
    new_institution_words,
    new_parent_body_words,
    new_person_words,
    parent_body_words,
    person_words,
)
from crm.search.words import Words
from crm.search.work_words import (
    agreement_words,
    assignment_words,
    campaign_words,
    gathering_words,
)
from crm.sharing.models import Assignment, SharingAgreement
from crm.sharing.queries import agreements_visible_to, assignments_visible_to

Visible = Callable[[User], sa.Select[Any]]


class AtFirst(NamedTuple):
    """The fact that such a record is new, and the words of what is in hand then: none is asked."""

    fact: type[Event]
    words: Callable[[Any], Words]


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of record that can be found."""

    kind: str
    label: Any
    icon: str
    endpoint: str
    argument: str
    model: Any
    permission: Permission
    open_to: frozenset[Role]
    visible: Visible
    words: Callable[[Sequence[int]], Iterable[Words]]
    at_first: AtFirst | None = None
    listing: str = ""
    known: Visible | None = None
    has_public_words: bool = False
    is_by_house: bool = False
    has_labels: bool = False


def on_this_day(query: Callable[..., sa.Select[Any]]) -> Visible:
    """A question that depends on the day, asked today."""
    return lambda user: query(user, on=today())


SOURCES: dict[str, Source] = {
    source.kind: source
    for source in (
        Source(
            kind="institution",
            label=_l("Institutions"),
            icon="building-bank",
            endpoint="institutions.show",
            argument="institution_id",
            listing="institutions.index",
            model=Institution,
            permission=Permission.SEE_INSTITUTIONS,
            open_to=SEES_ALL,
            visible=institutions_visible_to,
            known=institutions_known_to,
            has_public_words=True,
            has_labels=True,
            words=institution_words,
            at_first=AtFirst(InstitutionRegistered, new_institution_words),
        ),
        Source(
            kind="person",
            label=_l("People"),
            icon="users",
            endpoint="people.show",
            argument="person_id",
            listing="people.index",
            model=Person,
            permission=Permission.SEE_PEOPLE,
            open_to=NETWORK_STAFF,
            visible=people_visible_to,
            is_by_house=True,
            has_labels=True,
            words=person_words,
            at_first=AtFirst(PersonRegistered, new_person_words),
        ),
        Source(
            kind="parent_body",
            label=_l("Parent bodies"),
            icon="sitemap",
            endpoint="parent_bodies.show",
            argument="parent_body_id",
            listing="parent_bodies.index",
            model=ParentBody,
            permission=Permission.SEE_PARENT_BODIES,
            open_to=NETWORK_STAFF,
            visible=parent_bodies_visible_to,
            has_labels=True,
            words=parent_body_words,
            at_first=AtFirst(ParentBodyRegistered, new_parent_body_words),
        ),
        Source(
            kind="assignment",
            label=_l("Staff sharing"),
            icon="arrows-exchange",
            endpoint="assignments.show",
            argument="assignment_id",
            model=Assignment,
            permission=Permission.SEE_SHARING,
            open_to=NETWORK_STAFF,
            visible=on_this_day(assignments_visible_to),
            words=assignment_words,
        ),
        Source(
            kind="sharing_agreement",
            label=_l("Agreements"),
            icon="file-text",
            endpoint="agreements.show",
            argument="agreement_id",
            model=SharingAgreement,
            permission=Permission.SEE_SHARING,
            open_to=NETWORK_STAFF,
            visible=on_this_day(agreements_visible_to),
            words=agreement_words,
        ),
        Source(
            kind="gathering",
            label=_l("Gatherings"),
            icon="users-group",
            endpoint="gatherings.show",
            argument="gathering_id",
            model=Gathering,
            permission=Permission.SEE_GATHERINGS,
            open_to=NETWORK_STAFF,
            visible=gatherings_visible_to,
            words=gathering_words,
        ),
        Source(
            kind="campaign",
            label=_l("Campaigns"),
            icon="speakerphone",
            endpoint="campaigns.show",
            argument="campaign_id",
            model=Campaign,
            permission=Permission.SEE_CAMPAIGNS,
            open_to=NETWORK_STAFF,
            visible=campaigns_visible_to,
            words=campaign_words,
        ),
    )
}
