"""Who acts: a signed-in user, someone answering by a link, or the house itself."""

from dataclasses import dataclass
from typing import Protocol

from crm.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who did something, as the trail will remember it even after the person has left."""

    name: str
    role: str = ""
    user_id: int | None = None
    institution_id: int | None = None
    on_behalf_of: str = ""
    way: str = "page"


SYSTEM = Actor(name="Mitra", role="system", way="clock")


class Visitor(Protocol):
    """Whoever is signed in, as the lower floors see them."""

    id: int
    name: str
    institution_id: int | None
    parent_body_id: int | None
    language: str

    @property
    def role_word(self) -> str:
        """The role's code word."""

    def can(self, permission: Permission) -> bool:
        """Tell whether the role carries the right."""

    def as_actor(self) -> Actor:
        """The same person as the trail remembers them."""
