"""A rule's words with real names, saved or as they are being typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crm.core import clock
from crm.core.languages import LANGUAGES
from crm.reminders.examples import Example, example_of
from crm.reminders.forecast import Script, sources
from crm.reminders.models import Rule


@dataclass(frozen=True)
class Preview:
    """The words in one language, with an example of the network's own."""

    language: str
    example: Example


def previews_of(rule: Rule, typed: Mapping[str, str]) -> list[Preview]:
    """The words in both languages; none while the rule's room has no occasion to show."""
    script = Script.of(rule, sources().get(rule.source))
    if typed:
        script = replace(
            script,
            subjects={language: typed[f"subject_{language}"] for language in LANGUAGES},
            bodies={language: typed[f"body_{language}"] for language in LANGUAGES},
        )
    now = clock.now()
    found = ((language, example_of(script, language, now)) for language in LANGUAGES)
    return [Preview(language, example) for language, example in found if example is not None]
