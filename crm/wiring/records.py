"""Every kind of record that notes, files, letters and labels may name, room by room."""

from collections.abc import Sequence

from crm.campaigns.records import RECORDS as CAMPAIGN_RECORDS
from crm.core.records import RecordKind
from crm.documents.records import RECORDS as DOCUMENT_RECORDS
from crm.gatherings.records import RECORDS as GATHERING_RECORDS
from crm.institutions.records import RECORDS as INSTITUTION_RECORDS
from crm.people.records import RECORDS as PEOPLE_RECORDS
from crm.sharing.records import RECORDS as SHARING_RECORDS
from crm.timeline.records import RECORDS as TIMELINE_RECORDS

RECORD_KINDS: Sequence[RecordKind] = (
    *INSTITUTION_RECORDS,
    *PEOPLE_RECORDS,
    *GATHERING_RECORDS,
    *CAMPAIGN_RECORDS,
    *SHARING_RECORDS,
    *DOCUMENT_RECORDS,
    *TIMELINE_RECORDS,
)
