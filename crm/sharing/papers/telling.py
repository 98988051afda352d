"""What the template of a paper is told: the case, its text by language, the words around it."""

from collections.abc import Mapping
from typing import Any

from crm.institutions.queries import today
from crm.network.models import Signatory
from crm.network.queries import the_network
from crm.sharing import differences, wording
from crm.sharing.agreements import spelling
from crm.sharing.agreements.papers import AgreementCase
from crm.sharing.papers.cases import Case
from crm.sharing.papers.fields import rows_of
from crm.sharing.papers.kinds import DUTY
from crm.sharing.papers.readers import copies_for
from crm.sharing.papers.texts import after_table, before_table, blocks_of, sections_of
from crm.sharing.work.words import DEGREES, MARKS


def words_for(
    case: Case, texts: Mapping[str, str], signatory: Signatory | None = None
) -> dict[str, Any]:
    """What a paper of an assignment is told; the network's signatory signs the duty letter."""
    return {
        "case": case,
        "texts": texts,
        "blocks_of": blocks_of,
        "sections_of": sections_of,
        "before_table": before_table,
        "after_table": after_table,
        "rows_of": rows_of,
        "copies": _copies(case),
        "signatory": signatory,
        "differences": differences,
        "wording": wording,
        "marks": MARKS,
        "degrees": DEGREES,
    }


def words_of_agreement(case: AgreementCase, texts: Mapping[str, str]) -> dict[str, Any]:
    """What the paper of an agreement is told."""
    return {
        "case": case,
        "texts": texts,
        "blocks_of": blocks_of,
        "sections_of": sections_of,
        "day": today(),
        "spelling": spelling,
        "wording": wording,
    }


def _copies(case: Case) -> list[str]:
    """The parent bodies, and the network's office where the paper is not its own.

    The duty letter is the network's: home and host get their copy instead.
    """
    places = [place for place in (case.assignment.home, case.assignment.host) if place is not None]
    if case.kind is DUTY:
        return copies_for(places)
    known = {place.name for place in places}
    bodies = [one for one in copies_for(places) if one not in known]
    return [*bodies, the_network().unit or the_network().name]
