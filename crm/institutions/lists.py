"""The lists of institutions and parent bodies: their columns and orders, and who may know what."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm.core.actors import Visitor
from crm.core.lists import Column, ListKind
from crm.core.words import lazy_gettext as _l
from crm.institutions.filters import InstitutionFilter, ParentBodyFilter
from crm.institutions.models import MEMBERS, Institution, ParentBody
from crm.institutions.queries import (
    institutions_visible_to,
    parent_bodies_visible_to,
    parent_names,
    today,
)
from crm.institutions.words import STATE_NAMES, TYPE_NAMES
from crm.permissions import Permission


def known(one: Any, reader: Visitor) -> bool:
    """Hold for facts that only those who know an institution may know."""
    return bool(one.is_known_to(reader))


def names_of_parents(ids: list[int], _reader: Visitor) -> Mapping[int, Any]:
    """The parent bodies above some institutions."""
    found = parent_names(ids, on=today())
    return {one: ", ".join(name for _id, name in above) for one, above in found.items()}


def _known(key: str, label: Any, value: Any, **more: Any) -> Column:
    return Column(key=key, label=label, value=value, open_to=known, **more)


def _fact(key: str, label: Any, name: str = "") -> Column:
    return _known(key, label, lambda one, _it: getattr(one, name or key))


PLACES = (
    Column(
        key="regency",
        label=_l("Regency or city"),
        value=lambda one, _it: one.regency.name if one.regency else "",
    ),
    Column(
        key="province",
        label=_l("Province"),
        value=lambda one, _it: one.province.name if one.province else "",
    ),
)
INSTITUTION_COLUMNS: Sequence[Column] = (
    Column(key="name", label=_l("Name"), value=lambda one, _it: one.name),
    Column(key="type", label=_l("Kind"), value=lambda one, _it: str(TYPE_NAMES[one.type])),
    *PLACES,
    Column(key="web", label=_l("Web address"), value=lambda one, _it: one.web),
    _known("state", _l("Membership"), lambda one, _it: str(STATE_NAMES[one.state])),
    _known("parents", _l("Parent body"), lambda _one, it: it or "", lookup="parents"),
    _fact("code", _l("Official code")),
    _fact("npp", _l("NPP")),
    _fact("short_name", _l("Short name")),
    _fact("name_en", _l("Name in English")),
    _fact("address", _l("Address")),
    _fact("postcode", _l("Postcode")),
    _fact("phone", _l("Telephone")),
    _fact("email", _l("E-mail")),
    _fact("joined_on", _l("Member since")),
    _fact("confirmed", _l("Data confirmed"), "last_confirmed_on"),
)
PARENT_COLUMNS: Sequence[Column] = (
    Column(key="name", label=_l("Name"), value=lambda one, _it: one.name),
    Column(key="level", label=_l("Level"), value=lambda one, _it: one.level),
    *PLACES,
    *(
        Column(key=key, label=label, value=lambda one, _it, key=key: getattr(one, key))  # type: ignore[misc]
        for key, label in (
            ("code", _l("Official code")),
            ("short_name", _l("Short name")),
            ("approver_post", _l("Approver")),
            ("approver_name", _l("Name of the approver")),
            ("approval_days", _l("Working days for an approval")),
            ("address", _l("Address")),
            ("phone", _l("Telephone")),
            ("email", _l("E-mail")),
            ("web", _l("Web address")),
        )
    ),
)


def listed_institutions(arguments: Any, reader: Visitor) -> Any:
    """What the filters of an address let through."""
    found = institutions_visible_to(reader)
    return InstitutionFilter.read(arguments, reader).narrowed(found)


def listed_parent_bodies(arguments: Any, reader: Visitor) -> Any:
    """What the filters of an address let through."""
    return ParentBodyFilter.read(arguments, reader).narrowed(parent_bodies_visible_to(reader))


def orders_of(model: Any, **more: Any) -> dict[str, Any]:
    """The orders that every list of the register has."""
    by_name, by_age = (model.sort_name, model.id), (model.created_at, model.id)
    return {
        "name": (_l("name"), by_name, False),
        "-name": (_l("name, backwards"), by_name, True),
        "newest": (_l("entry, newest first"), by_age, True),
        "oldest": (_l("entry, oldest first"), by_age, False),
        **more,
    }


LISTS: Sequence[ListKind] = (
    ListKind(
        kind="institution",
        label=_l("Institutions"),
        endpoint="institutions.index",
        model=Institution,
        permission=Permission.SEE_INSTITUTIONS,
        listed=listed_institutions,
        columns=INSTITUTION_COLUMNS,
        lookups={"parents": names_of_parents},
        orders=orders_of(
            Institution,
            type=(_l("kind"), (Institution.type, Institution.sort_name, Institution.id), False),
        ),
        record_endpoint="institutions.show",
        argument="institution_id",
        stays=Institution.state.in_(MEMBERS),
    ),
    ListKind(
        kind="parent_body",
        label=_l("Parent bodies"),
        endpoint="parent_bodies.index",
        model=ParentBody,
        permission=Permission.SEE_PARENT_BODIES,
        listed=listed_parent_bodies,
        columns=PARENT_COLUMNS,
        orders=orders_of(ParentBody),
        record_endpoint="parent_bodies.show",
        argument="parent_body_id",
    ),
)
