"""Backups come back: made under writing, proved by a drill, put in the place of what is there."""

import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.audit.sealing import faults, seal_entries
from crm.core import clock
from crm.core.actors import SYSTEM
from crm.core.db import db, save
from crm.core.errors import NotPossible, NotValid
from crm.core.transactions import commit, unit_of_work
from crm.files import shelf
from crm.files.models import StoredFile
from crm.institutions.models import Institution
from crm.people.erasing import ask_erasure, erase
from crm.people.erasure_ledger import keep_ledger, ledger
from crm.people.models import Person
from crm.upkeep.archives import LIST, unpacked
from crm.upkeep.backups import make_backup, newest_in
from crm.upkeep.drill import verify
from crm.upkeep.restoring import restore
from tests.factories.register import make_institution, make_person, make_user

CONTENT = b"%PDF-1.7 surat"


@pytest.fixture
def filled(app: Flask) -> Institution:
    """An installation with an account, a member and a file."""
    make_user(name="Sari Wulandari")
    name, now = shelf.put(CONTENT), clock.now()
    save(StoredFile(sha256=name, size=14, media="application/pdf", kept_at=now, checked_at=now))
    member = make_institution(name="Perpustakaan Kenanga")
    commit()
    seal_entries()
    return member


@contextmanager
def somebody_writing(app: Flask) -> Iterator[None]:
    """Someone enters people as fast as the database takes them."""
    done, begun = Event(), Event()

    def write() -> None:
        with app.app_context():
            while not done.is_set():
                with unit_of_work():
                    make_person(name="Ditulis sementara disalin")
                begun.set()

    writer = Thread(target=write)
    writer.start()
    begun.wait(20)
    try:
        yield
    finally:
        done.set()
        writer.join(20)


@pytest.mark.both_engines
def test_a_backup_made_while_somebody_writes_comes_back_whole(
    app: Flask, filled: Institution, tmp_path: Path
) -> None:
    with somebody_writing(app):
        made = [make_backup(tmp_path) for _ in range(2)]
    told = [verify(one.file) for one in made]

    print(f"F20: {len(told)} of {len(made)} backups under writing verified")
    rows = [int(str(one["rows"])) for one in told]
    assert rows == [sum(one.manifest.counts.values()) for one in made]
    assert rows == sorted(rows)
    assert [one["files"] for one in told] == [1, 1]
    assert newest_in(tmp_path) == made[-1].file
    assert made[0].file.stat().st_mode & 0o777 == 0o600
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.both_engines
def test_what_was_lost_is_there_again(app: Flask, filled: Institution, tmp_path: Path) -> None:
    number, made = filled.id, make_backup(tmp_path)
    filled.name = "Diganti karena keliru"
    commit()
    shelf.throw_out(made.manifest.files[0])

    with pytest.raises(NotPossible, match="--replace"):
        restore(made.file)
    assert db.session.get_one(Institution, number).name == "Diganti karena keliru"
    done = restore(made.file, replace=True)

    assert db.session.get_one(Institution, number).name == "Perpustakaan Kenanga"
    assert shelf.take(made.manifest.files[0]) == CONTENT
    assert list(faults()) == []
    assert done.saved is not None
    assert "What was here before is in" in "\n".join(done.lines())
    with unpacked(done.saved) as before:
        assert before.manifest.counts["institution"] == 1


def test_who_was_erased_since_is_erased_again(
    app: Flask, filled: Institution, tmp_path: Path
) -> None:
    person = make_person(name="Melati Kenanga", email="melati@rahasia.example")
    commit()
    number, made = person.id, make_backup(tmp_path)
    erase(ask_erasure(person, by=SYSTEM), by=SYSTEM)
    commit()
    assert keep_ledger() == 1
    assert "Melati" not in ledger().read_text()

    done = restore(made.file, replace=True)

    found = db.session.get_one(Person, number)
    assert done.erased_again == 1
    assert (found.email, found.erased_at is None) == (None, False)


@pytest.mark.parametrize("harm", ["cut", "another list", "another copy", "no archive"])
def test_a_damaged_backup_is_refused_and_changes_nothing(
    app: Flask, filled: Institution, tmp_path: Path, harm: str
) -> None:
    file = make_backup(tmp_path).file
    harmed = tmp_path / "harmed.tar.gz"
    if harm == "cut":
        harmed.write_bytes(file.read_bytes()[:-400])
    elif harm == "no archive":
        harmed.write_text("Daftar anggota")
    else:
        with unpacked(file) as archive:
            told = json.loads((archive.folder / LIST).read_text())
            told["counts" if harm == "another list" else "digest"] = {"person": 4711}
            (archive.folder / LIST).write_text(json.dumps(told))
            with tarfile.open(harmed, "w:gz") as target:
                target.add(archive.folder, ".")

    with pytest.raises((NotValid, NotPossible), match=r"no whole backup|does not come back whole"):
        restore(harmed, replace=True)

    assert db.session.get_one(Institution, filled.id).name == "Perpustakaan Kenanga"
    assert verify(file)["files"] == 1


def test_a_file_that_is_damaged_already_is_named_and_left_out(
    app: Flask, filled: Institution, tmp_path: Path
) -> None:
    (name,) = db.session.scalars(sa.select(StoredFile.sha256))
    shelf.place_of(name).write_bytes(b"rusak")

    made = make_backup(tmp_path)

    assert (made.manifest.files, made.manifest.lacking) == ([], [name])
    assert verify(made.file)["lacking"] == [name]


def test_a_full_disk_leaves_no_half_backup(
    app: Flask, filled: Institution, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "addfile", full)
    with pytest.raises(OSError, match="No space"):
        make_backup(tmp_path)

    assert list(tmp_path.iterdir()) == []
    shutil.rmtree(tmp_path)
