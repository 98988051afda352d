"""Tags, who keeps a record, the archive, custom fields, saved views, acts on many records."""

from crm.labels.models.acts import Act, BulkAct
from crm.labels.models.fields import CustomField, FieldType, FieldValue
from crm.labels.models.marks import Archived, Charge, Tag, Tagging
from crm.labels.models.saved import SavedView

__all__ = [
    "Act",
    "Archived",
    "BulkAct",
    "Charge",
    "CustomField",
    "FieldType",
    "FieldValue",
    "SavedView",
    "Tag",
    "Tagging",
]
