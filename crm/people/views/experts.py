"""Expert partners: what makes a person one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import db, get_or_404
from crm.core.words import gettext as _
from crm.people.expert_forms import ExpertForm
from crm.people.expertise import end_partnership, name_expert
from crm.people.queries import expert_of, people_visible_to
from crm.permissions import Permission

bp = Blueprint("experts", __name__, url_prefix="/people/<int:person_id>/expert")


@bp.get("/edit")
@requires(Permission.EDIT_PEOPLE)
def edit(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    expert = db.session.scalar(expert_of(person))
    form = ExpertForm(obj=expert, last_contact_on=person.last_contact_on)
    return render_template("people/experts/edit.html", person=person, expert=expert, form=form)


@bp.post("")
@requires(Permission.EDIT_PEOPLE)
def update(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    form = ExpertForm()
    if not form.validate():
        words = {"person": person, "expert": db.session.scalar(expert_of(person)), "form": form}
        return render_template("people/experts/edit.html", **words), 422
    name_expert(person, form.facts(), by=visitor().as_actor())
    flash(_("%(name)s is an expert partner.", name=person.full_name))
    return redirect(url_for("people.show", person_id=person.id), 303)


@bp.post("/deletion")
@requires(Permission.EDIT_PEOPLE)
def destroy(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    end_partnership(person, by=visitor().as_actor())
    flash(_("%(name)s is no expert partner any more.", name=person.full_name))
    return redirect(url_for("people.show", person_id=person.id), 303)
