"""What the forms of every room have in common."""

from enum import StrEnum

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField

from crm.core.forms import ChoiceField, Form
from crm.core.languages import spoken
from crm.core.stale import Versioned


class MugForm(Versioned):
    handles = IntegerField("Handles")


class Glaze(StrEnum):
    BLUE = "blue"
    WHITE = "white"
    PLAIN = "plain"


GLAZES = {Glaze.BLUE: "Blue", Glaze.WHITE: "White", Glaze.PLAIN: "Plain"}


class KilnForm(Form):
    on = DateField("On")


class GlazeForm(Form):
    glaze = ChoiceField("Glaze", kind=Glaze, labels=GLAZES)
    inside = ChoiceField("Inside", kind=Glaze, labels=GLAZES, blank="as outside")


def glazed(app: Flask, offered: list[Glaze] | None = None, **answers: str) -> GlazeForm:
    with app.test_request_context(method="POST"), spoken("en"):
        form = GlazeForm(MultiDict(answers), meta={"csrf": False})
        form.glaze.offered = offered or list(Glaze)
        form.validate()
        return form


def sent(app: Flask, language: str, **answers: str) -> MugForm:
    with app.test_request_context(method="POST"), spoken(language):
        form = MugForm(MultiDict(answers), meta={"csrf": False})
        form.validate()
        return form


def test_a_new_record_comes_with_an_empty_version(app: Flask) -> None:
    assert sent(app, "en", version="", handles="2").errors == {}


def test_standard_checks_speak_as_the_house_does(app: Flask) -> None:
    assert sent(app, "en", handles="two").errors == {"handles": ["Write a whole number."]}
    assert sent(app, "id", handles="dua").errors == {"handles": ["Tulis bilangan bulat."]}


@pytest.mark.parametrize("on", ["0206-01-05", "9999-12-31", "2027-02-30"])
def test_a_day_that_nobody_means_is_refused(app: Flask, on: str) -> None:
    with app.test_request_context(method="POST"), spoken("en"):
        form = KilnForm(MultiDict({"on": on}), meta={"csrf": False})
        is_valid = form.validate()

    assert not is_valid
    assert form.on.process_errors == ["Write a date of the calendar."]


def test_one_of_an_enumeration_is_taken(app: Flask) -> None:
    form = glazed(app, glaze="white", inside="")

    assert form.errors == {}
    assert (form.glaze.chosen(), form.inside.chosen()) == (Glaze.WHITE, None)


@pytest.mark.parametrize("typed", ["green", "BLUE", ""])
def test_what_is_not_in_the_enumeration_is_refused(app: Flask, typed: str) -> None:
    assert glazed(app, glaze=typed, inside="").errors == {"glaze": ["Take one of the choices."]}


def test_what_this_form_does_not_offer_is_refused(app: Flask) -> None:
    form = glazed(app, [Glaze.BLUE, Glaze.WHITE], glaze="plain", inside="plain")

    assert form.errors == {"glaze": ["Take one of the choices."]}
    with app.test_request_context(), spoken("en"):
        assert "Plain" not in form.glaze()
