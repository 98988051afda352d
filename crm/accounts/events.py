"""What happens to accounts."""

from dataclasses import dataclass
from typing import Any

from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class AccountEvent(Event):
    """A fact about one account."""

    icon = "user"

    def facts(self) -> dict[str, Any]:
        return {"name": self.subject.name}  # type: ignore[attr-defined]


@dataclass(frozen=True, kw_only=True)
class UserInvited(AccountEvent):
    """Someone was asked to open an account."""

    sentence = _l("%(actor)s invited %(name)s to Mitra.")


@dataclass(frozen=True, kw_only=True)
class UserChanged(AccountEvent):
    """Role, institution or name of an account changed."""

    sentence = _l("%(actor)s changed the account of %(name)s.")


@dataclass(frozen=True, kw_only=True)
class UserDeactivated(AccountEvent):
    """An account was closed."""

    sentence = _l("%(actor)s closed the account of %(name)s.")


@dataclass(frozen=True, kw_only=True)
class UserReactivated(AccountEvent):
    """A closed account was opened again."""

    sentence = _l("%(actor)s opened the account of %(name)s again.")


@dataclass(frozen=True, kw_only=True)
class PasswordSet(AccountEvent):
    """Someone chose a password; every earlier session ended."""

    sentence = _l("%(name)s chose a new password.")


@dataclass(frozen=True, kw_only=True)
class PasswordResetAsked(AccountEvent):
    """Someone asked for a link to choose a new password."""

    sentence = _l("A link for a new password was asked for %(name)s.")


@dataclass(frozen=True, kw_only=True)
class SecondFactorSet(AccountEvent):
    """A second factor now guards the account."""

    sentence = _l("%(name)s set up the second factor.")


@dataclass(frozen=True, kw_only=True)
class SignedInEvent(AccountEvent):
    """Someone signed in."""

    sentence = _l("%(name)s signed in.")
