"""Time-based codes (RFC 6238): thirty seconds each, one step of tolerance, none good twice."""

import pyotp

from crm.accounts.models import User
from crm.core import clock
from crm.core.later import Later
from crm.network.queries import the_network

segno = Later("segno")

STEP_S = 30
TOLERANCE = 1


def new_secret() -> str:
    """A secret for a phone."""
    return pyotp.random_base32()


def accepts(user: User, secret: str, code: str) -> bool:
    """Tell whether the code is right now, and use it up."""
    totp = pyotp.TOTP(secret)
    plain = code.replace(" ", "")
    now = int(clock.now().timestamp()) // STEP_S
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        if pyotp.utils.strings_equal(totp.generate_otp(step), plain):
            return user.accepts_step(step)
    return False


def picture(user: User, secret: str) -> str:
    """The secret as a QR code for a phone, as an SVG data address."""
    address = pyotp.TOTP(secret).provisioning_uri(
        name=user.email, issuer_name=the_network().short_name or "Mitra"
    )
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=2))
