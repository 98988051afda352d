"""Every page of the room, as the application registers them."""

from collections.abc import Sequence

from flask import Blueprint

from crm.labels.views import (
    bulk_acts,
    custom_fields,
    field_values,
    list_columns,
    list_filters,
    restorations,
    saved_views,
)

PAGES: Sequence[Blueprint] = (
    bulk_acts.bp,
    custom_fields.bp,
    field_values.bp,
    list_columns.bp,
    list_filters.bp,
    restorations.bp,
    saved_views.bp,
)
