"""A start is quick: what a command or a page does not need is not loaded."""

import subprocess
import sys

import pytest
from flask import Flask, url_for
from werkzeug.routing import Map

from crm.core.later import Later
from crm.core.routes import LateRule

HEAVY = [
    "alembic",
    "apscheduler",
    "charset_normalizer",
    "email_validator",
    "icalendar",
    "mako",
    "markdown_it",
    "phonenumbers",
    "psycopg",
    "pygments",
    "python_calamine",
    "rapidfuzz",
    "segno",
    "vl_convert",
    "vobject",
    "waitress",
    "weasyprint",
    "xlsxwriter",
]


def loaded_by(statement: str) -> set[str]:
    """What a fresh Python has loaded after a statement."""
    asked = f"{statement}; import sys; print(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-c", asked], text=True).split())


def test_a_module_is_loaded_when_it_is_first_asked_for_something() -> None:
    sys.modules.pop("colorsys", None)
    colours = Later("colorsys")

    assert "colorsys" not in sys.modules
    assert colours.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
    assert "colorsys" in sys.modules


def test_what_a_module_lacks_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        _ = Later("colorsys").no_such_thing


def test_the_command_line_starts_without_the_house() -> None:
    loaded = loaded_by("import crm.cli")

    assert {"crm.wiring", "crm.app", "sqlalchemy", "wtforms"} & loaded == set()


def test_the_house_starts_without_what_single_acts_need() -> None:
    loaded = loaded_by("import crm.app")

    assert "sqlalchemy" in loaded
    assert set(HEAVY) & loaded == set()


def test_an_address_is_built_by_what_is_compiled_when_it_is_first_asked_for(app: Flask) -> None:
    (rule,) = app.url_map.iter_rules("institutions.show")
    with app.test_request_context():
        first, again = (
            url_for("institutions.show", institution_id=7, tab="people") for _ in range(2)
        )

    assert isinstance(rule, LateRule)
    assert first == again == "/institutions/7?tab=people"


@pytest.mark.parametrize("name", ["rule", "self", "values", "build"])
def test_the_parts_of_an_address_have_any_name(name: str) -> None:
    addresses = Map([LateRule(f"/things/<{name}>", endpoint="show")]).bind("mitra.example")

    assert addresses.build("show", {name: "7"}) == "/things/7"
    assert addresses.build("show", {name: "7", "tab": "people"}) == "/things/7?tab=people"
