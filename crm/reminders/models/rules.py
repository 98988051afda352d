"""Rules: which source, when, to whom, in which words. The secretariat's rows win over ours."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model
from crm.core.events import record
from crm.reminders.events import RuleChanged, RulePaused, RuleResumed
from crm.reminders.terms import Channel, Step, Terms, written_steps


class Rule(Model):
    """One kind of reminder. Its first words come with the installation; edited ones stay."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(10), unique=True)
    source: Mapped[str] = mapped_column(sa.String(40), index=True)
    name_id: Mapped[str] = mapped_column(sa.String(120))
    name_en: Mapped[str] = mapped_column(sa.String(120))
    steps: Mapped[list[dict[str, Any]]]
    channels: Mapped[list[str]]
    audiences: Mapped[list[str]] = mapped_column(default=list)
    subject_id: Mapped[str] = mapped_column(sa.String(200))
    subject_en: Mapped[str] = mapped_column(sa.String(200))
    body_id: Mapped[str] = mapped_column(sa.Text)
    body_en: Mapped[str] = mapped_column(sa.Text)
    promotional: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    edited_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    @property
    def names(self) -> dict[str, str]:
        """What the rule is called, by language."""
        return {"id": self.name_id, "en": self.name_en}

    @property
    def terms(self) -> Terms:
        """When, through what and to whom: what planning needs."""
        return Terms(
            code=self.code,
            source=self.source,
            steps=tuple(Step.stored(row) for row in self.steps),
            channels=tuple(Channel(word) for word in self.channels),
            audiences=frozenset(self.audiences),
            promotional=self.promotional,
        )

    def subject(self, language: str) -> str:
        """The subject with its tokens, in one language."""
        return self.subject_en if language == "en" else self.subject_id

    def body(self, language: str) -> str:
        """The words with their tokens, in one language."""
        return self.body_en if language == "en" else self.body_id

    def revise(self, terms: dict[str, Any], *, by: Actor) -> None:
        """Take over steps, channels, audiences and words from the desk."""
        before = self._spoken()
        for name, value in terms.items():
            setattr(self, name, value)
        if before == self._spoken():
            return
        self.edited_at, self.version = clock.now(), self.version + 1
        record(RuleChanged(subject=self, by=by, before=before, after=self._spoken()))

    def pause(self, *, by: Actor) -> None:
        """Stop reminding by this rule until it is resumed."""
        if self.active:
            self.active, self.edited_at = False, clock.now()
            record(RulePaused(subject=self, by=by, from_state="on", to_state="off"))

    def resume(self, *, by: Actor) -> None:
        """Remind again by this rule, from now on and never about what lies behind."""
        if not self.active:
            self.active, self.edited_at = True, clock.now()
            record(RuleResumed(subject=self, by=by, from_state="off", to_state="on"))

    def _spoken(self) -> dict[str, Any]:
        return {
            "steps": written_steps(self.terms.steps),
            "channels": list(self.channels),
            "audiences": list(self.audiences),
            "subject_id": self.subject_id,
            "subject_en": self.subject_en,
            "body_id": self.body_id,
            "body_en": self.body_en,
        }
