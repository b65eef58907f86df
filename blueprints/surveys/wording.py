"""The words of a survey that are not its own."""

from __future__ import annotations

from flask_babel import gettext as _

from blueprints.localisation import day
from services.surveys.taking_part import Invited, Standing


def consent_words(survey: Invited) -> str:
    """What somebody agrees to who takes part: the exact words, of which the fingerprint is kept."""
    return _(
        "I take part in the survey “%(title)s”. My answers may be kept until %(day)s at the latest and be used for "
        "what is said above, without my name. I may withdraw this at any time: my answers are then deleted at once.",
        title=survey.title,
        day=day(survey.ends_at),
    )


def standings() -> dict[Standing, str]:
    """How one stands to a survey, in words."""
    return {
        Standing.INVITED: _("Invited"),
        Standing.STARTED: _("Started"),
        Standing.DONE: _("Completed"),
        Standing.WITHDRAWN: _("Withdrawn"),
    }
