"""Every page of the room, as the application registers them."""

from collections.abc import Sequence

from flask import Blueprint

from crm.bulk.views import (
    applications,
    decisions,
    imports,
    mappings,
    readings,
    rejected_rows,
    undoings,
)

PAGES: Sequence[Blueprint] = (
    applications.bp,
    decisions.bp,
    imports.bp,
    mappings.bp,
    readings.bp,
    rejected_rows.bp,
    undoings.bp,
)
