"""Several of a vocabulary, each with a box to tick."""

from wtforms.widgets import CheckboxInput, ListWidget

from crm.core.forms import ChoicesField


class TicksField(ChoicesField):
    """Several of an enumeration as boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
