"""The page on which help is looked for: for whom, what, and who fits."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crm.accounts.models import User
from crm.core.db import db
from crm.institutions.models import Institution
from crm.institutions.queries import institutions_visible_to
from crm.permissions import Role
from crm.sharing.board.fitting import matches
from crm.sharing.board.matching import Match
from crm.sharing.board.ranking import NOBODY, Ranking
from crm.sharing.forms.matches import HelpForm, help_form
from crm.sharing.queries import hosts_to_help

MOST = 20
LONGEST_ID = 10


@dataclass(frozen=True)
class Looking:
    """What somebody looks for, step by step; all of it is in the address."""

    user: User
    given: Mapping[str, str]

    @property
    def where(self) -> str:
        """What was typed of the host's name."""
        return self.given.get("where", "").strip()

    @cached_property
    def host(self) -> Institution | None:
        """Who is to be helped: the own institution of a member, else the one named."""
        if self.user.role is Role.PARTNER:
            return self.user.institution
        wanted = self.given.get("host", "")
        if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < LONGEST_ID):
            return None
        seen = institutions_visible_to(self.user)
        return db.session.scalar(seen.where(Institution.id == int(wanted)))

    @cached_property
    def hosts(self) -> list[Institution]:
        """The institutions to choose from."""
        if self.host or not self.where:
            return []
        return list(db.session.scalars(hosts_to_help(self.user, self.where, but=None)))

    @cached_property
    def form(self) -> HelpForm:
        """What is asked."""
        return help_form(self.given)

    @cached_property
    def is_asked(self) -> bool:
        """Tell whether something is looked for, and it can be."""
        return self.host is not None and "skill" in self.given and bool(self.form.validate())

    @cached_property
    def found(self) -> Ranking:
        """Those with the skill, the best first."""
        if self.host is None or not self.is_asked:
            return NOBODY
        return matches(self.form.search(self.host), self.user, MOST)

    @property
    def fitting(self) -> list[Match]:
        """The best of those whom nothing rules out."""
        return self.found.fitting

    @property
    def ruled_out(self) -> list[Match]:
        """Some of those who have the skill and can't."""
        return self.found.ruled_out
