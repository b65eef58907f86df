"""The summary names the same bounds as the fields of the page beside it, in both languages."""

from enum import Enum

import pytest
from flask import Flask
from flask_babel import force_locale

from blueprints.labels import words
from services.publication.narrative_phrases import DUTCH, ENGLISH
from services.publication.record import HoursBand, RateBand, RemoteWork

PHRASES = {"en": ENGLISH, "nl": DUTCH}


@pytest.mark.parametrize("locale", ["en", "nl"])
@pytest.mark.parametrize("band", [*HoursBand, *RateBand, RemoteWork.HYBRID])
def test_the_summary_says_what_the_field_says(app: Flask, locale: str, band: Enum) -> None:
    phrases = PHRASES[locale]
    said = {**phrases.hours, **phrases.rate, **phrases.remote}[band]
    with app.test_request_context("/"), force_locale(locale):
        field = words(band)
    assert field[:1].lower() + field[1:] in said
