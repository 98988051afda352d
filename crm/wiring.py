"""Where everything meets, by name: pages, listeners, answers by link, sources, functions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint

from crm.almanac.installing import install_calendar
from crm.audit.recorder import write_down
from crm.core.events import Event, Subscriber
from crm.documents.installing import install_registers
from crm.institutions.installing import install_services
from crm.links.issuing import Answer
from crm.links.views import links
from crm.measures.installing import install_indicators
from crm.network.installing import install_network
from crm.people.installing import install_skills
from crm.places.installing import install_places
from crm.timeline.queries import history_of
from crm.timeline.recorder import enter

BLUEPRINTS: Sequence[Blueprint] = (links.bp,)

SUBSCRIPTIONS: Mapping[type[Event], Sequence[Subscriber]] = {
    Event: (write_down, enter),
}

ANSWERS: Mapping[str, Answer] = {}

TEMPLATE_GLOBALS: Mapping[str, Callable[..., Any]] = {
    "history_of": history_of,
}

INSTALLERS: Sequence[Callable[[], None]] = (
    install_network,
    install_places,
    install_calendar,
    install_registers,
    install_services,
    install_skills,
    install_indicators,
)
