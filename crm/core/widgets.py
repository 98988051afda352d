"""How the fields of a form are written: as WTForms does, in a tenth of the steps.

A form of a member holds forty fields and three hundred options. WTForms formats each attribute of
each through two templates; `docs/decisions/2026-11-26-quick-pages.md` has the figures.
"""

from collections.abc import Iterable
from copy import copy
from typing import Any

from markupsafe import Markup, escape
from wtforms import Field
from wtforms.fields.choices import Choice
from wtforms.widgets import Input, Select, TextArea
from wtforms.widgets.core import clean_key


def attributes(**given: Any) -> Markup:
    """The attributes of an element in the order of their names.

    `True` stands alone, `False` is left out, `class_`, `data_x` and `aria_x` become what HTML says.
    """
    said = []
    for key, value in sorted(given.items()):
        name = clean_key(key)
        if value is True:
            said.append(name)
        elif value is not False:
            said.append(f'{name}="{escape(value)}"')
    return Markup(" ".join(said))  # noqa: S704  (each value is escaped above)


class QuickSelect(Select):  # type: ignore[misc]
    """A choice of one or several, in groups or without."""

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        """The element with all its options."""
        given = {"id": field.id, **_demanded(field, self.validation_attrs), **kwargs}
        if self.multiple:
            given["multiple"] = True
        said = [f"<select {attributes(name=field.name, **given)}>"]
        for group, choices in _groups(field):
            options = "".join(self.render_option(choice) for choice in choices)
            named = group is not None
            label = attributes(label=group) if named else ""
            said.append(f"<optgroup {label}>{options}</optgroup>" if named else options)
        return Markup("".join([*said, "</select>"]))  # noqa: S704

    @classmethod
    def render_option(cls, choice: Choice, **kwargs: Any) -> Markup:
        """One line of the choice."""
        options = {"value": _said(choice.value), **(choice.render_kw or {}), **kwargs}
        if choice.selected:
            options["selected"] = True
        label = escape(choice.label or choice.value)
        return Markup(f"<option {attributes(**options)}>{label}</option>")  # noqa: S704


class QuickTextArea(TextArea):  # type: ignore[misc]
    """A text of several lines."""

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        """The element with what was typed in it."""
        given = {"id": field.id, **_demanded(field, self.validation_attrs), **kwargs}
        words = escape(field._value())  # noqa: SLF001  (what every widget asks of a field)
        start = attributes(name=field.name, **given)
        return Markup(f"<textarea {start}>\r\n{words}</textarea>")  # noqa: S704


def quick(widget: Any) -> Any:
    """The same widget, quicker; one that is not a plain one of WTForms stays as it is."""
    kind = type(widget)
    if kind is Select:
        return QuickSelect(multiple=widget.multiple)
    if kind is TextArea:
        return QuickTextArea()
    if issubclass(kind, Input) and kind.__module__ == Input.__module__:
        made = copy(widget)
        made.html_params = attributes
        return made
    return widget


def _groups(field: Field) -> Iterable[tuple[Any, Iterable[Choice]]]:
    if field.has_groups():
        return list(field._iter_groups_normalized())  # noqa: SLF001
    return [(None, field._iter_choices_normalized())]  # noqa: SLF001


def _demanded(field: Field, names: list[str]) -> dict[str, Any]:
    flags = field.flags
    return {name: getattr(flags, name) for name in dir(flags) if name in names}


def _said(value: Any) -> Any:
    return str(value) if isinstance(value, bool) else value
