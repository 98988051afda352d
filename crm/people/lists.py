"""The list of people and experts: its columns and orders, and who may know what."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm.core.actors import Visitor
from crm.core.languages import in_reader_language
from crm.core.lists import Column, ListKind
from crm.core.words import lazy_gettext as _l
from crm.institutions.lists import orders_of
from crm.institutions.queries import today
from crm.people.expert_filters import ExpertFilter
from crm.people.filters import PersonFilter
from crm.people.models import Person
from crm.people.queries import experts, people_visible_to, skills_among, workplaces_of
from crm.people.words import EXPERT_NAMES, LEVEL_NAMES, ROLE_NAMES
from crm.permissions import Permission


def workplaces(ids: list[int], reader: Visitor) -> Mapping[int, Any]:
    """Where some people work, as far as the reader may know."""
    return workplaces_of(ids, reader, on=today())


def _places(_one: Person, found: Any) -> str:
    return ", ".join(one.place.name for one in found or ())


def _roles(_one: Person, found: Any) -> str:
    return ", ".join(str(ROLE_NAMES[one.role]) for one in found or ())


def _plain(key: str, label: Any) -> Column:
    return Column(key=key, label=label, value=lambda one, _it: getattr(one, key) or "")


COLUMNS: Sequence[Column] = (
    Column(key="name", label=_l("Name"), value=lambda one, _it: one.full_name),
    _plain("title_before", _l("Title before the name")),
    _plain("title_after", _l("Title after the name")),
    _plain("position", _l("Position")),
    _plain("city", _l("City")),
    Column(key="where", label=_l("Where"), value=_places, lookup="workplaces"),
    Column(key="role", label=_l("Role"), value=_roles, lookup="workplaces"),
    _plain("email", _l("E-mail")),
    _plain("phone", _l("Telephone")),
    _plain("language", _l("Letters in")),
)


def listed_people(arguments: Any, reader: Visitor) -> Any:
    """What the filters of an address let through."""
    return PersonFilter.read(arguments, reader).narrowed(people_visible_to(reader))


def card_of(person: Person, found: Any) -> str:
    """A person as a vCard 4.0."""
    places = [one.place.name for one in found or ()]
    lines = (
        ("FN", person.full_name),
        ("N", person.name, "", "", person.title_before, person.title_after),
        ("ORG", places[0] if places else ""),
        ("TITLE", person.position),
        ("EMAIL", person.email or ""),
        ("TEL", person.phone),
    )
    told = [f"{name}:{';'.join(map(escaped, words))}" for name, *words in lines if any(words)]
    return "\r\n".join(["BEGIN:VCARD", "VERSION:4.0", *map(folded_line, told), "END:VCARD", ""])


def escaped(text: str) -> str:
    """Text as one value of a card: no line of ours can be added by it."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded_line(line: str) -> str:
    """A line folded at 75 bytes, never within a letter."""
    pieces, piece = [], b""
    for letter in line:
        if len(piece) + len(letter.encode()) > 73:  # noqa: PLR2004  (75 with the line's end)
            pieces.append(piece.decode())
            piece = b""
        piece += letter.encode()
    return "\r\n ".join([*pieces, piece.decode()])


def listed_experts(arguments: Any, reader: Visitor) -> Any:
    """The expert partners whom the filters of an address let through."""
    return ExpertFilter.read(arguments, reader).narrowed(experts(on=today()))


def skills_held(ids: list[int], _reader: Visitor) -> Mapping[int, Any]:
    """What some people can do, the best first."""
    return skills_among(ids)[1]


def _can(_one: Person, found: Any) -> str:
    held = ((in_reader_language(one.skill.names), LEVEL_NAMES[one.level]) for one in found or ())
    return "; ".join(f"{skill} ({level})" for skill, level in held)


EXPERT_COLUMNS: Sequence[Column] = (
    COLUMNS[0],
    Column(
        key="kind",
        label=_l("Kind of expert"),
        value=lambda one, _it: one.expert.kind_other or str(EXPERT_NAMES[one.expert.kind]),
    ),
    Column(key="field", label=_l("Field"), value=lambda one, _it: one.expert.field),
    Column(key="skills", label=_l("Skills"), value=_can, lookup="skills"),
    Column(
        key="where",
        label=_l("Where"),
        value=lambda one, _it: ", ".join(dict.fromkeys(at.place.name for at in one.affiliations)),
    ),
    Column(
        key="hours",
        label=_l("Hours a week"),
        value=lambda one, _it: one.free_minutes / 60 if one.free_minutes else "",
    ),
    Column(
        key="last_contact",
        label=_l("Last contact"),
        value=lambda one, _it: one.last_contact_on or "",
    ),
)


LISTS: Sequence[ListKind] = (
    ListKind(
        kind="person",
        label=_l("People"),
        endpoint="people.index",
        model=Person,
        permission=Permission.SEE_PEOPLE,
        listed=listed_people,
        columns=COLUMNS,
        lookups={"workplaces": workplaces},
        orders=orders_of(Person),
        record_endpoint="people.show",
        argument="person_id",
        card=card_of,
        card_lookup="workplaces",
    ),
    ListKind(
        kind="expert",
        of="person",
        label=_l("Expert partners"),
        endpoint="expert_partners.index",
        model=Person,
        permission=Permission.SEE_EXPERTS,
        listed=listed_experts,
        columns=EXPERT_COLUMNS,
        lookups={"skills": skills_held},
        orders=orders_of(Person),
        record_endpoint="people.show",
        argument="person_id",
    ),
)
