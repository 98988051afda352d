"""The sheets on which reminders are written: layout once a language, words once a letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from flask import current_app, render_template
from markupsafe import Markup, escape

from crm.core.languages import spoken
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.reminders.wording import Said

CONTENT, PREHEADER = "\x02content\x03", "\x02preheader\x03"


@dataclass(frozen=True)
class Sheet:
    """One language's layout, with room for the words."""

    language: str
    text: str
    html: str
    words: Any

    @classmethod
    def of(cls, language: str) -> Self:
        """The empty sheet of a language."""
        words = current_app.jinja_env.get_template("reminders/sheets/_words.html").module
        with spoken(language):
            return cls(
                language,
                render_template("reminders/sheets/letter.txt", content=CONTENT),
                render_template(
                    "reminders/sheets/letter.html", content=CONTENT, preheader=PREHEADER
                ),
                words.words,  # type: ignore[attr-defined]
            )

    def letter(self, said: Said) -> tuple[str, str, str]:
        """Subject, text and HTML of one reminder."""
        with spoken(self.language):
            html = self.words(said.paragraphs, said.link, said.is_private)
        return said.subject, *self._filled(said.text, html, said.preheader)

    def digest(self, parts: Sequence[Said]) -> tuple[str, str, str]:
        """Subject, text and HTML of several reminders in one letter."""
        with spoken(self.language):
            count = ngettext("%(num)s reminder for you", "%(num)s reminders for you", len(parts))
            why = _("Several things are due for you. We have put them into one letter.")
            html = Markup("<p>{}</p>").format(why) + Markup("\n").join(
                Markup("<h1>{}</h1>").format(said.subject)
                + self.words(said.rest, said.link, said.is_private)
                for said in parts
            )
        numbered = (_numbered(number, said) for number, said in enumerate(parts, 1))
        text = "\n\n\n".join([why, *numbered])
        return f"{count}: {parts[0].subject}", *self._filled(text, html, why)

    def _filled(self, text: str, html: str, preheader: str) -> tuple[str, str]:
        page = self.html.replace(PREHEADER, str(escape(preheader)), 1).replace(CONTENT, html, 1)
        return self.text.replace(CONTENT, text, 1), page


def _numbered(number: int, said: Said) -> str:
    lines = [f"{number}. {said.subject}", *said.rest, said.link]
    return "\n\n".join(line for line in lines if line)
