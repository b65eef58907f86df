"""The résumé, section by section: items added, edited, removed and restored in place, or as plain pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, current_app, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Form

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.pictures import store
from blueprints.rendering import redirect, render, wants_fragment
from services import portfolio, professionals
from services.professionals import Item
from services.publication.vocabulary import vocabulary

from . import blueprint
from .fields import place_in, values_of
from .sections import SECTIONS, Section

A_DAY = 24 * 60 * 60
RESTORATION = "restore-item"
SUGGESTIONS = 8
KEYS = ", ".join(SECTIONS)


@dataclass(frozen=True)
class Removed:
    """An item just removed, and the token that brings it back."""

    item: Item
    token: str


@blueprint.get("/resume", endpoint="resume")
@open_to(Audience.PROFESSIONALS)
def index() -> Response:
    """The whole résumé."""
    return _resume()


@blueprint.get(f"/<any({KEYS}):key>", endpoint="section")
@open_to(Audience.PROFESSIONALS)
def show_section(key: str) -> Response:
    """One section without an open form: what "cancel" brings back."""
    if wants_fragment():
        return _section(SECTIONS[key])
    return redirect(url_for("professionals.resume", _anchor=key))


@blueprint.get(f"/<any({KEYS}):key>/new", endpoint="new_item")
@open_to(Audience.PROFESSIONALS)
def new(key: str) -> Response:
    """The form for a new item, in its section or as a page."""
    section = SECTIONS[key]
    form = _add_form(section)
    if wants_fragment():
        return _section(section, form=form)
    return _alone(section, form)


@blueprint.post(f"/<any({KEYS}):key>", endpoint="create_item")
@open_to(Audience.PROFESSIONALS)
def create(key: str) -> Response:
    """Add to a section."""
    section = SECTIONS[key]
    form = _add_form(section)
    if not form.validate_on_submit():
        if wants_fragment():
            return _section(section, form=form, status=422)
        return _alone(section, form, status=422)
    try:
        added = professionals.add_items(access.session(), access.account_id(), section.table, section.entries(form))
    except professionals.SectionFull as problem:
        form.form_errors.append(_(problem.message))
        return _section(section, form=form, status=422) if wants_fragment() else _alone(section, form, status=422)
    if wants_fragment():
        return _section(section, saved=added[-1].id if added else None)
    return redirect(url_for("professionals.resume", _anchor=section.key))


@blueprint.get(f"/<any({KEYS}):key>/<item_id>", endpoint="item")
@open_to(Audience.PROFESSIONALS)
def show(key: str, item_id: str) -> Response:
    """One item in its place: what "cancel" brings back."""
    section, item = _found(key, item_id)
    if wants_fragment():
        return render(section.item_template, section=section, item=item, saved=None)
    return redirect(url_for("professionals.resume", _anchor=section.key))


@blueprint.get(f"/<any({KEYS}):key>/<item_id>/edit", endpoint="edit_item")
@open_to(Audience.PROFESSIONALS)
def edit(key: str, item_id: str) -> Response:
    """The form for an item, in its place or as a page."""
    section, item = _found(key, item_id)
    form = section.form(data=dict(item.values))
    place_in(form, item.id)
    return _alone(section, form, item)


@blueprint.post(f"/<any({KEYS}):key>/<item_id>", endpoint="update_item")
@open_to(Audience.PROFESSIONALS)
def update(key: str, item_id: str) -> Response:
    """Save an item."""
    section, item = _found(key, item_id)
    form = section.form()
    place_in(form, item.id)
    if not form.validate_on_submit():
        return _alone(section, form, item, status=422)
    saved = professionals.change_item(access.session(), access.account_id(), section.table, item_id, values_of(form))
    if wants_fragment():
        return render(section.item_template, section=section, item=saved, saved=saved.id)
    return redirect(url_for("professionals.resume", _anchor=section.key))


@blueprint.post(f"/<any({KEYS}):key>/<item_id>/deletion", endpoint="delete_item")
@open_to(Audience.PROFESSIONALS)
def destroy(key: str, item_id: str) -> Response:
    """Remove an item, with a way back."""
    section = SECTIONS[key]
    item = professionals.remove_item(access.session(), access.account_id(), section.table, item_id)
    item = portfolio.without_picture(access.session(), store(), access.account_id(), item)
    values = json.dumps({**item.values})
    token = current_app.extensions["token_keys"].sign(RESTORATION, access.account_id(), key, item.id, values)
    removed = Removed(item, token)
    if wants_fragment():
        return render("professionals/_removed.html", section=section, removed=removed)
    return _resume(section=section, removed=removed)


@blueprint.post(f"/<any({KEYS}):key>/restoration", endpoint="restore_item")
@open_to(Audience.PROFESSIONALS)
def restore(key: str) -> Response:
    """Bring a removed item back."""
    section = SECTIONS[key]
    token = request.form.get("item", "")
    signed = current_app.extensions["token_keys"].read(RESTORATION, token, max_age=A_DAY)
    if signed is None or signed[:2] != [access.account_id(), key]:
        abort(404)
    removed = Item(signed[2], json.loads(signed[3]))
    item = professionals.restore_item(access.session(), access.account_id(), section.table, removed)
    if wants_fragment():
        return render(section.item_template, section=section, item=item, saved=item.id)
    return redirect(url_for("professionals.resume", _anchor=section.key))


@blueprint.get("/suggestions/skills", endpoint="skill_suggestions")
@open_to(Audience.PROFESSIONALS)
def suggestions() -> Response:
    """Options for the skill that is being typed: what stands before the last comma stays in front."""
    before, comma, typed = request.args.get("names", "")[:500].rpartition(",")
    words = vocabulary()
    found = words.search_skills(typed.strip(), limit=SUGGESTIONS) if len(typed.strip()) > 1 else []
    prefix = f"{before}, " if comma else ""
    options = [prefix + words.label("skill", skill.id, locale())[0] for skill in found]
    return render("professionals/_suggestions.html", options=options)


def _found(key: str, item_id: str) -> tuple[Section, Item]:
    section = SECTIONS[key]
    return section, professionals.item(access.session(), access.account_id(), section.table, item_id)


def _add_form(section: Section) -> Form:
    form: FlaskForm = (section.add_form or section.form)()
    place_in(form, section.key)
    return form


def _entries(section: Section) -> list[Item]:
    return professionals.items(access.session(), access.account_id(), section.table)


def _alone(section: Section, form: Form, item: Item | None = None, *, status: int = 200) -> Response:
    """The form of an item on a page of its own, or only the form for its place in the list."""
    page, fragment = "professionals/item.html", "professionals/_item_form.html" if item else None
    alone = not wants_fragment()
    return render(page, fragment, status=status, section=section, form=form, item=item, alone=alone)


def _section(section: Section, *, status: int = 200, form: Form | None = None, saved: str | None = None) -> Response:
    """A section with its items, and the form for a new one where it is open."""
    context: dict[str, Any] = {"section": section, "items": _entries(section), "form": form, "saved": saved}
    return render("professionals/_section.html", status=status, removed=None, alone=False, **context)


def _resume(*, section: Section | None = None, removed: Removed | None = None) -> Response:
    listed = [(each, _entries(each), removed if each is section else None) for each in SECTIONS.values()]
    return render("professionals/resume.html", listed=listed)
