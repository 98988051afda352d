"""The kinds of media: what each asks for, how long it takes, how it is proved (domain 2.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PlacementType(StrEnum):
    """Every kind of medium in which a message can be placed."""

    BROCHURE = "brochure"
    LEAFLET = "leaflet"
    POSTER = "poster"
    X_BANNER = "x_banner"
    ROLL_UP = "roll_up"
    STREET_BANNER = "street_banner"
    UMBUL_UMBUL = "umbul_umbul"
    BALIHO = "baliho"
    BILLBOARD = "billboard"
    VIDEOTRON = "videotron"
    NEWSPAPER_AD = "newspaper_ad"
    ADVERTORIAL = "advertorial"
    PRESS_RELEASE = "press_release"
    MEDIA_VISIT = "media_visit"
    RADIO_SPOT = "radio_spot"
    RADIO_TALK_SHOW = "radio_talk_show"
    TV_SPOT = "tv_spot"
    RUNNING_TEXT = "running_text"
    TV_TALK_SHOW = "tv_talk_show"
    WEB_BANNER = "web_banner"
    SOCIAL_POST = "social_post"
    E_MAIL = "e_mail"
    WHATSAPP_BROADCAST = "whatsapp_broadcast"
    EXHIBITION_BOOTH = "exhibition_booth"
    ROADSHOW = "roadshow"


class Media(StrEnum):
    """How a reader meets the message: the groups in which kinds are offered."""

    PRINT = "print"
    OUTDOOR = "outdoor"
    PRESS = "press"
    BROADCAST = "broadcast"
    ONLINE = "online"
    FACE_TO_FACE = "face_to_face"


class PermitBy(StrEnum):
    """Whose permission a kind needs; only an authority's covers each day and is kept here."""

    NOBODY = "nobody"
    SITE_OWNER = "site_owner"
    AUTHORITY = "authority"
    VENDOR = "vendor"
    EVENT = "event"


class Proof(StrEnum):
    """What shows that a placement was there."""

    DELIVERY_RECEIPT = "delivery_receipt"
    STOCK_COUNT = "stock_count"
    PHOTO = "photo"
    GEO_PHOTO = "geo_photo"
    VENDOR_LOG = "vendor_log"
    TEAR_SHEET = "tear_sheet"
    CLIPPING = "clipping"
    AS_RUN_LOG = "as_run_log"
    CLIP = "clip"
    SCREENSHOT = "screenshot"
    EXPORT = "export"
    VISITOR_SHEET = "visitor_sheet"


class Response(StrEnum):
    """How people answer to a placement, and so how it can be measured."""

    SCANS = "scans"
    SURVEY = "survey"
    VISITS = "visits"
    RECALL = "recall"
    DAILY_CIRCULATION = "daily_circulation"
    CALLS = "calls"
    CLIPPINGS = "clippings"
    CLICKS = "clicks"
    REACH = "reach"
    VISITORS = "visitors"


@dataclass(frozen=True, kw_only=True)
class PlacementKind:
    """One row of the table of media. `lead` is in working days before the run starts."""

    media: Media
    lead: int
    proofs: tuple[Proof, ...]
    responses: tuple[Response, ...]
    permit_by: PermitBy = PermitBy.NOBODY

    @property
    def needs_permit(self) -> bool:
        """Whether a permit of an authority must cover every day of the run."""
        return self.permit_by is PermitBy.AUTHORITY


T, M, P, R, B = PlacementType, Media, Proof, Response, PermitBy

_PRINTED = PlacementKind(
    media=M.PRINT, lead=25, proofs=(P.DELIVERY_RECEIPT, P.STOCK_COUNT),
    responses=(R.SCANS, R.SURVEY),
)  # fmt: skip
_POSTER = PlacementKind(
    media=M.PRINT, lead=20, permit_by=B.SITE_OWNER, proofs=(P.PHOTO,), responses=(R.SCANS,)
)
_STAND = PlacementKind(
    media=M.PRINT, lead=12, permit_by=B.SITE_OWNER, proofs=(P.PHOTO,),
    responses=(R.SCANS, R.VISITS),
)  # fmt: skip
_STREET = PlacementKind(
    media=M.OUTDOOR, lead=20, permit_by=B.AUTHORITY, proofs=(P.GEO_PHOTO,), responses=(R.RECALL,)
)
_BALIHO = PlacementKind(
    media=M.OUTDOOR, lead=30, permit_by=B.AUTHORITY, proofs=(P.GEO_PHOTO,),
    responses=(R.RECALL, R.DAILY_CIRCULATION),
)  # fmt: skip
_PANEL = PlacementKind(
    media=M.OUTDOOR, lead=40, permit_by=B.VENDOR, proofs=(P.VENDOR_LOG, P.PHOTO),
    responses=(R.DAILY_CIRCULATION,),
)  # fmt: skip
_PAPER = PlacementKind(media=M.PRESS, lead=15, proofs=(P.TEAR_SHEET,), responses=(R.SCANS, R.CALLS))
_RELEASE = PlacementKind(media=M.PRESS, lead=15, proofs=(P.CLIPPING,), responses=(R.CLIPPINGS,))
_RADIO = PlacementKind(
    media=M.BROADCAST, lead=20, proofs=(P.AS_RUN_LOG,), responses=(R.CALLS, R.RECALL)
)
_TELEVISION = PlacementKind(
    media=M.BROADCAST, lead=30, proofs=(P.AS_RUN_LOG, P.CLIP), responses=(R.CALLS, R.RECALL)
)
_ONLINE = PlacementKind(
    media=M.ONLINE, lead=5, proofs=(P.SCREENSHOT, P.EXPORT), responses=(R.CLICKS, R.REACH)
)
_EVENT = PlacementKind(
    media=M.FACE_TO_FACE, lead=30, permit_by=B.EVENT, proofs=(P.PHOTO, P.VISITOR_SHEET),
    responses=(R.VISITORS,),
)  # fmt: skip

KINDS: Mapping[PlacementType, PlacementKind] = {
    T.BROCHURE: _PRINTED,
    T.LEAFLET: _PRINTED,
    T.POSTER: _POSTER,
    T.X_BANNER: _STAND,
    T.ROLL_UP: _STAND,
    T.STREET_BANNER: _STREET,
    T.UMBUL_UMBUL: _STREET,
    T.BALIHO: _BALIHO,
    T.BILLBOARD: _PANEL,
    T.VIDEOTRON: _PANEL,
    T.NEWSPAPER_AD: _PAPER,
    T.ADVERTORIAL: _PAPER,
    T.PRESS_RELEASE: _RELEASE,
    T.MEDIA_VISIT: _RELEASE,
    T.RADIO_SPOT: _RADIO,
    T.RADIO_TALK_SHOW: _RADIO,
    T.TV_SPOT: _TELEVISION,
    T.RUNNING_TEXT: _TELEVISION,
    T.TV_TALK_SHOW: _TELEVISION,
    T.WEB_BANNER: _ONLINE,
    T.SOCIAL_POST: _ONLINE,
    T.E_MAIL: _ONLINE,
    T.WHATSAPP_BROADCAST: _ONLINE,
    T.EXHIBITION_BOOTH: _EVENT,
    T.ROADSHOW: _EVENT,
}
