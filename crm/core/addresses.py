"""Addresses: links that leave the house start at BASE_URL, and redirects never leave it."""

import re
from typing import Any, cast
from urllib.parse import urlsplit

from flask import current_app, url_for

from config import Config

_SUSPECT = re.compile(r"[\x00-\x20\x7f\\]")


def configuration() -> Config:
    """The settings of this installation."""
    return cast("Config", current_app.config["MITRA"])


def absolute(path: str) -> str:
    """The full address of one of our paths, from BASE_URL and nothing else."""
    return configuration().base_url + path


def link_to(endpoint: str, **values: Any) -> str:
    """The full address of one of our pages."""
    return absolute(path_of(endpoint, **values))


def path_of(endpoint: str, **values: Any) -> str:
    """The path of one of our pages, inside a request or in a worker."""
    return url_for(endpoint, _external=False, **values)


def safe_next(wanted: str | None, fallback: str = "/") -> str:
    """A path of our own to go on to (reliability D7); anything else becomes the fallback."""
    if not wanted or _SUSPECT.search(wanted):
        return fallback
    parts = urlsplit(wanted)
    ours = not parts.scheme and not parts.netloc
    if ours and wanted.startswith("/") and not wanted.startswith("//"):
        return wanted
    return fallback
