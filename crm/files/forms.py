"""The form with which files are chosen or dropped."""

from wtforms import Field, MultipleFileField, ValidationError

from crm.core.actors import Actor
from crm.core.db import Reference
from crm.core.errors import NotPossible, NotValid
from crm.core.forms import Form
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.files.attaching import MOST_AT_ONCE, attach


class FilesForm(Form):
    """Some files for one record."""

    files = MultipleFileField(
        _l("Files"),
        description=_l("Choose files or drop them here: at most 10 MB together."),
    )

    def validate_files(self, field: Field) -> None:
        """Demand files, and not too many."""
        chosen = [one for one in field.data or [] if getattr(one, "filename", "")]
        if not 0 < len(chosen) <= MOST_AT_ONCE:
            raise ValidationError(
                _("Choose at least one file and at most %(most)s.", most=MOST_AT_ONCE)
            )

    def attaches(self, about: Reference, *, by: Actor) -> bool:
        """Hang the files on a record; what stands against it is said beside the field."""
        try:
            attach(about, self.files.data, by=by)
        except (NotValid, NotPossible) as refusal:
            self.say("files", str(refusal.message))
            return False
        return True
