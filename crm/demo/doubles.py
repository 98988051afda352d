"""What was entered twice in the demo network: two pairs that wait, and one that was merged."""

from crm.core.db import db, save
from crm.core.transactions import unit_of_work
from crm.demo.register import Troupe
from crm.duplicates.kinds import KINDS
from crm.duplicates.merging import Choice, merge
from crm.duplicates.scanning import scan
from crm.institutions.models import Institution, InstitutionType
from crm.people.models import Affiliation, Person
from crm.places.models import Regency


def live_doubles(troupe: Troupe) -> None:
    """Enter them, let the house find them, and merge one."""
    with unit_of_work():
        _enter_twins(troupe)
    with unit_of_work():
        _merge_dewi(troupe)
    for kind in KINDS.values():
        scan(kind)


def _enter_twins(troupe: Troupe) -> None:
    by = troupe.secretary
    save(
        Institution.register(
            by=by,
            name="Perpus Fak. Kedokteran Univ. Lazuardi Nusantara",
            type=InstitutionType.MEDICAL_FACULTY_LIBRARY,
            regency=db.session.get(Regency, "32.73"),
            phone="+62 899 0010 0000",
            web="perpustakaan.lazuardi.example",
        )
    )
    for name, email in (
        ("RATNA PRAMESWARI", "ratna.p@lazuardi.example"),
        ("Dewi Anggraeni", "kepala.perpustakaan@lazuardi.example"),
    ):
        twin = save(Person.register(by=by, name=name, email=email, city="Bandung"))
        home = troupe.members["B"]
        save(Affiliation.begin(twin, home, by=by, position="Pustakawan"))
        troupe.people[name] = twin


def _merge_dewi(troupe: Troupe) -> None:
    """The head of B had been entered a second time, from an old attendance list."""
    stays, goes = (troupe.people[key] for key in ("dewi", "Dewi Anggraeni"))
    db.session.refresh(stays)
    choice = Choice(
        survivor_id=stays.id,
        gone_id=goes.id,
        takes=frozenset({"city"}),
        survivor_version=stays.version,
        gone_version=goes.version,
    )
    done = merge(KINDS["person"], choice, by=troupe.secretary)
    troupe.people["dewi"] = db.session.get_one(Person, done.survivor_id)
    del troupe.people["Dewi Anggraeni"]
