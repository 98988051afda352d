"""Words of formal assignments."""

from typing import Any

from crm.core.words import lazy_gettext as _l
from crm.sharing.models.formal import Step

STEPS: dict[Step, Any] = {
    Step.HOST_CONSENT: _l("Consent of the receiving institution"),
    Step.HOST_REFUSAL: _l("Refusal of the receiving institution, with reasons"),
    Step.CONSIDERATION: _l("Technical consideration of BKN"),
    Step.HOME_ORDER: _l("Order of the home's authority (PPK)"),
    Step.RELEASE: _l("Release from the post at home"),
    Step.RETURN: _l("Return to the home"),
}
SHORT: dict[Step, Any] = {
    Step.HOST_CONSENT: _l("Host consents"),
    Step.CONSIDERATION: _l("BKN considers"),
    Step.HOME_ORDER: _l("PPK orders"),
    Step.RELEASE: _l("Released from post"),
    Step.RETURN: _l("Returned"),
}
