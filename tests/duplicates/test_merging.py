"""Two records become one and are two again: nothing is lost, not a row differs."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from crm.audit.models import AuditEntry
from crm.campaigns.models import CampaignPartner
from crm.core.actors import Actor
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.transactions import commit, rollback
from crm.duplicates.kinds import KINDS
from crm.duplicates.merging import Choice, merge
from crm.duplicates.models import DuplicatePair, Merge, MergeStep, Verdict
from crm.duplicates.scanning import scan
from crm.duplicates.undoing import objections, undo
from crm.gatherings.models import Invitee, Rsvp
from crm.institutions.models import Belonging, Institution, ParentBody, Subordination
from crm.institutions.models.relations import Relation, RelationKind
from crm.labels.models import CustomField, FieldType, FieldValue
from crm.people.models import Affiliation, Person, PersonSkill, Skill
from crm.search.index import rebuild
from crm.sharing.models import Assignment
from crm.timeline.models import Entry
from tests.duplicates.tables import all_tables, differences
from tests.factories.campaigns import make_campaign, make_partner
from tests.factories.gatherings import make_gathering, make_invitee
from tests.factories.register import (
    make_affiliation,
    make_belonging,
    make_institution,
    make_parent_body,
    make_person,
)
from tests.factories.sharing import make_agreement, make_assignment, make_cast

SARI = Actor(name="Sari Wulandari", role="secretariat")
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_engines]


def merged(kept: Institution | ParentBody | Person, gone: object, *takes: str) -> Merge:
    """Merge one into the other as the page does, in a transaction of its own."""
    commit()
    kind = KINDS[kept.__tablename__]
    choice = Choice(
        survivor_id=kept.id,
        gone_id=gone.id,  # type: ignore[attr-defined]
        takes=frozenset(takes),
        survivor_version=kept.version,
        gone_version=gone.version,  # type: ignore[attr-defined]
    )
    done = merge(kind, choice, by=SARI)
    commit()
    return done


def undone(merge_id: int) -> None:
    undo(db.session.get_one(Merge, merge_id), by=SARI)
    commit()


def whole() -> None:
    """Keys, pairs and search as a running house has them."""
    commit()
    for kind in KINDS.values():
        scan(kind)
    rebuild()
    commit()


def everyone(model: type) -> list[int]:
    return list(db.session.scalars(sa.select(model.id).order_by(model.id)))  # type: ignore[attr-defined]


def test_a_merge_and_its_undoing_leave_every_row_of_every_table_as_it_was() -> None:
    cast = make_cast()
    assignment = make_assignment(cast)
    meeting = make_gathering()
    home, host = assignment.home, assignment.host
    twin = make_institution(name=f"Perpus {host.name}", phone="0411-123456", npp="7371012C0000001")
    assert home is not None
    for place in (home, host, twin):
        make_invitee(meeting, place)
    db.session.scalars(
        sa.select(Invitee).where(Invitee.institution_id == twin.id)
    ).one().rsvp = Rsvp.ACCEPTED
    campaign = make_campaign()
    make_partner(campaign, host)
    make_partner(campaign, twin)
    office = make_parent_body(name="Dinas Kesehatan Sulawesi Selatan")
    make_belonging(host, office, starts_on=date(2020, 1, 1), ends_on=date(2023, 1, 1))
    make_belonging(twin, office, starts_on=date(2022, 1, 1))
    make_affiliation(make_person(name="Nur Aini"), twin)
    whole()
    before = all_tables()
    host_name, version = host.name, twin.version

    done = merged(host, twin, "phone", "npp")

    kept = db.session.get_one(Institution, done.survivor_id)
    assert db.session.get(Institution, done.gone_id) is None
    assert kept.name == host_name
    assert (kept.phone, kept.npp) == ("0411-123456", "7371012C0000001")
    assert kept.version > version + 1
    answers = sa.select(Invitee.rsvp).where(Invitee.institution_id == kept.id)
    assert list(db.session.scalars(answers)) == [Rsvp.ACCEPTED]
    spans = sa.select(Belonging.starts_on, Belonging.ends_on).where(
        Belonging.institution_id == kept.id, Belonging.parent_body_id == office.id
    )
    assert db.session.execute(spans).all() == [(date(2020, 1, 1), None)]
    partners = sa.select(CampaignPartner).where(CampaignPartner.institution_id == kept.id)
    assert len(db.session.scalars(partners).all()) == 1
    assert differences(before, all_tables())

    undone(done.id)

    assert differences(before, all_tables()) == []
    assert db.session.get_one(Merge, done.id).undone_by == "Sari Wulandari"


def test_whichever_two_of_a_house_are_merged_the_undoing_finds_everything() -> None:
    cast = make_cast()
    make_assignment(cast)
    meeting = make_gathering()
    for place_id in everyone(Institution):
        make_invitee(meeting, db.session.get_one(Institution, place_id))
    make_belonging(make_institution(), make_parent_body())
    make_affiliation(make_person(), cast.home)
    make_person(nip="", phone="+6281100000")
    whole()
    before = all_tables()
    undone_ones = 0

    models: tuple[Any, ...] = (Institution, Person, ParentBody)
    for model in models:
        ids = everyone(model)
        for kept_id, gone_id in zip(ids, [*ids[1:], ids[0]], strict=True):
            if kept_id == gone_id:
                continue
            kept, gone = (db.session.get_one(model, one) for one in (kept_id, gone_id))
            try:
                done = merged(kept, gone)
            except NotPossible:
                rollback()
                continue
            undone(done.id)
            undone_ones += 1
            assert differences(before, all_tables()) == [], (model, kept_id, gone_id)

    assert undone_ones >= 6


def test_of_two_people_the_better_skill_the_answer_and_all_days_stand() -> None:
    here = make_institution()
    ratna = make_person(name="Ratna Prameswari", email="ratna@lazuardi.example")
    twin = make_person(name="Ratna Prameswari, S.IP.", email="ratna.p@lazuardi.example", nip="")
    skill = db.session.scalars(sa.select(Skill).limit(1)).one()
    db.session.add(PersonSkill(person=ratna, skill=skill, level=1))
    db.session.add(PersonSkill(person=twin, skill=skill, level=4))
    make_affiliation(ratna, here, starts_on=date(2021, 1, 1), ends_on=date(2022, 12, 31))
    make_affiliation(twin, here, starts_on=date(2022, 6, 1), may_confirm=True)
    commit()
    before = all_tables()

    done = merged(ratna, twin, "email")

    skills = sa.select(PersonSkill.person_id, PersonSkill.level)
    assert db.session.execute(skills).all() == [(done.survivor_id, 4)]
    (work,) = db.session.scalars(sa.select(Affiliation)).all()
    assert (work.person_id, work.starts_on, work.ends_on) == (
        done.survivor_id,
        date(2021, 1, 1),
        None,
    )
    assert db.session.get_one(Person, done.survivor_id).email == "ratna.p@lazuardi.example"

    undone(done.id)

    lost = [one for one in differences(before, all_tables()) if not one.startswith("match_key")]
    assert [one for one in lost if not one.startswith("search_")] == []


def test_the_history_moves_along_and_the_trail_stays_as_it_was_written() -> None:
    kept, gone = make_institution(name="RS Curup"), make_institution(name="RSUD Curup")
    gone.change(by=SARI, address="Jalan Dua Jalur")
    commit()
    trail = db.session.scalars(sa.select(sa.func.max(AuditEntry.id))).one()

    done = merged(kept, gone)

    lines = sa.select(Entry.fact).where(
        Entry.record_kind == "institution", Entry.record_id == done.survivor_id
    )
    assert {"InstitutionChanged", "RecordsMerged"} <= set(db.session.scalars(lines))
    old = db.session.get_one(AuditEntry, trail)
    assert (old.subject_kind, old.subject_id) == ("institution", gone.id)


def test_two_different_official_codes_are_never_one() -> None:
    gone, kept = make_institution(code="3273001"), make_institution(code="3273002")

    with pytest.raises(NotPossible) as refused:
        merged(kept, gone)

    assert "3273002, 3273001" in refused.value.missing[0]
    rollback()
    assert db.session.scalars(sa.select(Merge)).all() == []
    assert len(db.session.scalars(sa.select(Institution)).all()) == 2


def test_the_two_sides_of_a_promise_are_two() -> None:
    cast = make_cast()
    assignment = make_assignment(cast)
    assert assignment.home is not None
    third = make_institution()
    make_agreement(cast, home=third)

    for one, other in ((assignment.home, assignment.host), (third, assignment.host)):
        with pytest.raises(NotPossible) as refused:
            merged(one, other)
        assert len(refused.value.missing) == 1
        rollback()


def test_the_further_data_go_along_and_come_back() -> None:
    gone, kept = make_institution(), make_institution()
    fields = [
        save(CustomField(record_kind="institution", type=FieldType.TEXT, key=key, **NAMED)).id
        for key in ("a", "b")
    ]
    for field, record, value in ((0, kept, "stands"), (0, gone, "gives way"), (1, gone, "moves")):
        which = {"record_kind": "institution", "record_id": record.id}
        save(FieldValue(field_id=fields[field], value=value, **which))
    whole()
    before = all_tables()

    done = merged(kept, gone)

    held = sa.select(FieldValue.record_id, FieldValue.value).order_by(FieldValue.field_id)
    assert [tuple(row) for row in db.session.execute(held)] == [
        (kept.id, "stands"),
        (kept.id, "moves"),
    ]
    undone(done.id)
    assert differences(before, all_tables()) == []


NAMED = {"name_id": "Isian", "name_en": "Field"}


def test_a_body_is_never_merged_into_one_far_above_it_but_well_into_the_next() -> None:
    low, middle, high = (make_parent_body(name=name) for name in ("Fakultas", "Univ", "Kemen"))
    db.session.add_all(
        [Subordination(child=low, parent=middle), Subordination(child=middle, parent=high)]
    )
    commit()

    with pytest.raises(NotPossible):
        merged(low, high)
    rollback()
    done = merged(low, middle)

    edges = db.session.execute(sa.select(Subordination.child_id, Subordination.parent_id)).all()
    assert edges == [(done.survivor_id, high.id)]


def test_whoever_looked_at_an_older_state_merges_nothing() -> None:
    kept, gone = make_person(name="Yusuf"), make_person(name="Yusuf A.")
    commit()
    choice = Choice(
        survivor_id=kept.id,
        gone_id=gone.id,
        takes=frozenset(),
        survivor_version=kept.version,
        gone_version=gone.version,
    )
    gone.change(by=SARI, city="Makassar")
    commit()

    with pytest.raises(NotPossible):
        merge(KINDS["person"], choice, by=SARI)


def test_an_undoing_is_refused_when_something_newer_depends_on_the_merge() -> None:
    kept, gone = make_person(name="Bima"), make_person(name="Bima B.", phone="+62811111222")
    third = make_person(name="Bima S.")
    done = merged(kept, gone, "phone")

    one = db.session.get_one(Person, done.survivor_id)
    one.change(by=SARI, city="Bandung", name="Bima Sakti")
    commit()
    assert objections(done)
    with pytest.raises(NotPossible):
        undone(done.id)
    rollback()
    db.session.get_one(Person, done.survivor_id).change(by=SARI, name="Bima")
    commit()
    later = merged(db.session.get_one(Person, done.survivor_id), third)
    with pytest.raises(NotPossible) as refused:
        undone(done.id)
    rollback()
    assert "Bima S." in refused.value.missing[0]

    undone(later.id)
    undone(done.id)

    assert db.session.get_one(Person, gone.id).phone == "+62811111222"
    assert db.session.get_one(Person, kept.id).phone == ""


def test_an_undoing_is_refused_when_the_address_of_the_other_was_given_away() -> None:
    kept, gone = make_person(email="a@contoh.example"), make_person(email="b@contoh.example")
    done = merged(kept, gone, "email")
    make_person(email="a@contoh.example")
    commit()

    with pytest.raises(NotPossible) as refused:
        undone(done.id)

    assert "a@contoh.example" in refused.value.missing[0]


def test_what_was_told_apart_stays_told_apart_from_the_survivor() -> None:
    one, other, third = (make_person(name="Siti Rahma", phone="+6281234567890") for _ in range(3))
    commit()
    assert scan(KINDS["person"]) == 3
    pair = db.session.scalars(
        sa.select(DuplicatePair).where(
            DuplicatePair.first_id == other.id, DuplicatePair.second_id == third.id
        )
    ).one()
    pair.tell_apart(other, third, by=SARI)
    commit()

    done = merged(other, one)

    assert done.survivor_id == other.id
    known = sa.select(DuplicatePair.second_id, DuplicatePair.verdict)
    between = known.where(DuplicatePair.first_id == other.id)
    assert db.session.execute(between).all() == [(third.id, Verdict.DIFFERENT)]
    scan(KINDS["person"])
    open_ones = sa.select(DuplicatePair).where(DuplicatePair.verdict == Verdict.OPEN)
    assert db.session.scalars(open_ones).all() == []


def test_the_journal_names_every_row_that_moved() -> None:
    cast = make_cast()
    assignment = make_assignment(cast)
    twin = make_person(name="Ratna P.")

    done = merged(twin, assignment.person)

    moved = sa.select(MergeStep.row_table).where(MergeStep.merge_id == done.id)
    assert {"assignment", "person"} <= set(db.session.scalars(moved))
    assert db.session.get_one(Assignment, assignment.id).person_id == done.survivor_id


def test_a_relation_between_the_two_is_set_aside_and_comes_back() -> None:
    kept, gone = make_institution(librarians=None), make_institution(librarians=4)
    other = make_institution()
    for near, far in ((kept, gone), (gone, other), (kept, other)):
        db.session.add(Relation(kind=RelationKind.PARTNER_OF, near=near, far=far))
    commit()
    before = all_tables()

    done = merged(kept, gone)

    left = db.session.execute(sa.select(Relation.near_id, Relation.far_id)).all()
    assert left == [(done.survivor_id, other.id)]
    assert db.session.get_one(Institution, done.survivor_id).librarians == 4
    undone(done.id)
    lost = [one for one in differences(before, all_tables()) if "match_key" not in one]
    assert [one for one in lost if "search" not in one] == []
