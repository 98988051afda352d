"""A name that is typed means a record in use; what stands in a form already may stay."""

import pytest
from flask import Flask

from crm.core.actors import SYSTEM
from crm.core.errors import NotValid
from crm.core.forms import Form
from crm.core.transactions import commit
from crm.gatherings.fields import InstitutionField, PersonField
from crm.gatherings.lists import named, person_called
from crm.institutions.calling import institution_called
from crm.labels.acting import act_on
from crm.labels.models import Act
from tests.factories.register import make_institution, make_person


class Asked(Form):
    person = PersonField("Who")
    institution = InstitutionField("Where")


def test_what_is_in_the_archive_is_not_meant_any_more(app: Flask) -> None:
    person, place = make_person(name="Maya Lestari"), make_institution(name="RS Melati")
    commit()
    assert (person_called("dr. Maya Lestari"), institution_called("RS Melati")) == (person, place)

    act_on("person", [person.id], Act.ARCHIVE, by=SYSTEM)
    act_on("institution", [place.id], Act.ARCHIVE, by=SYSTEM)
    commit()

    with pytest.raises(NotValid, match=r"archive|arsip"):
        person_called("Maya Lestari")
    with pytest.raises(NotValid, match=r"archive|arsip"):
        institution_called("RS Melati")
    again = make_person(name="Maya Lestari")
    assert person_called("Maya Lestari") == again


def test_whoever_stands_in_a_form_may_stay(app: Flask) -> None:
    person, place = make_person(name="Maya Lestari"), make_institution(name="RS Melati")
    act_on("person", [person.id], Act.ARCHIVE, by=SYSTEM)
    act_on("institution", [place.id], Act.ARCHIVE, by=SYSTEM)
    commit()
    sent = {"person": named(person), "institution": place.name}

    with app.test_request_context(method="POST", data=sent):
        kept = Asked(data={"person": person, "institution": place})
        fresh = Asked()
        kept.validate()
        fresh.validate()

    assert (kept.person.person, kept.institution.institution) == (person, place)
    assert not kept.person.errors
    assert not kept.institution.errors
    assert fresh.person.errors
    assert fresh.institution.errors
