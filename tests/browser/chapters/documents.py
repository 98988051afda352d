"""One paper in each state; the words are the rooms' own affair."""

from crm.core import clock
from crm.documents.issuing import issue
from tests.browser.cast import Cast

TITLES = {"id": "Undangan rapat rutin", "en": "Invitation to the regular meeting"}


def fill(cast: Cast) -> None:
    papers = [
        issue(
            "UND",
            "layouts/print.html",
            institution,
            kind="P01",
            titles=TITLES,
            by=cast.by,
            institution_id=institution.id,
        )
        for institution in list(cast.troupe.members.values())[:3]
    ]
    papers[1].sign(on=clock.now(), signed_by="Retno Palupi", by=cast.by)
    papers[2].void(reason="Tanggal rapat salah ketik.", by=cast.by)
    cast.examples |= {"document_id": papers[1].id, "code": papers[1].code}
