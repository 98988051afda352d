"""Secrets: how they are made, and what is kept of them."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from flask import current_app


def new_secret() -> str:
    """256 bits nobody can guess, as 43 characters that fit an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What the database keeps of a secret: its SHA-256, from which it can't be found again."""
    return hashlib.sha256(secret.encode()).hexdigest()


def derived_secret(purpose: str, *parts: object, key: str | None = None) -> str:
    """A secret that can be made again from SECRET_KEY and is therefore never stored."""
    message = "\x00".join((purpose, *map(str, parts))).encode()
    used = key or str(current_app.config["SECRET_KEY"])
    return urlsafe_b64encode(hmac.digest(used.encode(), message, "sha256")).rstrip(b"=").decode()


def same(one: str, other: str) -> bool:
    """Compare two secrets without telling by the time it takes where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
