"""What the professional says of themselves and looks for: headline, occupation, rate, availability."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import invalid, redirect, render
from models.bands import Availability, RemoteWork
from services import professionals
from services.publication.vocabulary import vocabulary

from . import blueprint
from .fields import Choice, Day, Euros, Line, Number, Paragraphs, values_of

MAJOR, UNIT = 1, 4


class Occupation(Choice):
    """One of the 436 unit groups of ISCO-08, under the major group it belongs to."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, of=list, **options)
        self.choices = [SelectChoice("", _("Derive it from my jobs")), *occupations()]


class WishesForm(FlaskForm):
    """Headline, text about oneself, occupation and what is looked for."""

    headline = Line(_l("Headline"), description=_l("One line about what you do. Shown to clients after a match."))
    about = Paragraphs(_l("About me"), description=_l("In your own words. Shown to clients after a match."))
    occupation = Occupation(
        _l("Occupation"),
        description=_l(
            "Anyone sees the field of work, verified clients the occupation. Left out, we derive it from your jobs."
        ),
    )
    preferences = Paragraphs(_l("Assignments I look for"), rows=3, description=_l("Shown to clients after a match."))
    day_rate = Euros(
        _l("Rate a day in euros, without VAT"),
        most=10_000,
        description=_l("Verified clients see a band, such as €600–749; the exact rate opens at a match."),
    )
    hours = Number(
        _l("Hours a week"),
        least=1,
        most=80,
        description=_l("Verified clients see a band, such as 24 to 31 hours."),
    )
    availability = Choice(
        _l("Availability"),
        of=Availability,
        description=_l("Shown to verified clients. Without it you are not found by those who filter on it."),
    )
    available_from = Day(_l("Available from"))
    remote = Choice(_l("Remote or on site"), of=RemoteWork, description=_l("Shown to verified clients."))


@blueprint.get("/preferences", endpoint="wishes")
@open_to(Audience.PROFESSIONALS)
def edit() -> Response:
    """The wishes as they are."""
    details = professionals.details_of(access.session(), access.account_id())
    return render("professionals/wishes.html", form=WishesForm(data=dict(details)))


@blueprint.post("/preferences", endpoint="update_wishes")
@open_to(Audience.PROFESSIONALS)
def update() -> Response:
    """Save the wishes."""
    form = WishesForm()
    if not form.validate_on_submit():
        return invalid("professionals/wishes.html", form=form)
    professionals.change_details(access.session(), access.account_id(), values_of(form))
    flash(_("Your preferences are saved."), "info")
    return redirect(url_for("professionals.show"))


def occupations() -> list[SelectChoice]:
    """The unit groups under the label of their major group, in the order of their names."""
    words, language = vocabulary(), locale()
    labels = {code: words.label("isco", code, language)[0] for code in words.ids("isco")}
    units = [code for code in labels if len(code) == UNIT]
    return [
        SelectChoice(code, labels[code], optgroup=labels[code[:MAJOR]])
        for code in sorted(units, key=lambda code: (code[:MAJOR], labels[code].casefold()))
    ]
