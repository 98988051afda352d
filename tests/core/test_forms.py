"""What the forms of every room have in common."""

from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField

from crm.core.languages import spoken
from crm.core.stale import Versioned


class MugForm(Versioned):
    handles = IntegerField("Handles")


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
