"""The settings of one installation: the only place that reads the environment."""

import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import pysqlite3.dbapi2 as lite
from dotenv import load_dotenv

ROOT = Path(__file__).parent
MODES = ("production", "demo", "test")
LOCALES = ("id", "en")
DATABASES = ("sqlite", "postgresql", "postgres")
WAYS_OUT = ("smtp", "smtps", "file")
MOST_PORT = 65535
POSTGRES_TIMEOUTS = (
    "-c lock_timeout=5000 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000"
)


class ConfigurationError(ValueError):
    """A setting is missing or makes no sense; the message names it and the mend."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """What `docs/operations.md` and `.env.example` list, under the names of the house."""

    mode: str = "production"
    database_url: str = ""
    secret_key: str = ""
    secret_key_fallbacks: tuple[str, ...] = ()
    base_url: str = "http://127.0.0.1:8000"
    mail_url: str = ""
    mail_from: str = ""
    timezone: str = "Asia/Jakarta"
    locale: str = "id"
    instance_path: Path = ROOT / "instance"
    port: int = 8000
    test_data: str = ""

    @classmethod
    def from_environment(cls) -> "Config":
        """Read `.env` and the environment; refuse a production without its secret."""
        load_dotenv(ROOT / ".env")
        setting = os.environ.get  # noqa: TID251  (the one place)
        instance = Path(setting("MITRA_INSTANCE_PATH") or ROOT / "instance").absolute()
        mode = setting("MITRA_MODE") or "production"
        return cls(
            mode=mode,
            database_url=setting("DATABASE_URL", ""),
            secret_key=setting("SECRET_KEY", ""),
            secret_key_fallbacks=tuple((setting("SECRET_KEY_FALLBACKS") or "").split()),
            base_url=(setting("BASE_URL") or _local_address(setting("PORT"))).rstrip("/"),
            mail_url=setting("MAIL_URL", ""),
            mail_from=setting("MAIL_FROM", ""),
            timezone=setting("MITRA_TIMEZONE") or "Asia/Jakarta",
            locale=setting("MITRA_LOCALE") or "id",
            instance_path=instance,
            port=_whole_number("PORT", setting("PORT") or "8000"),
            test_data=setting("MITRA_TEST_DATA", ""),
        ).completed()

    def completed(self) -> "Config":
        """The same settings with defaults that depend on others filled in, or a refusal."""
        self._refuse_senseless()
        try:
            self.instance_path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(
                f"MITRA_INSTANCE_PATH is {str(self.instance_path)!r}, and no folder can be made"
                f" there: {error.strerror}."
            ) from error
        return replace(
            self,
            database_url=self.database_url or f"sqlite:///{self.instance_path / 'mitra.db'}",
            secret_key=self.secret_key or self._own_secret(),
            mail_from=self.mail_from or f"mitra@{urlsplit(self.base_url).hostname}",
        )

    def _refuse_senseless(self) -> None:
        """Refuse what no installation can work with, before anything is opened or written."""
        _one_of("MITRA_MODE", self.mode, MODES)
        _one_of("MITRA_LOCALE", self.locale, LOCALES)
        if self.timezone not in available_timezones():
            raise ConfigurationError(
                f"MITRA_TIMEZONE is {self.timezone!r}; name a zone, for instance Asia/Jakarta."
            )
        if self.port > MOST_PORT:
            raise ConfigurationError(f"PORT is {self.port}; it takes 1 to {MOST_PORT}.")
        address = urlsplit(self.base_url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise ConfigurationError(
                f"BASE_URL is {self.base_url!r}; it begins with https:// or http:// and names a"
                " host."
            )
        # What stands behind the scheme may be a password: it is not repeated.
        _begins("DATABASE_URL", self.database_url, DATABASES)
        _begins("MAIL_URL", self.mail_url, WAYS_OUT)
        if self.mail_url and not _port_is_a_number(self.mail_url):
            raise ConfigurationError("MAIL_URL makes no sense; its port is no number.")

    def _own_secret(self) -> str:
        if self.mode == "production":
            raise ConfigurationError(
                "SECRET_KEY is missing. Set it to a long random text, for instance the output of: "
                'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
            )
        kept = self.instance_path / "secret"
        if not kept.exists():
            kept.write_text(secrets.token_urlsafe(48))
            kept.chmod(0o600)
        return kept.read_text()

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is in use."""
        return self.database_url.startswith("sqlite")

    @property
    def is_secure(self) -> bool:
        """Whether readers reach this installation over https."""
        return self.base_url.startswith("https://")

    @property
    def hostname(self) -> str:
        """The name that readers type."""
        return urlsplit(self.base_url).hostname or "localhost"

    def as_flask(self) -> dict[str, object]:
        """The same settings under the names that Flask and its extensions read."""
        return {
            "MITRA": self,
            "SECRET_KEY": self.secret_key,
            "SECRET_KEY_FALLBACKS": list(self.secret_key_fallbacks),
            "TESTING": self.mode == "test",
            "SERVER_NAME": urlsplit(self.base_url).netloc,
            "PREFERRED_URL_SCHEME": urlsplit(self.base_url).scheme,
            "TRUSTED_HOSTS": [self.hostname, "127.0.0.1", "localhost", "[::1]"],
            "SQLALCHEMY_DATABASE_URI": self.database_url.replace("postgres://", "postgresql://", 1),
            "SQLALCHEMY_ENGINE_OPTIONS": self._engine_options(),
            "SESSION_COOKIE_NAME": "__Host-mitra-page" if self.is_secure else "mitra-page",
            "SESSION_COOKIE_SECURE": self.is_secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "MAX_CONTENT_LENGTH": 10 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "MAX_FORM_PARTS": 1000,
            "WTF_CSRF_TIME_LIMIT": None,
            "BABEL_DEFAULT_LOCALE": self.locale,
            "BABEL_DEFAULT_TIMEZONE": self.timezone,
        }

    def _engine_options(self) -> dict[str, object]:
        if self.is_sqlite:
            return {"module": lite, "connect_args": {"timeout": 30}}
        return {
            "pool_pre_ping": True,
            "pool_size": 10,
            "max_overflow": 20,
            "connect_args": {"options": POSTGRES_TIMEOUTS},
        }


def _local_address(port: str | None) -> str:
    return f"http://127.0.0.1:{port or 8000}"


def _whole_number(name: str, text: str) -> int:
    if not text.isdecimal():
        raise ConfigurationError(f"{name} is {text!r}; it takes a whole number.")
    return int(text)


def _one_of(name: str, said: str, known: tuple[str, ...]) -> None:
    if said not in known:
        raise ConfigurationError(f"{name} is {said!r}; use one of {', '.join(known)}.")


def _begins(name: str, said: str, known: tuple[str, ...]) -> None:
    if said and said.partition(":")[0].partition("+")[0] not in known:
        ways = " or ".join(f"{one}:…" for one in known)
        raise ConfigurationError(f"{name} makes no sense; it begins with {ways}.")


def _port_is_a_number(address: str) -> bool:
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False
