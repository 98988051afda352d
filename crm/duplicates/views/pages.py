"""Every page of the room, as the application registers them."""

from collections.abc import Sequence

from flask import Blueprint

from crm.duplicates.views import (
    duplicate_rules,
    duplicate_scans,
    duplicates,
    likenesses,
    merge_choices,
    merges,
    verdicts,
)

PAGES: Sequence[Blueprint] = (
    duplicates.bp,
    duplicate_rules.bp,
    likenesses.bp,
    merge_choices.bp,
    merges.bp,
    duplicate_scans.bp,
    verdicts.bp,
)
