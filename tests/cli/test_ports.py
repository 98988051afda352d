"""The demo answers where it says it answers."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from crm.cli import mitra
from crm.core.transactions import commit
from tests.factories.register import make_user


@pytest.mark.parametrize(("words", "port"), [([], 8077), (["--port", "9001"], 9001)])
def test_the_demo_listens_on_the_port_that_was_named(
    app: Flask, monkeypatch: pytest.MonkeyPatch, words: list[str], port: int
) -> None:
    make_user()
    commit()
    listened: list[Any] = []
    monkeypatch.setattr("crm.serving.serve", lambda _app, **given: listened.append(given["port"]))
    monkeypatch.setitem(app.config, "MITRA", replace(app.config["MITRA"], port=8077))

    ran = app.test_cli_runner().invoke(mitra, ["open-demo", *words])

    assert ran.exit_code == 0, ran.output
    assert listened == [port]
