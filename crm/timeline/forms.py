"""The form of a note."""

from typing import Any

from wtforms import SelectField, TextAreaField
from wtforms.fields import SelectChoice

from crm.core.actors import Visitor
from crm.core.audiences import Audience, audiences_of
from crm.core.forms import Form, at_most, needed
from crm.core.records import kind_named
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.timeline.words import audience_name

LONGEST = 8000


class NoteForm(Form):
    """What is noted, and who reads it."""

    is_between = False
    text = TextAreaField(
        _l("Note"),
        [needed(), at_most(LONGEST)],
        description=_l("**bold**, *italic*, lists with - and links are understood."),
    )
    audience = SelectField(_l("Who reads it"))

    @classmethod
    def made_for(cls, reader: Visitor, kind: str, **given: Any) -> "NoteForm":
        """Offer a writer the readers that a role may choose among, on a record of a kind."""
        form = cls(**given)
        mine = audiences_of(reader.role_word)
        form.audience.choices = [SelectChoice(one, audience_name(one, kind)) for one in mine]
        form.is_between = kind_named(kind).between
        form.audience.data = form.audience.data or mine[0]
        return form

    def facts(self) -> dict[str, Any]:
        """What the verbs of a note take."""
        return {"text": self.text.data, "audience": Audience(self.audience.data)}

    @property
    def is_for_own_people(self) -> bool:
        """Tell whether there is nothing to choose."""
        return len(self.audience.choices) == 1

    @property
    def hint(self) -> str:
        """Say who reads it where that can't be chosen."""
        if self.is_between:
            return str(_("Everyone who may open this page reads it."))
        return str(_("Your institution's people and those who work for the network read it."))
