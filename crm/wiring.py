"""Where everything meets, by name: pages, listeners, answers by link, sources, functions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint

from crm.audit.recorder import write_down
from crm.core.events import Event, Subscriber
from crm.links.issuing import Answer
from crm.links.views import links
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

INSTALLERS: Sequence[Callable[[], None]] = ()
