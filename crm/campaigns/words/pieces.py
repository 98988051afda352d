"""What the states, types, media and permits of placements are called."""

from collections.abc import Mapping
from typing import Any

from crm.campaigns.models import (
    Media,
    PermitBy,
    PlacementLanguage,
    PlacementState,
    PlacementType,
    Proof,
    TaxStatus,
)
from crm.core.words import lazy_gettext as _l

PLACEMENT_STATES: Mapping[PlacementState, Any] = {
    PlacementState.PLANNED: _l("Planned"),
    PlacementState.BRIEFED: _l("Briefed"),
    PlacementState.DESIGN: _l("Design"),
    PlacementState.PRETEST: _l("Pre-test"),
    PlacementState.APPROVED: _l("Design approved"),
    PlacementState.PERMIT_REQUESTED: _l("Permit asked for"),
    PlacementState.PERMIT_GRANTED: _l("Permit granted"),
    PlacementState.PRODUCING: _l("In production"),
    PlacementState.DELIVERED: _l("Delivered"),
    PlacementState.LIVE: _l("Live"),
    PlacementState.ENDED: _l("Ended, proof wanted"),
    PlacementState.VERIFIED: _l("Proved"),
    PlacementState.MEASURED: _l("Measured"),
    PlacementState.PERMIT_REFUSED: _l("Permit refused"),
    PlacementState.REJECTED_BY_MEDIA: _l("Rejected by the media"),
    PlacementState.MISSED: _l("Missed"),
    PlacementState.DAMAGED: _l("Damaged"),
    PlacementState.CANCELLED: _l("Cancelled"),
}

PLACEMENT_TONES: Mapping[PlacementState, str] = {
    PlacementState.PLANNED: "idle",
    PlacementState.PERMIT_REQUESTED: "wait",
    PlacementState.ENDED: "wait",
    PlacementState.LIVE: "good",
    PlacementState.VERIFIED: "good",
    PlacementState.MEASURED: "good",
    PlacementState.PERMIT_REFUSED: "stop",
    PlacementState.REJECTED_BY_MEDIA: "stop",
    PlacementState.MISSED: "stop",
    PlacementState.DAMAGED: "stop",
    PlacementState.CANCELLED: "past",
}

STEPS: Mapping[PlacementState, Any] = {
    PlacementState.BRIEFED: _l("Mark as briefed"),
    PlacementState.DESIGN: _l("Start the design"),
    PlacementState.PRETEST: _l("Start the pre-test"),
    PlacementState.APPROVED: _l("Approve the design"),
    PlacementState.PERMIT_REQUESTED: _l("Ask for the permit"),
    PlacementState.PERMIT_GRANTED: _l("Permit granted"),
    PlacementState.PRODUCING: _l("Start production"),
    PlacementState.DELIVERED: _l("Mark as delivered"),
    PlacementState.LIVE: _l("Mark as live"),
    PlacementState.ENDED: _l("End the run"),
    PlacementState.VERIFIED: _l("Accept the proof"),
    PlacementState.MEASURED: _l("Mark as measured"),
    PlacementState.PERMIT_REFUSED: _l("Permit refused"),
    PlacementState.REJECTED_BY_MEDIA: _l("Rejected by the media"),
    PlacementState.MISSED: _l("Missed its run"),
    PlacementState.DAMAGED: _l("Damaged"),
    PlacementState.CANCELLED: _l("Cancel placement"),
}
"""What a button says that leads to each state."""

TYPES: Mapping[PlacementType, Any] = {
    PlacementType.BROCHURE: _l("Brochure"),
    PlacementType.LEAFLET: _l("Leaflet"),
    PlacementType.POSTER: _l("Poster"),
    PlacementType.X_BANNER: _l("X-banner"),
    PlacementType.ROLL_UP: _l("Roll-up banner"),
    PlacementType.STREET_BANNER: _l("Street banner"),
    PlacementType.UMBUL_UMBUL: _l("Umbul-umbul"),
    PlacementType.BALIHO: _l("Baliho"),
    PlacementType.BILLBOARD: _l("Billboard"),
    PlacementType.VIDEOTRON: _l("Videotron"),
    PlacementType.NEWSPAPER_AD: _l("Newspaper advertisement"),
    PlacementType.ADVERTORIAL: _l("Advertorial"),
    PlacementType.PRESS_RELEASE: _l("Press release"),
    PlacementType.MEDIA_VISIT: _l("Media visit"),
    PlacementType.RADIO_SPOT: _l("Radio spot"),
    PlacementType.RADIO_TALK_SHOW: _l("Radio talk show"),
    PlacementType.TV_SPOT: _l("TV spot"),
    PlacementType.RUNNING_TEXT: _l("Running text on TV"),
    PlacementType.TV_TALK_SHOW: _l("TV talk show"),
    PlacementType.WEB_BANNER: _l("Web or portal banner"),
    PlacementType.SOCIAL_POST: _l("Social media posts"),
    PlacementType.E_MAIL: _l("E-mail"),
    PlacementType.WHATSAPP_BROADCAST: _l("WhatsApp broadcast"),
    PlacementType.EXHIBITION_BOOTH: _l("Exhibition booth"),
    PlacementType.ROADSHOW: _l("Roadshow"),
}

MEDIA: Mapping[Media, Any] = {
    Media.PRINT: _l("Printed matter"),
    Media.OUTDOOR: _l("Outdoor"),
    Media.PRESS: _l("Press"),
    Media.BROADCAST: _l("Radio and television"),
    Media.ONLINE: _l("Online"),
    Media.FACE_TO_FACE: _l("Face to face"),
}

PERMITS: Mapping[PermitBy, Any] = {
    PermitBy.NOBODY: _l("Not needed"),
    PermitBy.SITE_OWNER: _l("Ask the owner of the site"),
    PermitBy.AUTHORITY: _l("An authority's permit for every day"),
    PermitBy.VENDOR: _l("The vendor has it"),
    PermitBy.EVENT: _l("With the event"),
}

PROOFS: Mapping[Proof, Any] = {
    Proof.DELIVERY_RECEIPT: _l("delivery receipt (BAST)"),
    Proof.STOCK_COUNT: _l("stock count"),
    Proof.PHOTO: _l("photo"),
    Proof.GEO_PHOTO: _l("dated photo with its place"),
    Proof.VENDOR_LOG: _l("log of the vendor"),
    Proof.TEAR_SHEET: _l("tear sheet"),
    Proof.CLIPPING: _l("clipping"),
    Proof.AS_RUN_LOG: _l("as-run log"),
    Proof.CLIP: _l("recording"),
    Proof.SCREENSHOT: _l("screenshot"),
    Proof.EXPORT: _l("export of the figures"),
    Proof.VISITOR_SHEET: _l("list of visitors"),
}

LANGUAGES: Mapping[PlacementLanguage, Any] = {
    PlacementLanguage.INDONESIAN: _l("Indonesian"),
    PlacementLanguage.ENGLISH: _l("English"),
    PlacementLanguage.REGIONAL: _l("A regional language"),
}

TAXES: Mapping[TaxStatus, Any] = {
    TaxStatus.UNKNOWN: _l("Not known yet"),
    TaxStatus.DUE: _l("To be paid"),
    TaxStatus.PAID: _l("Paid"),
    TaxStatus.EXEMPT: _l("Exempt"),
}
