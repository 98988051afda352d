"""The network's own row, to be filled in on the first run."""

from crm.core.installing import add_missing
from crm.core.transactions import unit_of_work
from crm.network.models import Network

FIRST = {
    "id": 1,
    "code": "JPK",
    "secretariat_code": "SEK-JPK",
    "name": "Jaringan Perpustakaan Kesehatan",
    "name_en": "Health Library Network",
    "short_name": "JPK",
    "city": "Jakarta",
    "principle": "Kebebasan memilih dan memperoleh informasi adalah hak setiap orang.",
}


def install_network() -> None:
    """Add the network's row when there is none."""
    with unit_of_work():
        add_missing(Network, [Network.id], [FIRST])
