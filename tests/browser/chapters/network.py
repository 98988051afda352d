"""What stands on every letter."""

from crm.core.db import save
from crm.network.models import Signatory
from crm.network.queries import the_network
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    the_network().change(
        by=cast.by,
        unit="Sekretariat Jaringan",
        address="Jalan Contoh Raya 12",
        phone="021 555 0100",
        email="sekretariat@jpk.example",
        web="https://jpk.example",
    )
    save(Signatory(office="Ketua Jaringan", name="Retno Palupi, S.Sos.", nip="197501012000032001"))
