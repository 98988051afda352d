"""Junk in addresses and files gets an answer of ours (F14); `python -m bench.faults F14` in full."""

from flask import Flask

from bench.faults.junk import thrown
from tests.conftest import SignIn
from tests.factories.register import make_user


def test_whatever_is_thrown_gets_an_answer(app: Flask, sign_in: SignIn) -> None:
    found = thrown(app, sign_in(make_user()), addresses=200, files=25, database="sqlite")

    print(found.as_line())
    assert found.met
