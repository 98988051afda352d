"""Who acts: a signed-in user, someone answering by a link, or the house itself."""

from dataclasses import dataclass


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
