"""Saved searches: kept from the explorer, listed, opened, followed, deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, render
from blueprints.talent.explorer import VERIFIED_FACETS
from models.saved_search import Alert
from services import saved_searches
from services.errors import NotFound, ServiceError
from services.saved_searches import Saved

from . import blueprint

ALERTS: dict[Alert, Any] = {
    Alert.DAILY: _l("Once a day"),
    Alert.WEEKLY: _l("Once a week, on Monday"),
    Alert.EPOCH: _l("When public profiles change, every hour at most"),
    Alert.NEVER: _l("Never"),
}


@dataclass(frozen=True)
class Line:
    """A saved search in words, with the form to choose when to be told."""

    saved: Saved
    words: str
    form: AlertForm


class SaveForm(FlaskForm):
    """A search to keep; ``query``: as the explorer's address has it."""

    query = HiddenField()


class AlertForm(FlaskForm):
    """When to be told that more professionals fit."""

    alert = SelectField(_l("Tell me of more"), choices=lambda: [(each.value, str(ALERTS[each])) for each in ALERTS])


@blueprint.get("")
@open_to(Audience.CLIENTS)
def index() -> Response:
    """The searches that the viewer keeps, the latest first."""
    found = saved_searches.own_searches(access.session(), access.viewer())
    return render("searches/index.html", lines=[_line(each) for each in found])


@blueprint.post("")
@open_to(Audience.CLIENTS)
def create() -> Response:
    """Keep a search."""
    session, viewer = access.session(), access.viewer()
    query = saved_searches.tidy_query(SaveForm().query.data or "")
    try:
        with current_app.extensions["database"].verified() as confined:
            saved_searches.save(session, confined, viewer, query, now=access.now())
    except NotFound:
        raise
    except ServiceError as error:
        flash(_(error.message), "warn")
        return redirect(_address(query))
    flash(_("Saved. You are told once a day when more professionals fit; change that here."), "info")
    return redirect(url_for("searches.index"))


@blueprint.get("/<search_id>")
@open_to(Audience.CLIENTS, writes=True)
def show(search_id: str) -> Response:
    """To the explorer, with this search."""
    return redirect(_address(saved_searches.open_search(access.session(), access.viewer(), search_id)))


@blueprint.post("/<search_id>/alert")
@open_to(Audience.CLIENTS)
def alert(search_id: str) -> Response:
    """Say when to be told of more."""
    form = AlertForm()
    saved_searches.find_search(access.session(), access.viewer(), search_id)
    if form.validate_on_submit():
        saved_searches.choose_alert(access.session(), access.viewer(), search_id, Alert(form.alert.data))
        flash(_("Saved."), "info")
    else:
        flash(_("Choose one of the ways in the list."), "warn")
    return redirect(url_for("searches.index"))


@blueprint.post("/<search_id>/deletion")
@open_to(Audience.CLIENTS)
def deletion(search_id: str) -> Response:
    """Delete it."""
    saved_searches.delete(access.session(), access.viewer(), search_id)
    flash(_("The search is deleted."), "info")
    return redirect(url_for("searches.index"))


def _line(saved: Saved) -> Line:
    form = AlertForm(formdata=None, data={"alert": saved.alert.value})
    return Line(saved, _words(saved.query), form)


def _address(query: str) -> str:
    return url_for("talent.index") + (f"?{query}" if query else "")


def _words(query: str) -> str:
    """The search as people read it: its text, then its filters; what has no words any more is left out."""
    kinds = {kind.name: kind for kind in VERIFIED_FACETS}
    words = []
    for name, value in sorted(parse_qsl(query), key=lambda pair: pair[0] != "q"):
        if name == "q":
            words.append(f"“{value}”")
        else:
            try:
                words.append(kinds[name].wording(value)[0])
            except (KeyError, ValueError, LookupError):
                continue
    return ", ".join(words)
