"""What the rows of a file become: one plain record for each kind, still without a database."""

from dataclasses import dataclass, field
from datetime import date

from crm.bulk.moments import Moment
from crm.institutions.models.kinds import WITHOUT_LIBRARY, InstitutionType


@dataclass(slots=True, kw_only=True)
class Place:
    """Where something lies, as far as a row tells: codes of 2025 and 2022, names, a point."""

    regency_code: str = ""
    regency_code_2022: str = ""
    regency: str = ""
    province: str = ""
    city: str = ""
    country: str = ""
    address: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(slots=True, kw_only=True)
class InstitutionRow:
    """One institution or parent body. `parent` is a code, or a name where no such code is."""

    line: int
    name: str
    place: Place
    reference: str = ""
    code: str = ""
    type: InstitutionType = InstitutionType.OTHER
    level: str = ""
    parent: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    extras: dict[str, str] = field(default_factory=dict)

    @property
    def is_library(self) -> bool:
        """Whether the type is one of libraries; health units have none of their own."""
        return self.type not in WITHOUT_LIBRARY

    @property
    def office_code(self) -> str:
        """The code of the health office above a hospital or puskesmas: the four digits of 2022."""
        return self.place.regency_code_2022.replace(".", "")


@dataclass(slots=True, kw_only=True)
class PersonRow:
    """One person. `name` bears no titles; `is_e164` tells a real telephone number."""

    line: int
    name: str
    title_before: str = ""
    title_after: str = ""
    reference: str = ""
    email: str = ""
    phone: str = ""
    position: str = ""
    institution: str = ""
    institution_code: str = ""
    city: str = ""
    address: str = ""
    postcode: str = ""
    country: str = ""
    web: str = ""
    born_on: date | None = None
    note: str = ""
    extras: dict[str, str] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """The name with its titles, as letters write it."""
        front = f"{self.title_before} {self.name}".strip()
        return f"{front}, {self.title_after}" if self.title_after else front

    @property
    def is_e164(self) -> bool:
        """Whether the telephone number is one that identifies."""
        return self.phone.startswith("+")


@dataclass(slots=True, kw_only=True)
class AffiliationRow:
    """A person at an institution, both named by whatever the file has."""

    line: int
    person: str = ""
    email: str = ""
    phone: str = ""
    institution: str = ""
    institution_code: str = ""
    position: str = ""
    role: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    reference: str = ""
    extras: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class AgreementRow:
    """A promise with a partner, who is named by name, code, or the file's own reference."""

    line: int
    title: str
    instrument: str = ""
    number: str = ""
    first_party: str = ""
    partner: str = ""
    partner_reference: str = ""
    partner_code: str = ""
    purpose: str = ""
    signed_on: date | None = None
    starts_on: date
    ends_on: date | None = None
    reference: str = ""
    extras: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class GatheringRow:
    """A gathering of the past, or one that a calendar holds. `uid` is what calendars call it."""

    line: int
    title: str
    begins: Moment
    ends: Moment | None = None
    uid: str = ""
    form: str = ""
    place: str = ""
    link: str = ""
    is_cancelled: bool = False
    reference: str = ""
    extras: dict[str, str] = field(default_factory=dict)


Row = InstitutionRow | PersonRow | AffiliationRow | AgreementRow | GatheringRow
