"""A party's own link passed on by hand, with words that fit a message (R18 of domain 6, by W)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from crm.accounts.models import User
from crm.core.addresses import link_to
from crm.core.errors import NotPossible, NotUnderstood
from crm.core.languages import spoken
from crm.core.templating import local, plain_date
from crm.core.words import gettext as _
from crm.links.issuing import revoke_handed
from crm.links.models import Link
from crm.network.queries import the_network
from crm.sharing.authority import Contact, contacts_for
from crm.sharing.events import LinkHandedOver
from crm.sharing.models import APPROVING, Assignment, Party
from crm.sharing.negotiation import refuse_replaced, version_named
from crm.sharing.occasions import ANSWER, APPROVAL
from crm.sharing.wording import hours_a_week
from crm.sharing.writing import link_for


@dataclass(frozen=True)
class HandedLink:
    """A link for one party, and the words to send it with."""

    assignment: Assignment
    contact: Contact
    link: Link

    @property
    def words(self) -> str:
        """A short message in the reader's language, the address in a line of its own."""
        with spoken(self.contact.language):
            return "\n\n".join([*self._sentences, link_to("links.new", token=self.link.secret)])

    @property
    def _sentences(self) -> list[str]:
        version = self.assignment.current
        asked = {
            "person": self.assignment.helper.full_name,
            "host": self.assignment.host.name,
            "first": plain_date(version.starts_on),
            "last": plain_date(version.ends_on),
            "hours": hours_a_week(version.weekly_minutes),
            "number": version.number,
        }
        until = plain_date(local(self.link.expires_at - timedelta(minutes=1)).date())
        return [
            _("Dear %(name)s,", name=self.contact.name),
            _(
                "%(network)s asks for your answer: %(person)s at %(host)s, %(first)s to %(last)s,"
                " %(hours)s (version %(number)s).",
                network=the_network().name,
                **asked,
            ),
            _(
                "Please open the link and press one of its buttons. It is yours alone, works once,"
                " and until %(until)s:",
                until=until,
            ),
        ]


def hand_over(assignment: Assignment, given: Any, *, by: User) -> HandedLink:
    """Make a link for a party that is still asked; the one handed over before is void.

    It is not the link of the letter: both may lie open, and the first answer closes them.
    """
    assignment.hold()
    party = _party_named(given.get("party", ""))
    refuse_replaced(assignment, version_named(given))
    if party not in assignment.awaited:
        raise NotPossible(_("Nobody waits for an answer of this party any more."))
    contact = next(iter(contacts_for(assignment).get(party, [])), None)
    if contact is None:
        raise NotPossible(_("Nobody is on record who may answer for this party."))
    revoke_handed(assignment, party=party.value)
    purpose = APPROVAL if party in APPROVING else ANSWER
    link = link_for(assignment, contact, purpose, handed_by=by.name)
    told = {"party": party.value, "speaker": contact.name}
    assignment.tell(LinkHandedOver, by.as_actor(), privately=True, **told)
    return HandedLink(assignment, contact, link)


def _party_named(word: str) -> Party:
    if word not in set(Party):
        raise NotUnderstood(_("There is no such party."))
    return Party(word)
