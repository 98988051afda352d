"""What is installed: how much each sign counts, for each kind."""

from crm.core.installing import add_missing
from crm.core.transactions import unit_of_work
from crm.duplicates.kinds import KINDS
from crm.duplicates.models import DuplicateRule


def install_duplicate_rules() -> None:
    """Enter the rule of each kind; one that is there is left alone."""
    rows = [
        {"record_kind": one.name, "threshold": one.threshold, "weights": dict(one.weights)}
        for one in KINDS.values()
    ]
    with unit_of_work():
        add_missing(DuplicateRule, [DuplicateRule.record_kind], rows)
