"""The network's own wording of its papers: only what differs from the text that is delivered."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, save
from crm.core.events import record
from crm.sharing.papers.events import PaperReworded, PaperWordingDropped


class PaperWording(Model):
    """The text of one kind of paper in one language; none once the delivered one holds again."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    language: Mapped[str] = mapped_column(sa.String(2))
    text: Mapped[str | None] = mapped_column(sa.Text)
    version: Mapped[int] = mapped_column(default=0)
    changed_by: Mapped[str] = mapped_column(sa.String(200))
    changed_at: Mapped[datetime]

    __table_args__ = (
        sa.UniqueConstraint("kind", "language"),
        sa.CheckConstraint("text <> ''", name="text_says_something"),
    )

    def say(
        self,
        text: str | None,
        *,
        delivered: str,
        by: Actor,
        paper: dict[str, str],
        reason: str = "",
    ) -> None:
        """Take a text of the network's own, or none; issued papers keep what they say."""
        before, after = self.text or delivered, text or delivered
        if self.text == text:
            return
        self.text, self.version = text, (self.version or 0) + 1
        self.changed_by, self.changed_at = by.name, clock.now()
        save(self)
        fact = PaperWordingDropped if text is None else PaperReworded
        record(
            fact(
                subject=self,
                by=by,
                version=self.version,
                reason=reason,
                before={"text": before},
                after={"text": after},
                paper=paper,
                language=self.language,
            )
        )
