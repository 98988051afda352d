"""What leaves the house, and what can come of it.

Three things can happen to a letter beside being taken: nobody could be reached (Unreachable), it
was refused for now or for good (Refused), or nobody knows (Unknown: everything was said and the
answer did not come back, so a second copy may follow).
"""

from dataclasses import dataclass
from typing import Protocol

PERMANENT = 500


class Unreachable(Exception):
    """No server answered as it should; no letter is to blame."""


class Unknown(Exception):
    """The letter was said to its end and the answer did not come."""


class Refused(Exception):
    """The server does not take this letter, for now or for good."""

    def __init__(self, code: int, reply: str) -> None:
        """Keep what the server said."""
        super().__init__(f"{code} {reply}")
        self.code = code

    @property
    def for_good(self) -> bool:
        """Tell whether another try is useless."""
        return self.code >= PERMANENT


@dataclass(frozen=True)
class Parcel:
    """One letter to one address, ready to travel."""

    sender: str
    recipient: str
    message_id: str
    data: bytes


class Transport(Protocol):
    """A way out of the house; open it, send many, close it."""

    def open(self) -> None:
        """Get ready, or raise Unreachable."""

    def send(self, parcel: Parcel) -> None:
        """Hand one letter over, or raise Unreachable, Refused or Unknown."""

    def close(self) -> None:
        """Let go."""
