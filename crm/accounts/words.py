"""What the roles are called on the page."""

from typing import Any

from crm.core.words import lazy_gettext as _l
from crm.permissions import Role

ROLE_NAMES: dict[Role, Any] = {
    Role.SECRETARIAT: _l("Secretariat"),
    Role.CAMPAIGN_MANAGER: _l("Campaign manager"),
    Role.PARTNER: _l("Partner"),
    Role.PARENT_APPROVER: _l("Approver of a parent body"),
    Role.EXPERT: _l("Expert"),
    Role.BOARD: _l("Board"),
    Role.ADMIN: _l("Administrator"),
}
