"""The filters of the list of campaigns: state and where the window lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from crm.campaigns.models import Campaign, CampaignState
from crm.campaigns.words import CAMPAIGN_STATES
from crm.core.filters import address_with, asked, member
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l

NAMES = ("state", "window")


class WindowFilter(StrEnum):
    """Where a window lies as seen from today."""

    NOW = "now"
    COMING = "coming"
    OVER = "over"


WINDOWS = {
    WindowFilter.NOW: _l("open now"),
    WindowFilter.COMING: _l("still to come"),
    WindowFilter.OVER: _l("over"),
}


def filtered(
    query: sa.Select[Campaign], arguments: "MultiDict[str, str]", *, on: date
) -> sa.Select[Campaign]:
    """Narrow the list to what its address asks for."""
    wanted = asked(arguments, NAMES)
    if state := member(CampaignState, wanted.get("state")):
        query = query.where(Campaign.state == state)
    if window := member(WindowFilter, wanted.get("window")):
        query = query.where(*_lies(window, on))
    return query


def _lies(window: WindowFilter, on: date) -> tuple[sa.ColumnElement[bool], ...]:
    if window is WindowFilter.COMING:
        return (Campaign.window_starts_on > on,)
    if window is WindowFilter.OVER:
        return (Campaign.window_ends_on < on,)
    return (Campaign.window_starts_on <= on, Campaign.window_ends_on >= on)


@dataclass(frozen=True)
class Chip:
    """One filter as it is read in the sentence above the list."""

    label: str
    choices: list[dict[str, Any]]
    remove_url: str


def chips(arguments: "MultiDict[str, str]") -> dict[str, Chip]:
    """The filters of the list, with the address of each choice."""
    return {
        "state": _chip("state", arguments, CAMPAIGN_STATES, _("any state")),
        "window": _chip("window", arguments, WINDOWS, _("at any time")),
    }


def _chip(
    name: str, arguments: "MultiDict[str, str]", words: Mapping[Any, Any], everything: str
) -> Chip:
    now = arguments.get(name)
    away = address_with(**{name: None})
    any_of_them = {"label": everything, "url": away, "current": not now}
    choices = [
        {"label": str(label), "url": address_with(**{name: word.value}), "current": word == now}
        for word, label in words.items()
    ]
    label = next((choice["label"] for choice in choices if choice["current"]), everything)
    return Chip(str(label).lower(), [any_of_them, *choices], away if now else "")
