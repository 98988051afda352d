"""What the room's kinds, states and roles are called, and how their badges look (design 4)."""

from collections.abc import Mapping
from typing import Any

from crm.campaigns.dates import day_in_words, short_day, short_span, span_in_words, weekday_in_words
from crm.campaigns.models import Goal
from crm.campaigns.words.pieces import (
    LANGUAGES,
    MEDIA,
    PERMITS,
    PLACEMENT_STATES,
    PLACEMENT_TONES,
    PROOFS,
    STEPS,
    TAXES,
    TYPES,
)
from crm.campaigns.words.plans import (
    AUDIENCES,
    CAMPAIGN_STATES,
    CAMPAIGN_TONES,
    DIRECTIONS,
    GOALS,
    LEVELS,
    METHODS,
    PARTNER_ROLES,
    PRIORITIES,
    UNITS,
)
from crm.campaigns.words.telling import (
    detail_of,
    figure_in_words,
    in_a_sentence,
    permit_in_words,
    tone_of,
    word_of,
)

__all__ = [
    "AUDIENCES",
    "CAMPAIGN_STATES",
    "CAMPAIGN_TONES",
    "DIRECTIONS",
    "GOALS",
    "LANGUAGES",
    "LEVELS",
    "MEDIA",
    "METHODS",
    "PARTNER_ROLES",
    "PERMITS",
    "PLACEMENT_STATES",
    "PLACEMENT_TONES",
    "PRIORITIES",
    "PROOFS",
    "STEPS",
    "TAXES",
    "TYPES",
    "UNITS",
    "WORDS_IN_TEMPLATES",
    "detail_of",
    "figure_in_words",
    "in_a_sentence",
    "permit_in_words",
    "tone_of",
    "word_of",
]

WORDS_IN_TEMPLATES: Mapping[str, Any] = {
    "campaign_word": word_of,
    "campaign_tone": tone_of,
    "placement_detail": detail_of,
    "permit_in_words": permit_in_words,
    "in_a_sentence": in_a_sentence,
    "figure": figure_in_words,
    "step_words": lambda state: str(STEPS[state]),
    "goal_words": lambda code: str(GOALS[Goal(code)]),
    "day_in_words": day_in_words,
    "short_day": short_day,
    "short_span": short_span,
    "span_in_words": span_in_words,
    "weekday_in_words": weekday_in_words,
}
"""The room's filters, as templates name them."""
