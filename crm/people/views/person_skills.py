"""The skills of a person, changed as one list."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import db, get_or_404
from crm.core.words import gettext as _
from crm.people.expert_forms import field_of, skills_form
from crm.people.expertise import set_skills
from crm.people.queries import people_visible_to, skills, skills_of
from crm.permissions import Permission

bp = Blueprint("person_skills", __name__, url_prefix="/people/<int:person_id>/skills")


@bp.get("/edit")
@requires(Permission.EDIT_PEOPLE)
def edit(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    form = skills_form(db.session.scalars(skills()), db.session.scalars(skills_of(person)))
    return render_template("people/person_skills/edit.html", person=person, form=form)


@bp.post("")
@requires(Permission.EDIT_PEOPLE)
def update(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    vocabulary = list(db.session.scalars(skills()))
    form = skills_form(vocabulary, ())
    if not form.validate():
        return render_template("people/person_skills/edit.html", person=person, form=form), 422
    levels = {skill: int(form[field_of(skill)].data or 0) for skill in vocabulary}
    set_skills(person, levels, by=visitor().as_actor())
    flash(_("The skills of %(name)s are saved.", name=person.full_name))
    return redirect(url_for("people.show", person_id=person.id), 303)
