"""Why somebody is eligible, in words: the same sentence for them and for the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from babel.support import Translations

from models.register import N_
from models.survey import SurveyAudience
from services.mail_templates import TRANSLATIONS

from .eligibility import Criteria, Eligible

Translate = Callable[[str], str]

ALWAYS = N_("has an active account with a confirmed e-mail address")
PROFESSIONAL = N_("registered as a professional")
CLIENT = N_("represents a client organisation")
EITHER = N_("registered as a professional, or represents a client organisation")
REGISTERED = N_("registered at least %(months)s months ago")
ACTIVE = N_("had a request or a match in the last %(months)s months")
"""English message ids. Months are 3 or more."""

_IN_PART = {
    SurveyAudience.EVERYONE: EITHER,
    SurveyAudience.PROFESSIONALS: PROFESSIONAL,
    SurveyAudience.CLIENTS: CLIENT,
}


def asked_for(criteria: Criteria, *, translate: Translate) -> list[str]:
    """The criteria in words."""
    return [translate(_IN_PART[criteria.audience]), *_common(criteria, translate)]


def reasons(criteria: Criteria, person: Eligible, *, translate: Translate) -> list[str]:
    """By which of the criteria a person is eligible, in words."""
    audience = criteria.audience
    parts = [
        translate(words)
        for words, holds in (
            (PROFESSIONAL, person.is_professional and audience is not SurveyAudience.CLIENTS),
            (CLIENT, person.is_client and audience is not SurveyAudience.PROFESSIONALS),
        )
        if holds
    ]
    return [*parts, *_common(criteria, translate)]


@lru_cache
def speaking(locale: str) -> Translate:
    """What puts message ids into the words of a language, outside a request."""
    return Translations.load(TRANSLATIONS, [locale]).gettext


def _common(criteria: Criteria, translate: Translate) -> list[str]:
    found = [translate(ALWAYS)]
    if criteria.registered_months:
        found.append(translate(REGISTERED) % {"months": criteria.registered_months})
    if criteria.active_months:
        found.append(translate(ACTIVE) % {"months": criteria.active_months})
    return found
