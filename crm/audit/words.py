"""The trail read aloud."""

from crm.audit.models import AuditEntry
from crm.core.events import KINDS
from crm.timeline.queries import said


def sentence_of(entry: AuditEntry) -> str:
    """What happened, in the reader's language."""
    kind = KINDS.get(entry.fact)
    words = str(kind.sentence) if kind else entry.fact
    return words % {"actor": entry.actor, **{name: said(it) for name, it in entry.facts.items()}}
