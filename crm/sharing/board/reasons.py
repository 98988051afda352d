"""Why somebody fits a need, or does not, in words."""

from typing import Any

from crm.core.templating import number
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.people.words import LEVEL_NAMES
from crm.sharing.board.matching import Ground, Reason

SENTENCES: dict[Ground, Any] = {
    Ground.SKILL: _l("level %(level)s, %(name)s"),
    Ground.LEVEL: _l("level %(level)s is too low"),
    Ground.REMOTE: _l("from afar, so the place does not matter"),
    Ground.SAME_REGENCY: _l("in the same regency or city"),
    Ground.SAME_PROVINCE: _l("in the same province"),
    Ground.SAME_ISLAND: _l("on the same island"),
    Ground.OTHER_ISLAND: _l("on another island"),
    Ground.FREE: _l("%(hours)s hours a week free"),
    Ground.LITTLE_FREE: _l("no hour left in the fullest week"),
    Ground.AWAY: _l("away all the time"),
    Ground.GIVEN: _l("%(hours)s hours given this year"),
    Ground.RECIPROCITY: _l("its home received %(hours)s hours more than it gave"),
    Ground.STANCE: _l("parent body approved %(approved)s of %(asked)s"),
    Ground.OFFERED: _l("offered by its home"),
}


def said(reason: Reason) -> str:
    """One ground as a few words."""
    facts = dict(reason.facts)
    if "minutes" in facts:
        facts["hours"] = number(facts["minutes"] / 60)
    if reason.ground is Ground.SKILL:
        facts["name"] = LEVEL_NAMES[facts["level"]]
    words = str(SENTENCES[reason.ground]) % facts
    if "km" in facts:
        words = _("%(words)s, %(km)s km away", words=words, km=number(facts["km"]))
    if reason.ground is Ground.FREE and facts.get("days"):
        words = _("%(words)s, %(days)s days away", words=words, days=facts["days"])
    return words
