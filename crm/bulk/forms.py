"""Forms of import: the file, how to read it, what its columns mean, and a conflict."""

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, StringField, ValidationError
from wtforms.fields import SelectChoice, SelectField

from crm.bulk.encodings import OFFERED
from crm.bulk.findings import Unreadable
from crm.bulk.importing import Terms
from crm.bulk.known import FIELDS, NEEDED
from crm.bulk.models import Import
from crm.bulk.staging import probable_key, probable_mapping, read_again, stage
from crm.bulk.targets import TARGETS
from crm.bulk.vocabulary import OFFERED_KEYS, ImportKind, MatchBy, Verdict
from crm.bulk.words import (
    KEY_NAMES,
    KIND_NAMES,
    SEPARATOR_NAMES,
    USUAL_KEYS,
    encoding_name,
    field_name,
)
from crm.core.actors import Actor
from crm.core.forms import ChoiceField, Form, at_most, optional
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l


class FileForm(Form):
    """A file, and what its rows are."""

    kind = ChoiceField(_l("What the rows are"), kind=ImportKind, labels=KIND_NAMES)
    file = FileField(
        _l("File"),
        description=_l("CSV, a workbook, or vCards for people; at most 50 MB."),
    )

    def validate_file(self, field: Field) -> None:
        """Demand a file."""
        if not getattr(field.data, "filename", ""):
            raise ValidationError(_("Choose a file."))

    def staged(self, *, by: Actor) -> Import | None:
        """Take the file in; what stands against it is said beside the field."""
        content, name = self.file.data.read(), self.file.data.filename
        try:
            return stage(content, name, ImportKind(self.kind.data), by=by)
        except Unreadable as trouble:
            self.say("file", str(trouble.message))
            return None


class ReadingForm(Form):
    """How a file is to be read, where it can't be told or was guessed wrongly."""

    encoding = SelectField(
        _l("How its letters are encoded"),
        choices=lambda: (
            [SelectChoice("", _("as guessed"))]
            + [SelectChoice(name, encoding_name(name)) for name in OFFERED]
        ),
    )
    separator = SelectField(
        _l("What separates its columns"),
        choices=lambda: (
            [SelectChoice("", _("as guessed"))]
            + [SelectChoice(sign, str(name)) for sign, name in SEPARATOR_NAMES.items()]
        ),
    )
    header = StringField(
        _l("The line that names the columns"),
        [optional(), at_most(10)],
        description=_l("A number, or none when no line does."),
    )
    sheet = StringField(_l("The sheet of the workbook"), [optional(), at_most(100)])

    def reads(self, of: Import) -> bool:
        """Read the file again as is said; what still stands against it is said on the form."""
        fields = ("encoding", "separator", "header", "sheet")
        try:
            read_again(of, {name: str(self[name].data or "") for name in fields})
        except Unreadable as trouble:
            self.form_errors = [str(trouble.message)]
            return False
        return True


class MappingForm(Form):
    """What each column means. The fields for the columns are added for one file."""

    takes_file = BooleanField(
        _l("Where something else is stored, take what the file says"),
        description=_l("Without this, what is stored stands and only empty fields are filled."),
    )
    match_by = SelectField(
        _l("Match by"),
        description=_l("By what a row is known to be a record that is stored already."),
    )
    columns: Sequence[str] = ()
    kind: ImportKind = ImportKind.INSTITUTIONS

    def terms(self) -> Terms:
        """On what terms the file comes in."""
        return Terms(takes_file=self.takes_file.data, match_by=MatchBy(self.match_by.data))

    def mapping(self) -> dict[str, str]:
        """Each column with the field it stands for; empty where it is kept beside the record."""
        return {name: str(self[_key(place)].data) for place, name in enumerate(self.columns)}

    def meanings(self) -> list[Any]:
        """The fields for the columns, in the order of the file."""
        return [self[_key(place)] for place in range(len(self.columns))]

    def validate(self, extra_validators: Any = None) -> bool:
        """Demand some column that names the rows."""
        is_fine: bool = super().validate(extra_validators)
        chosen = set(self.mapping().values())
        if is_fine and not any(chosen.issuperset(one) for one in NEEDED[self.kind]):
            self.form_errors = [_("Say which column names the rows.")]
            return False
        return is_fine


def _key(place: int) -> str:
    return f"column_{place}"


def mapping_form(of: Import) -> MappingForm:
    """The form for the columns of one file, filled with what they probably mean."""
    columns, likely = of.reading.get("columns", []), probable_mapping(of)
    choices = _choices(of.kind)
    fields = {
        _key(place): SelectField(name, choices=choices, default=likely.get(name, ""))
        for place, name in enumerate(columns)
    }
    kind = type("FileMappingForm", (MappingForm,), {**fields, "columns": columns, "kind": of.kind})
    said = {"takes_file": of.takes_file, "match_by": probable_key(of)}
    form: MappingForm = kind(data=said)
    form.match_by.choices = _keys(of.kind)
    return form


def _keys(kind: ImportKind) -> list[SelectChoice]:
    offered = [word for word in OFFERED_KEYS if not word or word in TARGETS[kind].ways]
    usual = USUAL_KEYS.get(kind, _l("as usual"))
    return [SelectChoice(word, str(KEY_NAMES.get(word, usual))) for word in offered]


def _choices(kind: ImportKind) -> list[SelectChoice]:
    beside = SelectChoice("", _("kept beside the record"))
    named = sorted((field_name(name), name) for name in FIELDS[kind])
    return [beside, *(SelectChoice(name, label) for label, name in named)]


class DecisionForm(Form):
    """What a person says of a conflict."""

    verdict = HiddenField()

    def validate_verdict(self, field: Field) -> None:
        """Take one of the three answers."""
        if field.data not in {Verdict.KEEP, Verdict.TAKE, Verdict.NEW}:
            raise ValidationError(_("Choose what shall stand."))

    def chosen(self) -> Verdict:
        """Give the answer."""
        return Verdict(self.verdict.data)
