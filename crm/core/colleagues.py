"""Those of the network's own people to whom something can be handed, for rooms below accounts."""

from collections.abc import Callable
from typing import cast

from flask import current_app
from wtforms.fields import SelectChoice

from crm.core.words import gettext as _

Colleagues = Callable[[], list[tuple[int, str]]]


def colleagues() -> list[tuple[int, str]]:
    """Everybody's number and name, by name. Costs one statement."""
    return cast("Colleagues", current_app.extensions["mitra.colleagues"])()


def colleague_choices() -> list[SelectChoice]:
    """The same for a form, with nobody first."""
    return [
        SelectChoice("", _("nobody")),
        *(SelectChoice(str(i), name) for i, name in colleagues()),
    ]


def name_of_colleague(number: int | None) -> str:
    """What a colleague is called; nothing for nobody."""
    return dict(colleagues()).get(number, "") if number else ""
