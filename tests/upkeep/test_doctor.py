"""The self-check says what is wrong and what to do, and the commands say it in lines."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pysqlite3.dbapi2 as lite
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.cli import ScriptInfo

from crm.cli import mitra
from crm.core import clock
from crm.core.db import db, save
from crm.core.transactions import commit
from crm.files import shelf
from crm.files.models import StoredFile
from crm.reminders import outbox
from crm.reminders.models import Message
from crm.reminders.outbox import Addressee, Letter
from crm.upkeep.backups import make_backup, newest_in
from crm.upkeep.doctor import Verdict, examined, mail, schema
from crm.upkeep.dumps import faults_of_pages


def verdicts() -> dict[str, Verdict]:
    return {one.name: one.verdict for one in examined()}


def test_a_sound_house_is_sound(app: Flask) -> None:
    make_backup()

    assert set(verdicts().values()) == {Verdict.OK}
    assert all(one.said and not one.mend for one in examined())


def test_each_fault_is_named_with_its_mend(app: Flask) -> None:
    name, now = shelf.put(b"%PDF-1.7 surat"), clock.now()
    save(StoredFile(sha256=name, size=14, media="application/pdf", kept_at=now, checked_at=now))
    outbox.owe(
        [Letter(to=Addressee(email="a@b.example"), key="k", kind="test", subject="S", text="T")]
    )
    db.session.execute(sa.update(Message).values(created_at=now - timedelta(hours=2)))
    commit()
    shelf.place_of(name).write_bytes(b"rusak")

    found = {one.name: one for one in examined() if one.verdict is not Verdict.OK}

    assert set(found) >= {"files", "desk"}
    assert found["files"].verdict is Verdict.BROKEN
    assert name[:12] in found["files"].said
    assert all(one.mend for one in found.values())


@pytest.mark.parametrize(
    ("url", "verdict"),
    [("", "warning"), ("smtp://127.0.0.1:9", "broken"), ("gopher://x", "broken")],
)
def test_letters_without_a_way_out_are_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch, url: str, verdict: str
) -> None:
    monkeypatch.setitem(app.config, "MITRA", replace(app.config["MITRA"], mail_url=url))

    assert mail().verdict == verdict


def test_an_old_schema_is_told_before_anything_else(app: Flask) -> None:
    db.session.execute(sa.text("UPDATE alembic_version SET version_num = 'of old'"))
    commit()

    assert [one.name for one in examined()] == ["database"]
    assert "db upgrade" in schema().mend


def test_a_torn_page_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "torn.db"
    with lite.connect(file) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", [("kata " * 50,)] * 400)
    connection.close()
    assert faults_of_pages(f"sqlite:///{file}") == []

    with file.open("r+b") as content:
        content.seek(2 * 4096)
        content.write(b"\xff" * 100)

    assert faults_of_pages(f"sqlite:///{file}") != []


def test_the_commands_say_it_in_lines(app: Flask, tmp_path: Path) -> None:
    db.session.remove()
    runner, house = app.test_cli_runner(), ScriptInfo(create_app=lambda: app)

    made = runner.invoke(mitra, ["backup", str(tmp_path)], obj=house)
    told = runner.invoke(mitra, ["backup", "verify", str(newest_in(tmp_path)), "--json"], obj=house)
    sound = runner.invoke(mitra, ["doctor"], obj=house)
    helped = runner.invoke(mitra, ["backup", "--help"], obj=house)

    assert (made.exit_code, told.exit_code, sound.exit_code) == (0, 0, 0)
    assert str(tmp_path) in made.output
    assert json.loads(told.output)["rows"] > 0
    assert "ok       database: answers" in sound.output
    assert "verify" in helped.output
