"""Letters about what renewed itself."""

from crm.core.addresses import link_to
from crm.core.events import Event
from crm.reminders.models import Lane
from crm.reminders.outbox import Addressee, post
from crm.sharing.authority import as_contacts, confirmers_at
from crm.sharing.models import Party, SharingAgreement
from crm.sharing.occasions import addressee, secretariat


def tell_renewed_itself(event: Event) -> None:
    """Tell the parties and the secretariat that the next period has begun by the clause."""
    agreement = event.subject
    if not isinstance(agreement, SharingAgreement):
        raise TypeError(agreement)
    for to in _concerned(agreement):
        post(
            "sharing/mail/renewed_itself",
            to,
            key=f"sharing_agreement:{agreement.id}:renewed_itself:{to.email}",
            about=agreement,
            lane=Lane.LETTER,
            agreement=agreement,
            before=agreement.renews,
            reader=to,
            page=link_to("agreements.show", agreement_id=agreement.id),
        )


def _concerned(agreement: SharingAgreement) -> list[Addressee]:
    heads = confirmers_at({place.id for place in agreement.institutions})
    near = [
        addressee(contact)
        for place in agreement.institutions
        for contact in as_contacts(Party.HOME_HEAD, heads.get(place.id, ()))
        if contact.email
    ]
    return [*near, *secretariat()]
