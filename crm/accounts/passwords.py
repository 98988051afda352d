"""Passwords: Argon2id, a few at a time, and never inside a transaction (reliability D7)."""

import re
from collections.abc import Iterable
from functools import cache
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import CHEAPEST

from crm.core.addresses import configuration
from crm.core.text import folded
from crm.core.transactions import rollback
from crm.core.words import gettext as _

SHORTEST, LONGEST = 12, 256
FEWEST_SIGNS = 5
TELLING, OWN_SIGNS = 4, 8
AT_ONCE = Semaphore(4)
WEAK = frozenset(
    {
        "administrator",
        "bismillah1234",
        "changeme1234",
        "iloveyou1234",
        "indonesia1234",
        "jakarta12345",
        "kesehatan1234",
        "letmein12345",
        "masuk12345678",
        "merdeka12345",
        "password1234",
        "password12345",
        "passwordpassword",
        "perpustakaan",
        "perpustakaan1",
        "perpustakaan123",
        "pustakawan123",
        "qwerty123456",
        "qwertyuiop12",
        "qwertyuiop123",
        "rahasia12345",
        "sayangku1234",
        "sekretariat123",
        "selamatdatang",
        "123456789012",
        "1234567890123",
        "12345678901234",
        "abcdefghijkl",
        "abcdefghijklmn",
        "1q2w3e4r5t6y",
    }
)


@cache
def _hasher(mode: str) -> PasswordHasher:
    if mode == "test":
        return PasswordHasher.from_parameters(CHEAPEST)
    return PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)


def hasher() -> PasswordHasher:
    """Argon2id with 46 MiB and one pass: 51 ms where it was measured."""
    return _hasher(configuration().mode)


def hashed(password: str) -> str:
    """What is kept of a password. Lets go of the database first: hashing takes its time."""
    rollback()
    with AT_ONCE:
        return hasher().hash(password)


@cache
def _nobodys_hash(mode: str) -> str:
    return _hasher(mode).hash("nobody has this password")


def verified(kept: str | None, password: str) -> bool:
    """Tell whether the password is right; takes as long when there is no such account."""
    rollback()
    target = kept or _nobodys_hash(configuration().mode)
    with AT_ONCE:
        try:
            right = hasher().verify(target, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return right and kept is not None


def weakness(password: str, *, known: Iterable[str] = ()) -> str | None:
    """Why a password is refused, in words that help; None when it is good enough."""
    plain = folded(password).replace(" ", "")
    if not SHORTEST <= len(password) <= LONGEST:
        return str(_("Use at least 12 characters. Four words in a row are easy to remember."))
    if len(set(password)) < FEWEST_SIGNS or plain in WEAK or _is_run(plain):
        return str(
            _("This password is easy to guess. Use several words that do not belong together.")
        )
    for word in filter(None, (folded(part).replace(" ", "") for part in known)):
        if len(word) >= TELLING and word in plain and len(plain) - len(word) < OWN_SIGNS:
            return str(_("Leave your name and address out of the password."))
    return None


def _is_run(plain: str) -> bool:
    return re.fullmatch(r"(.{1,4})\1+", plain) is not None
