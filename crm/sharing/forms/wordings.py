"""The text of a paper as the network's office edits it, and the case it is seen with."""

from collections.abc import Sequence

from wtforms import SelectField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice

from crm.core.forms import at_most, needed
from crm.core.stale import Versioned
from crm.core.words import lazy_gettext as _l
from crm.sharing.papers.checking import LONGEST, faults
from crm.sharing.papers.gallery import Example
from crm.sharing.papers.standing import Standing


class WordingForm(Versioned):
    """The text of one kind of paper in one language."""

    unsaid = frozenset({"case"})
    text = TextAreaField(
        _l("Text of the paper"), [needed(), at_most(LONGEST)], render_kw={"rows": 22}
    )
    case = SelectField(_l("Seen with"), validate_choice=False)

    def __init__(self, standing: Standing, cases: Sequence[Example]) -> None:
        """Offer the cases; without any, an invented one is shown and nothing is asked."""
        super().__init__(obj=standing)
        self.standing, self.cases = standing, cases
        self.case.choices = [SelectChoice(str(one.id), f"{one.code} · {one.name}") for one in cases]
        if not cases:
            del self.case

    @property
    def chosen(self) -> Example | None:
        """The case to see it with: the one that was named, else the newest; none where none is."""
        named = self.case.data if "case" in self else ""
        return next(
            (one for one in self.cases if str(one.id) == named), next(iter(self.cases), None)
        )

    def validate_text(self, field: TextAreaField) -> None:
        """Refuse what no paper could say."""
        if wrong := faults(field.data or "", self.standing.kind, self.standing.language):
            raise ValidationError(" ".join(wrong))
