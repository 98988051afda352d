"""Stale edits: whoever saves second sees what was saved first, and loses nothing typed."""

from typing import Any

from wtforms import Field, IntegerField
from wtforms.widgets import HiddenInput

from crm.core.forms import Form
from crm.core.words import gettext as _


class VersionField(IntegerField):  # type: ignore[misc]
    """The version that a page was made from; a new record has none."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a number, or nothing."""
        if any(text.strip() for text in valuelist):
            super().process_formdata(valuelist)


class Versioned(Form):
    """A form over a record with a `version`; sent from a page that is older, it is shown again.

    Beside each field that differs stands what is saved now; sent once more, the form wins.
    Make it with `obj=record`. What pages never show is named in `unsaid`.
    """

    unsaid: frozenset[str] = frozenset()
    version = VersionField()

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        """Remember the record, to compare with."""
        super().__init__(*args, obj=obj, **kwargs)
        self.saved = obj

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then whether somebody saved first."""
        is_valid = bool(super().validate(extra_validators))
        if self.saved is None or self.version.data == self.saved.version:
            return is_valid
        self._tell_what_is_saved()
        return False

    def _tell_what_is_saved(self) -> None:
        self.form_errors.append(
            _(
                "Someone saved this while you were typing. What is saved now stands beside each"
                " field that differs; save again to put yours in its place."
            )
        )
        for field in self:
            is_shown = not isinstance(field.widget, HiddenInput) and field.name not in self.unsaid
            if is_shown:
                self._compare(field)
        self.version.raw_data = None
        self.version.data = self.saved.version

    def now_saved(self, name: str) -> Any:
        """What is saved in a field; what the record does not have is as the form says it."""
        return getattr(self.saved, name, self[name].data)

    def _compare(self, field: Field) -> None:
        saved = self.now_saved(field.name)
        if (saved or "") != (field.data or ""):
            self.say(field.name, _("Saved meanwhile: %(value)s", value=_shown(field, saved)))


def _shown(field: Field, value: Any) -> str:
    if hasattr(field, "in_words"):
        return str(field.in_words(value))
    labels = {choice.value: str(choice.label) for choice in _choices(field)}
    return labels.get(str(value or ""), str(value or "–"))


def _choices(field: Field) -> list[Any]:
    return list(field.iter_choices()) if hasattr(field, "iter_choices") else []
