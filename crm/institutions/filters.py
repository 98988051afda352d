"""The filters of the lists of institutions and parent bodies, read aloud as one sentence."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from crm.core.actors import Visitor
from crm.core.db import db
from crm.core.errors import NotUnderstood
from crm.core.filters import address_with, addresses_with, asked, member
from crm.core.text import folded
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.models import (
    HEALTH_UNITS,
    MEMBERS,
    Institution,
    InstitutionType,
    MembershipState,
    ParentBody,
)
from crm.institutions.models.members import SEES_ALL
from crm.institutions.words import STATE_NAMES, TYPE_NAMES
from crm.labels.listing import names_for
from crm.permissions import Role
from crm.places.models import Province
from crm.places.queries import provinces


@dataclass(frozen=True)
class Chip:
    """One filter as it is read in the sentence above the list."""

    label: str
    choices: list[dict[str, Any]]
    remove_url: str = ""


class Near(StrEnum):
    """Several standings at once: every one but none, and those of a member."""

    NETWORK = "network"
    MEMBERS = "members"


class Sort(StrEnum):
    """Several kinds at once: libraries, and health units that have none (source S44)."""

    LIBRARY = "library"
    HEALTH_UNIT = "health_unit"


STANDINGS: dict[Any, Any] = {
    Near.NETWORK: _l("any place in the network"),
    Near.MEMBERS: _l("a membership now"),
    **STATE_NAMES,
}
KINDS: dict[Any, Any] = {
    Sort.LIBRARY: _l("libraries of any kind"),
    Sort.HEALTH_UNIT: _l("health units without a library"),
    **TYPE_NAMES,
}


@dataclass(frozen=True)
class InstitutionFilter:
    """What the list is narrowed to; the state of others is nobody's to ask for but the staff's."""

    q: str
    type: InstitutionType | Sort | None
    state: MembershipState | Near | None
    province: str
    provinces: list[Province]
    knows_states: bool

    @classmethod
    def read(cls, arguments: "MultiDict[str, str]", reader: Visitor) -> "InstitutionFilter":
        """Read the address; names that this reader's list does not have are refused."""
        knows = knows_standings(reader)
        states = ("state",) if knows else ()
        names = ("q", "type", "province", *states, *names_for(reader, arguments))
        wanted = asked(arguments, names)
        return cls(
            q=wanted.get("q", ""),
            type=kind_named(wanted.get("type")),
            state=standing_named(wanted.get("state")),
            province=wanted.get("province", ""),
            provinces=known_provinces(wanted.get("province", "")),
            knows_states=knows,
        )

    @property
    def is_set(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.q or self.type or self.state or self.province)

    def narrowed(self, query: sa.Select[Institution]) -> sa.Select[Institution]:
        """The institutions that the filters let through."""
        if self.type:
            query = query.where(is_of_kind(self.type))
        if self.state:
            query = query.where(stands(self.state))
        if self.province:
            query = query.where(Institution.province_code == self.province)
        if self.q:
            query = query.where(*names_with(Institution.sort_name, self.q))
        return query

    @cached_property
    def type_chip(self) -> Chip:
        """Of which kind."""
        chosen = self.type
        label = str(KINDS[chosen]) if chosen else _("any kind")
        return Chip(label, choices_of("type", KINDS, chosen), removal("type", chosen))

    @cached_property
    def state_chip(self) -> Chip:
        """Standing how with the network."""
        chosen = self.state
        label = str(STANDINGS[chosen]) if chosen else _("any standing")
        return Chip(label, choices_of("state", STANDINGS, chosen), removal("state", chosen))

    @cached_property
    def province_chip(self) -> Chip:
        """Where."""
        return province_chip(self.provinces, self.province)


@dataclass(frozen=True)
class ParentBodyFilter:
    """What the list of parent bodies is narrowed to."""

    q: str
    province: str
    provinces: list[Province]

    @classmethod
    def read(cls, arguments: "MultiDict[str, str]", reader: Visitor) -> "ParentBodyFilter":
        """Read the address."""
        wanted = asked(arguments, ("q", "province", *names_for(reader, arguments)))
        province = wanted.get("province", "")
        return cls(wanted.get("q", ""), province, known_provinces(province))

    @property
    def is_set(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.q or self.province)

    def narrowed(self, query: sa.Select[ParentBody]) -> sa.Select[ParentBody]:
        """The parent bodies that the filters let through."""
        if self.province:
            query = query.where(ParentBody.province_code == self.province)
        if self.q:
            query = query.where(*names_with(ParentBody.sort_name, self.q))
        return query

    @cached_property
    def province_chip(self) -> Chip:
        """Where."""
        return province_chip(self.provinces, self.province)


def knows_standings(reader: Visitor) -> bool:
    """Tell whether somebody may ask who stands how with the network."""
    return Role(reader.role_word) in SEES_ALL | {Role.PARENT_APPROVER}


def standing_named(word: str | None) -> MembershipState | Near | None:
    """The standing that a filter names, or several at once."""
    return Near(word) if word in set(Near) else member(MembershipState, word)


def kind_named(word: str | None) -> InstitutionType | Sort | None:
    """The kind that a filter names, or several at once."""
    return Sort(word) if word in set(Sort) else member(InstitutionType, word)


def stands(state: MembershipState | Near) -> sa.ColumnElement[bool]:
    """Hold for institutions that stand so with the network."""
    if state is Near.NETWORK:
        return Institution.state != MembershipState.NONE
    if state is Near.MEMBERS:
        return Institution.state.in_(MEMBERS)
    return Institution.state == state


def is_of_kind(kind: InstitutionType | Sort) -> sa.ColumnElement[bool]:
    """Hold for institutions of a kind; a group of kinds leaves out what became part of another."""
    if isinstance(kind, InstitutionType):
        return Institution.type == kind
    is_unit = Institution.type.in_(HEALTH_UNITS)
    of_group = is_unit if kind is Sort.HEALTH_UNIT else Institution.is_library
    return of_group & (Institution.state != MembershipState.MERGED)


def names_with(column: Any, text: str) -> list[sa.ColumnElement[bool]]:
    """Hold for folded names that contain every word of a text."""
    words = folded(text).split()
    return [column.contains(word, autoescape=True) for word in words] or [sa.false()]


def known_provinces(chosen: str) -> list[Province]:
    """All provinces to choose from; one that does not exist is refused."""
    found = list(db.session.scalars(provinces()))
    if chosen and chosen not in {province.code for province in found}:
        raise NotUnderstood(_("This list knows no such filter. Start at its beginning."))
    return found


def province_chip(offered: list[Province], chosen: str) -> Chip:
    """Where, as a chip."""
    names = {province.code: province.name for province in offered}
    label = names.get(chosen) or _("all provinces")
    return Chip(label, choices_of("province", names, chosen or None), removal("province", chosen))


def choices_of(name: str, labels: dict[Any, Any], chosen: Any) -> list[dict[str, Any]]:
    """Every value of a filter with the address that asks for it."""
    addresses = addresses_with({name: str(value)} for value in labels)
    return [
        {"label": str(label), "url": address, "current": value == chosen}
        for (value, label), address in zip(labels.items(), addresses, strict=True)
    ]


def removal(name: str, chosen: Any) -> str:
    """The address without a filter, where there is one to take away."""
    return address_with(**{name: None}) if chosen else ""
