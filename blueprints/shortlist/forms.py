"""The forms of a shortlist: who is put on it, for which work, and a note for colleagues."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from blueprints import access
from services import work_descriptions
from services.matching import tidy_message
from services.shortlist_errors import NoteTooLong, NothingNoted
from services.shortlists import LONGEST_NOTE


def _works() -> list[tuple[str, str]]:
    """What the organisation has in draft or open."""
    works = work_descriptions.works_in_hand(access.session(), str(access.viewer().organisation_id))
    return [("", _("None")), *((each.id, each.details.title) for each in works)]


class KeepForm(FlaskForm):
    """Who is put on the shortlist; ``profile`` is the id under which the organisation knows them."""

    profile = HiddenField()


class WorkForm(FlaskForm):
    """For which work description somebody is kept."""

    work = SelectField(
        _l("For which work"),
        choices=lambda: _works(),
        default="",
        invalid_choice_message=_l("This work description is closed or gone. Choose another one."),
    )


class NoteForm(FlaskForm):
    """A note beside a professional."""

    text = TextAreaField(
        _l("A note for your colleagues"),
        description=_l(
            "Your team reads it. It is also about the professional, who can read it in their privacy centre: write "
            "what you would say to them. Without words there is nothing to keep."
        ),
        filters=[tidy_message],
        validators=[
            DataRequired(_l(NothingNoted.message)),
            Length(max=LONGEST_NOTE, message=_l(NoteTooLong.message)),
        ],
        render_kw={"rows": 3},
    )
