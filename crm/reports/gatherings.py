"""Working papers of a gathering: agenda, attendance list, follow-up; they carry no number."""

from collections.abc import Callable

from crm.accounts.models import User
from crm.core.db import get_or_404
from crm.gatherings.letters import paper
from crm.gatherings.queries import gatherings_visible_to, with_all_parts
from crm.reports.papers import Report


def maker(name: str) -> Callable[[User, int], Report]:
    """Make the report of one working paper."""

    def make(user: User, of: int) -> Report:
        gathering = get_or_404(with_all_parts(gatherings_visible_to(user)), of)
        return Report(f"{name} {gathering.title}", [paper(gathering, name)])

    return make
