"""An account that is only invited, one that is closed, one behind a second factor."""

from crm.accounts.invitations import RESET, invite, new_user, private_link
from crm.permissions import Role
from tests.browser.cast import Cast

GUARDED = "nengah@jpk.example"
SECOND_FACTOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def fill(cast: Cast) -> None:
    guarded = new_user(GUARDED, role=Role.BOARD, name="Nengah Sudarma")
    guarded.password_hash, guarded.totp_secret = cast.password_hash, SECOND_FACTOR
    private_link(guarded, RESET)
    school = cast.troupe.members["Y"]
    invited = new_user("endah@anggrek.example", role=Role.PARTNER, institution=school)
    invited.name = "Endah Kusumawati"
    invite(invited, by=cast.by)
    new_user("lama@jpk.example", role=Role.BOARD, name="Rahmat Hidayat").close(by=cast.by)
    cast.examples["user_id"] = invited.id
