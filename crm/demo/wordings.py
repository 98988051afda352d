"""One paper of the demo speaks in the network's own words."""

from crm.core.transactions import unit_of_work
from crm.demo.register import Troupe
from crm.sharing.papers.kinds import WILLINGNESS
from crm.sharing.papers.standing import reword, standing_of

THANKS = "Atas kerja sama Saudara, kami ucapkan terima kasih."
OWN = """Selama membantu {penerima}, {orang} melapor kepada kami setiap akhir bulan.

Terima kasih atas kerja sama Saudara dalam {jaringan}."""


def own_words(troupe: Troupe) -> None:
    """The letter of willingness ends as the secretariat's meeting decided."""
    with unit_of_work():
        standing = standing_of(WILLINGNESS, "id")
        reword(standing, standing.delivered.replace(THANKS, OWN), by=troupe.secretary)
