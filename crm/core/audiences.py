"""Who reads what is noted about a record: everybody who knows it, or fewer (domain 5.6)."""

from enum import StrEnum

from crm.permissions import Role


class Audience(StrEnum):
    """For whom something is written. Nobody reads what was taken away."""

    SHARED = "shared"
    NETWORK = "network"
    PERSONAL = "personal"
    NOBODY = "nobody"


_A = Audience
_STAFF = (_A.NETWORK, _A.SHARED, _A.PERSONAL)
READ_BY: dict[Role, tuple[Audience, ...]] = {
    Role.SECRETARIAT: _STAFF,
    Role.ADMIN: _STAFF,
    Role.BOARD: _STAFF,
    Role.CAMPAIGN_MANAGER: (_A.NETWORK, _A.SHARED),
}
"""What each role reads, the usual one for its own notes first; everybody else what is shared."""


def audiences_of(role_word: str) -> tuple[Audience, ...]:
    """What somebody in a role reads about the records that the role knows."""
    return READ_BY.get(Role(role_word), (Audience.SHARED,))
