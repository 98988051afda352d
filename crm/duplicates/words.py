"""What signs, fields and tables are called on the page, and how values read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.duplicates.kinds import KINDS
from crm.duplicates.models import Act, Merge, Verdict
from crm.institutions.words import OWNERSHIP_NAMES, STATE_NAMES, TYPE_NAMES
from crm.people.words import CATEGORY_NAMES

SIGN_NAMES: dict[str, Any] = {
    "name": _l("the same name, apart from titles and kinds"),
    "near_name": _l("nearly the same name"),
    "phone": _l("the same telephone"),
    "email": _l("the same e-mail"),
    "site": _l("the same website or mail domain"),
    "regency": _l("the same regency or city"),
    "workplace": _l("the same place of work"),
    "birth_date": _l("the same date of birth"),
    "city": _l("the same town"),
    "other_regency": _l("another regency or city"),
    "other_family": _l("another kind of institution"),
    "other_birth_date": _l("another date of birth"),
}
_SHOWN = frozenset({"phone", "email", "site"})

FIELD_NAMES: dict[str, Any] = {
    "code": _l("Official code"),
    "npp": _l("NPP"),
    "name": _l("Name"),
    "name_en": _l("Name in English"),
    "short_name": _l("Short name"),
    "type": _l("Type"),
    "ownership": _l("Owner"),
    "state": _l("Membership"),
    "last_confirmed_on": _l("Data confirmed on"),
    "regency_code": _l("Regency or city"),
    "address": _l("Address"),
    "postcode": _l("Postcode"),
    "latitude": _l("Coordinates"),
    "phone": _l("Phone"),
    "email": _l("E-mail"),
    "web": _l("Website"),
    "hours": _l("Opening hours"),
    "note": _l("Note"),
    "level": _l("Level"),
    "approver_post": _l("Post of the approver"),
    "approver_name": _l("Name of the approver"),
    "approver_email": _l("E-mail of the approver"),
    "approval_days": _l("Days to approve"),
    "copied_by_default": _l("Gets copies of letters"),
    "title_before": _l("Title before the name"),
    "title_after": _l("Title after the name"),
    "category": _l("Rules for civil servants"),
    "nip": _l("NIP"),
    "rank": _l("Rank"),
    "position": _l("Position"),
    "city": _l("Town"),
    "born_on": _l("Date of birth"),
    "language": _l("Language"),
    "user_id": _l("Account"),
}

TABLE_NAMES: dict[str, Any] = {
    "absence": _l("Absences"),
    "attachment": _l("Attachments"),
    "availability": _l("Free hours"),
    "consent": _l("Consents"),
    "letter_link": _l("Letters"),
    "account": _l("Accounts"),
    "action_item": _l("Follow-up actions"),
    "affiliation": _l("Places of work"),
    "agreement_party": _l("Agreements"),
    "assignment": _l("Staff sharing"),
    "belonging": _l("Places under parent bodies"),
    "campaign_partner": _l("Campaigns"),
    "correction": _l("Corrections of minutes"),
    "data_check": _l("Rounds of data confirmation"),
    "document": _l("Documents"),
    "document_reader": _l("Readers of documents"),
    "duplicate_pair": _l("Likely duplicates"),
    "entry": _l("Lines of the timeline"),
    "expert": _l("Expert partnership"),
    "filing": _l("Papers of joining"),
    "gathering": _l("Gatherings"),
    "imported_row": _l("Rows of imports"),
    "institution": _l("The institution itself"),
    "invitee": _l("Invitations"),
    "link": _l("Answers by link"),
    "message": _l("Letters"),
    "need": _l("Needs"),
    "note": _l("Notes"),
    "offered_service": _l("Services"),
    "parent_body": _l("The parent body itself"),
    "person": _l("The person itself"),
    "person_skill": _l("Skills"),
    "relation": _l("Relations"),
    "reminder": _l("Reminders"),
    "series": _l("Series of meetings"),
    "session": _l("Sessions"),
    "sign_off": _l("Sign-offs"),
    "source_reference": _l("References of files"),
    "strength": _l("Strengths"),
    "subordination": _l("Places in the tree"),
}

VALUE_NAMES: dict[str, Mapping[Any, Any]] = {
    "type": TYPE_NAMES,
    "ownership": OWNERSHIP_NAMES,
    "state": STATE_NAMES,
    "category": CATEGORY_NAMES,
}


def table_name(name: str) -> str:
    """What the rows of a table are called; those without a name of their own are other records."""
    return str(TABLE_NAMES.get(name) or _("Other records"))


def field_name_of(name: str) -> str:
    """What a field is called."""
    return str(FIELD_NAMES.get(name, name))


def value_shown(name: str, value: Any) -> str:
    """A value as a reader sees it; empty where there is none."""
    if value is None or value == "":
        return ""
    if name == "user_id":
        return str(_("noted"))
    if value in VALUE_NAMES.get(name, ()):
        return str(VALUE_NAMES[name][value])
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return plain_date(value) if isinstance(value, date) else str(value)


def reason_of(sign: Mapping[str, Any]) -> str:
    """One sign in words, with its value where that tells something."""
    words = str(SIGN_NAMES.get(sign["sign"], sign["sign"]))
    return f"{words} ({sign['value']})" if sign["sign"] in _SHOWN and sign["value"] else words


def verdict_badge(verdict: Verdict) -> tuple[str, str]:
    """The word and the tone of what was said of a pair."""
    words = {
        Verdict.OPEN: (_("Not decided"), "wait"),
        Verdict.DIFFERENT: (_("Not the same"), "past"),
        Verdict.MERGED: (_("Merged"), "good"),
    }
    return words[verdict]


def merge_badge(merge: Merge) -> tuple[str, str]:
    """The word and the tone of a merge."""
    return (_("Merged"), "good") if merge.stands else (_("Undone"), "past")


def act_name(act: Act) -> str:
    """What a merge did to some rows."""
    names = {Act.MOVED: _("moved"), Act.CHANGED: _("changed"), Act.REMOVED: _("set aside")}
    return str(names[act])


ON_PAGES: dict[str, Any] = {
    "duplicate_kinds": KINDS,
    "duplicate_reason": reason_of,
    "duplicate_sign": lambda sign: str(SIGN_NAMES[sign]),
    "merge_act": act_name,
    "merge_badge": merge_badge,
    "merge_table": table_name,
    "verdict_badge": verdict_badge,
}
