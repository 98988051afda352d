"""The small parts that a page says a hundred times: icon, badge, the cells of a table.

Written here and not as macros: a macro costs ten times as much, and a list of fifty rows says three
hundred of them (`docs/decisions/2026-11-26-quick-pages.md`). Their use is told in
`templates/shared/_icon.html`, `_badge.html` and `_table.html`.
"""

from functools import cache
from typing import Any

from flask import Flask
from jinja2 import Undefined
from markupsafe import Markup

from crm.core.assets import asset_url
from crm.core.rendering import made_safe
from crm.core.words import gettext as _

TONE_ICONS = {
    "idle": "circle-dashed",
    "wait": "hourglass-high",
    "move": "progress",
    "good": "circle-check",
    "stop": "alert-circle",
    "past": "circle-minus",
}
"""The state of a thing: tone, icon and word say the same."""
NOTHING = '<span class="m-mute">–</span>'


@cache
def _sprite() -> str:
    return asset_url("icons.svg")


def icon(name: str, label: Any = "") -> Markup:
    """A picture of the sprite; hidden from screen readers unless it stands alone under a name."""
    told = f'role="img" aria-label="{made_safe(label)}"' if label else 'aria-hidden="true"'
    use = f'<use href="{_sprite()}#{made_safe(name)}"/>'
    return Markup(f'<svg class="icon" {told} focusable="false">{use}</svg>')  # noqa: S704


def badge(label: Any, tone: str = "idle", picture: str = "") -> Markup:
    """The state of a thing, with the icon of its tone or another."""
    drawn = icon(picture or TONE_ICONS[tone])
    return Markup(f'<span class="m-badge m-{tone}">{drawn}{made_safe(label)}</span>')  # noqa: S704


def name_cell(name: Any, url: str = "", second: Any = "", late: Any = "") -> Markup:
    """The head of a row: its name, bold and the only link; a second line; what is late about it."""
    told = made_safe(name)
    if url:
        told = f'<a class="m-name" href="{made_safe(url)}">{told}</a>'
    if second:
        told = f"{told}<small>{made_safe(second)}</small>"
    if late:
        told = f'{told}<small class="m-late">{made_safe(late)}</small>'
    return Markup(f'<th role="rowheader" scope="row" class="m-main">{told}</th>')  # noqa: S704


def cell(  # noqa: PLR0913  (what a cell may be is asked by name)
    value: Any = "",
    label: Any = "",
    *,
    num: bool = False,
    low: bool = False,
    hide: bool = False,
    acts: bool = False,
    late: bool = False,
    main: bool = False,
) -> Markup:
    """One value of a row; "–" where there is none."""
    css = "m-num" if num or acts else ""
    css += " m-lo" if low else ""
    css += " m-hide" if hide or low else ""
    css += " m-row-acts" if acts else ""
    css += " m-main" if main else ""
    named = f' data-l="{made_safe(label)}"' if label else ""
    return Markup(  # noqa: S704
        f'<td role="cell" class="{css}"{named}>{_held(value, acts=acts, late=late)}</td>'
    )


def _held(value: Any, *, acts: bool, late: bool) -> str:
    if value is None or isinstance(value, Undefined) or (type(value) is str and not value):
        return "" if acts else NOTHING
    told = made_safe(value)
    return f'<span class="m-late">{told}</span>' if late else told


def tick(name: str, value: Any, label: Any, bulk: str = "bulk", *, checked: bool = False) -> Markup:
    """The cell by which a row is chosen for an act on many."""
    chosen = " checked" if checked else ""
    told = made_safe(_("Choose %(name)s", name=label))
    box = (
        f'<input class="form-check-input" type="checkbox" name="{name}" value="{made_safe(value)}"'
        f' form="{bulk}" aria-label="{told}"{chosen}>'
    )
    start = '<td role="cell" class="m-tick"><label class="m-check">'
    return Markup(f"{start}{box}</label></td>")  # noqa: S704


def register_cells(app: Flask) -> None:
    """Let the templates of `templates/shared` hand them on."""
    app.jinja_env.globals.update(
        quick_icon=icon,
        quick_badge=badge,
        quick_cell=cell,
        quick_name_cell=name_cell,
        quick_tick=tick,
    )
