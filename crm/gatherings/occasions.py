"""One invitation as an occasion to write about: what its letter says and carries."""

from crm.core.ical import Method
from crm.documents.models import Document
from crm.gatherings.models import Gathering, Invitee
from crm.gatherings.phrases import agenda_words
from crm.gatherings.rsvp import addressee, calendar_file, link_wanted
from crm.gatherings.words import day_of, gathering_word
from crm.reminders.sources import Fact, Occasion, Recipient

INVITED = "invited"


def recipient(invitee: Invitee, *, with_link: bool = False, audience: str = INVITED) -> Recipient:
    """A place on the list as somebody to remind."""
    return Recipient(
        **vars(addressee(invitee)),
        audience=audience,
        link=link_wanted(invitee) if with_link else None,
    )


def facts_of(gathering: Gathering) -> dict[str, Fact]:
    """What any letter about a gathering can name."""
    where = gathering.place or gathering.link
    return {
        "meeting": gathering.title,
        "place": where or gathering_word(gathering.mode),
        "reply_by": gathering.reply_by or day_of(gathering),
    }


def invited(invitee: Invitee, document: Document) -> Occasion:
    """The invitation of one place on the list, with its number and its calendar file."""
    gathering = invitee.gathering
    agenda = agenda_words(gathering) or gathering.title
    return Occasion(
        subject_kind="invitee",
        subject_id=invitee.id,
        title=gathering.title,
        occurrence=f"{document.number}",
        at=gathering.starts_at,
        zone=gathering.zone,
        recipients=(recipient(invitee, with_link=True),),
        facts={**facts_of(gathering), "number": document.number, "agenda": agenda},
        useful_until=gathering.starts_at,
        enclosed=[calendar_file(invitee, Method.REQUEST, document)],
    )
