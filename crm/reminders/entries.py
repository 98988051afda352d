"""What a rule of the catalogue is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.reminders.terms import Channel, read_steps


@dataclass(frozen=True, kw_only=True)
class Words:
    """A name, a subject and a body in one language."""

    name: str
    subject: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One rule as it is installed."""

    code: str
    source: str
    steps: str
    channels: Sequence[Channel]
    id: Words
    en: Words
    promotional: bool = False

    def values(self) -> dict[str, object]:
        """The columns of the rule's row, but its code."""
        return {
            "source": self.source,
            "steps": [step.as_row() for step in read_steps(self.steps)],
            "channels": [channel.value for channel in self.channels],
            "name_id": self.id.name,
            "name_en": self.en.name,
            "subject_id": self.id.subject,
            "subject_en": self.en.subject,
            "body_id": self.id.body,
            "body_en": self.en.body,
            "promotional": self.promotional,
        }
