"""Every page of the room, as the application registers them."""

from collections.abc import Sequence

from flask import Blueprint

from crm.duplicates.views import (
    duplicate_rules,
    duplicate_scans,
    duplicates,
    likenesses,
    merges,
    verdicts,
)

PAGES: Sequence[Blueprint] = (
    duplicates.bp,
    duplicate_rules.bp,
    likenesses.bp,
    merges.bp,
    duplicate_scans.bp,
    verdicts.bp,
)
