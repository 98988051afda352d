"""Settings with which no installation can work: one clear line before anything is opened."""

from pathlib import Path

import pytest

from config import Config, ConfigurationError

SENSELESS = {
    "mode": "staging",
    "locale": "fr",
    "timezone": "Mars/Olympus",
    "port": 99_999,
    "base_url": "mitra.example.org",
    "database_url": "mysql://root:hidden@db/mitra",
    "mail_url": "mail.example.org:25",
}


@pytest.mark.parametrize("setting", SENSELESS)
def test_a_setting_that_makes_no_sense_is_refused_by_its_name(setting: str, tmp_path: Path) -> None:
    told = {"mode": "test", "instance_path": tmp_path} | {setting: SENSELESS[setting]}

    with pytest.raises(ConfigurationError) as refused:
        Config(**told).completed()  # type: ignore[arg-type]

    name = setting.upper()
    assert str(refused.value).startswith((name, f"MITRA_{name}"))
    assert "hidden" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("base_url", "https://mitra.example.org/"),
        ("database_url", "postgresql+psycopg://u:p%5B@/mitra?host=%2Frun"),
        ("database_url", "postgres://u@h/mitra"),
        ("mail_url", "smtps://u:p@mail.example.org"),
        ("mail_url", "file:/var/mail"),
    ],
)
def test_what_makes_sense_is_taken(setting: str, said: str, tmp_path: Path) -> None:
    told = {"mode": "test", "instance_path": tmp_path, setting: said}

    assert getattr(Config(**told).completed(), setting) == said  # type: ignore[arg-type]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "instance"
    in_the_way.write_text("a file")

    with pytest.raises(ConfigurationError, match="MITRA_INSTANCE_PATH"):
        Config(mode="test", instance_path=in_the_way).completed()
