"""Institutions: libraries that joined or may join, partners, and health units without a library."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import SYSTEM, Actor, Visitor
from crm.core.changes import changed
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.text import folded
from crm.core.words import gettext as _
from crm.institutions.events import (
    DataCheckAsked,
    DataConfirmed,
    InstitutionChanged,
    InstitutionMerged,
    InstitutionRegistered,
    InstitutionRenamed,
    ServicesChanged,
)
from crm.institutions.models.kinds import WITHOUT_LIBRARY, InstitutionType, Ownership
from crm.institutions.models.memberships import (
    FACTS,
    GRACE,
    MEMBERS,
    MOVES,
    WITH_REASON,
    MembershipState,
)
from crm.institutions.models.profiles import Profile
from crm.permissions import Permission, Role
from crm.places.models import Province, Regency

NETWORK_STAFF = frozenset({Role.SECRETARIAT, Role.ADMIN, Role.BOARD})
SEES_ALL = NETWORK_STAFF | {Role.CAMPAIGN_MANAGER}


class Institution(Profile, Model):
    """A library, a partner or a health unit; equal official codes mean the same one."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    npp: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.String(255))
    name_en: Mapped[str] = mapped_column(sa.String(255), default="")
    short_name: Mapped[str] = mapped_column(sa.String(80), default="")
    sort_name: Mapped[str] = mapped_column(sa.String(255))
    type: Mapped[InstitutionType] = mapped_column(Words(InstitutionType))
    ownership: Mapped[Ownership | None] = mapped_column(Words(Ownership))
    is_library: Mapped[bool] = mapped_column(default=False)
    state: Mapped[MembershipState] = mapped_column(
        Words(MembershipState), default=MembershipState.NONE
    )
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    joined_on: Mapped[date | None]
    last_confirmed_on: Mapped[date | None]
    published: Mapped[bool] = mapped_column(default=False)
    regency_code: Mapped[str | None] = mapped_column(sa.ForeignKey("regency.code"))
    province_code: Mapped[str | None] = mapped_column(sa.ForeignKey("province.code"))
    zone: Mapped[str] = mapped_column(sa.String(40), default="Asia/Jakarta")
    address: Mapped[str] = mapped_column(sa.Text, default="")
    postcode: Mapped[str] = mapped_column(sa.String(10), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    phone: Mapped[str] = mapped_column(sa.String(60), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    web: Mapped[str] = mapped_column(sa.String(200), default="")
    hours: Mapped[str] = mapped_column(sa.Text, default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    former_names: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    extras: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    regency: Mapped[Regency | None] = relationship()
    province: Mapped[Province | None] = relationship()
    merged_into: Mapped["Institution | None"] = relationship(remote_side="Institution.id")
    forerunners: Mapped[list["Institution"]] = relationship(
        viewonly=True, remote_side="Institution.merged_into_id", order_by="Institution.sort_name"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.Index("ix_institution_sort_name_id", "sort_name", "id"),
        sa.Index("ix_institution_created_at", "created_at", "id"),
        sa.Index("ix_institution_province_code_sort_name", "province_code", "sort_name", "id"),
        sa.Index("ix_institution_type_sort_name", "type", "sort_name", "id"),
        sa.Index("ix_institution_state_sort_name", "state", "sort_name", "id"),
        sa.Index("ix_institution_regency_code", "regency_code"),
    )

    @classmethod
    def register(
        cls,
        *,
        by: Actor,
        name: str,
        type: InstitutionType,  # noqa: A002
        **facts: Any,
    ) -> "Institution":
        """Enter an institution in the register; the caller saves it."""
        place = _place_of(facts.pop("regency", None))
        institution = cls(
            name=name,
            sort_name=sort_key(name),
            type=type,
            is_library=type not in WITHOUT_LIBRARY,
            created_at=clock.now(),
            **{"state": MembershipState.NONE, "extras": {}, "former_names": [], **facts, **place},
        )
        record(InstitutionRegistered(subject=institution, by=by, to_state=institution.state))
        return institution

    @property
    def is_member(self) -> bool:
        """Tell whether the institution is a member now."""
        return self.state in MEMBERS

    @property
    def line(self) -> list["Institution"]:
        """Itself and what it became part of since; the one that stands is the last (E8)."""
        return [self, *(self.merged_into.line if self.merged_into else [])]

    def is_known_to(self, reader: Visitor) -> bool:
        """Tell whether someone who may see the institution may see more than its public facts.

        An approver sees only the own tree, and that wholly.
        """
        role = Role(reader.role_word)
        is_own = role is Role.PARTNER and reader.institution_id == self.id
        return is_own or role in SEES_ALL | {Role.PARENT_APPROVER}

    def is_editable_by(self, reader: Visitor) -> bool:
        """Tell whether someone may change the data: the staff all, a member's people the own."""
        is_own = reader.institution_id == self.id
        may_own = is_own and reader.can(Permission.EDIT_OWN_INSTITUTION)
        return may_own or reader.can(Permission.EDIT_INSTITUTIONS)

    def has_history_for(self, reader: Visitor) -> bool:
        """Tell whether someone reads the whole history: the network's staff and its own people."""
        is_own = reader.institution_id == self.id
        return Role(reader.role_word) in NETWORK_STAFF or (is_own and self.is_known_to(reader))

    def has_timeline_for(self, reader: Visitor) -> bool:
        """Tell whether someone reads the timeline, as far as its entries are meant for them.

        A campaign manager works with institutions and reads what is no personal note.
        """
        return self.has_history_for(reader) or Role(reader.role_word) in SEES_ALL

    def change(self, *, by: Actor, **given: Any) -> None:
        """Change what is known; another name is a rename, another regency another zone."""
        if "name" in given:
            self.rename(given.pop("name"), by=by)
        if "regency" in given:
            given |= self._moved_to(given.pop("regency"))
        if "type" in given:
            given["is_library"] = given["type"] not in WITHOUT_LIBRARY
        before, after = changed(self, given)
        if after:
            record(InstitutionChanged(subject=self, by=by, before=before, after=after))

    def rename(self, name: str, *, by: Actor) -> None:
        """Bear another name from now on; the old one is remembered."""
        if name == self.name:
            return
        old, self.name, self.sort_name = self.name, name, sort_key(name)
        until = clock.today(self.zone or "Asia/Jakarta").isoformat()
        self.former_names = [*(self.former_names or []), {"name": old, "until": until}]
        record(InstitutionRenamed(subject=self, by=by, old=old, new=name))

    def confirm_data(self, *, by: Actor, on: date) -> None:
        """Remember that someone who knows said the data are true on this day."""
        before, after = changed(self, {"last_confirmed_on": on})
        record(DataConfirmed(subject=self, by=by, before=before, after=after))

    def ask_for_check(self, *, by: Actor) -> None:
        """Ask the institution's people to check the data; a listener sends the letter."""
        if self.state not in MEMBERS:
            raise NotPossible(_("Only members are asked to check their data."))
        record(DataCheckAsked(subject=self, by=by))

    def note_services(self, *, by: Actor, before: list[str], after: list[str]) -> None:
        """Remember that the services offered were changed."""
        if before != after:
            was, now = {"services": before}, {"services": after}
            record(ServicesChanged(subject=self, by=by, before=was, after=now))

    def may_become(self, state: MembershipState) -> bool:
        """Tell whether the membership can go there from where it stands."""
        return state in MOVES[self.state]

    def move_membership(  # noqa: PLR0913  (all that is said of a move, by name)
        self,
        to: MembershipState,
        *,
        by: Actor,
        on: date,
        until: date | None = None,
        reason: str = "",
        missing: Sequence[str] = (),
    ) -> None:
        """Let the institution stand differently with the network from a day on.

        Nothing is verified while something is missing. The first activation makes it a member
        since that day, its data confirmed, and listed.
        """
        if to in WITH_REASON and not reason:
            raise NotPossible(_("Say why, in one sentence. It stays in the history."))
        if to is MembershipState.VERIFIED and missing:
            raise NotPossible(_("The application is not complete yet."), missing=missing)
        self._move_to(to, by=by, reason=reason)
        if to is MembershipState.ACTIVE:
            self._begin(on, until)
        if to in {MembershipState.WITHDRAWN, MembershipState.LAPSED}:
            self.published = False
        if to is MembershipState.WITHDRAWN:
            self.membership_ends_on = on

    def pass_time(self, *, on: date) -> bool:
        """Let a membership that ran out come to grace, and one out of grace lapse, by its date."""
        ends_on = self.membership_ends_on
        if ends_on is None or self.membership_is_fixed:
            return False
        if self.state is MembershipState.ACTIVE and ends_on < on:
            self.move_membership(MembershipState.GRACE, by=SYSTEM, on=on)
            return True
        if self.state is MembershipState.GRACE and ends_on + GRACE < on:
            self.move_membership(
                MembershipState.LAPSED,
                by=SYSTEM,
                on=on,
                reason=_("Not renewed within %(days)s days.", days=GRACE.days),
            )
            return True
        return False

    def merge_into(self, successor: "Institution", *, by: Actor, on: date, reason: str) -> None:
        """End here and live on in another institution: papers keep this name, sums follow.

        Whoever is merged already neither merges again nor takes anybody over, so there is no
        circle; the successor may itself be merged later.
        """
        if successor is self:
            raise NotPossible(_("An institution can't merge into itself. Choose another one."))
        if self.state is MembershipState.MERGED:
            raise NotPossible(_("%(name)s is merged already.", name=self.name))
        if successor.state is MembershipState.MERGED:
            raise NotPossible(
                _("%(name)s is merged itself. Choose what it became.", name=successor.name)
            )
        was, self.state = self.state, MembershipState.MERGED
        self.merged_into, self.published = successor, False
        self.membership_ends_on = on if was in MEMBERS else self.membership_ends_on
        record(
            InstitutionMerged(
                subject=self,
                successor=successor,
                by=by,
                from_state=was,
                to_state=self.state,
                reason=reason,
            )
        )

    def _begin(self, on: date, until: date | None) -> None:
        self.membership_starts_on, self.membership_ends_on = on, until
        if self.joined_on is None:
            self.joined_on = self.last_confirmed_on = on
            self.published = True

    def _move_to(self, state: MembershipState, *, by: Actor, reason: str) -> None:
        if state not in MOVES[self.state]:
            raise NotPossible(_("The membership can't go there from where it stands now."))
        was, self.state = self.state, state
        record(FACTS[state](subject=self, by=by, from_state=was, to_state=state, reason=reason))

    def _moved_to(self, regency: Regency | None) -> dict[str, Any]:
        if regency is None and self.regency_code is None:
            return {}
        return _place_of(regency) or {"regency_code": None, "province_code": None}


def sort_key(name: str) -> str:
    """What lists of institutions and parent bodies are sorted by."""
    return folded(name)[:255]


def _place_of(regency: Regency | None) -> dict[str, Any]:
    """The province and the zone follow the regency."""
    if regency is None:
        return {}
    province = regency.province
    return {"regency_code": regency.code, "province_code": province.code, "zone": province.zone}
