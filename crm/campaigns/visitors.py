"""Who follows a tracked link, as far as counting needs it: people told apart, machines left out."""

import re
from hashlib import blake2b

from crm.core.rates import network_of

MACHINES = re.compile(
    r"(?<!cu)bot\b|bots?[/_-]|crawl|spider|slurp|archiver|fetch|preview|monitor|uptime|pingdom|"
    r"headless|phantomjs|lighthouse|facebookexternalhit|facebookcatalog|whatsapp/|skypeuri|"
    r"embedly|vkshare|curl/|wget/|httpie|python-|aiohttp|okhttp|java/|go-http|libwww|\bperl|"
    r"\bruby|guzzle|axios|postman|google-read-aloud|mediapartners|apis-google|validator",
    re.IGNORECASE,
)
"""Words by which programs give themselves away. Cubot is a maker of telephones."""
ANNOUNCED = frozenset({"prefetch", "preview", "prefetch;prerender"})


def is_machine(browser: str) -> bool:
    """Tell whether a program asks rather than a person; one that hides its name is a program."""
    return not browser.strip() or MACHINES.search(browser) is not None


def is_ahead_of_time(purpose: str) -> bool:
    """Tell whether a browser loads the page before anyone has chosen it."""
    return purpose.strip().lower() in ANNOUNCED


def digest_of(salt: bytes, *parts: str) -> str:
    """A word that tells visitors apart for a day and leads back to nobody."""
    return blake2b("\x00".join(parts).encode(), key=salt, digest_size=16).hexdigest()


def network_digest(salt: bytes, address: str | None) -> str:
    """The network from which someone comes: an IPv4 address itself, an IPv6 one by its /64."""
    return digest_of(salt, "network", network_of(address))


def visitor_digest(salt: bytes, *, link_id: int, network: str, browser: str) -> str:
    """The visitor of one link: the digest of their network, and their browser."""
    return digest_of(salt, str(link_id), network, browser)
