"""The form of a request."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.validators import DataRequired, Length

from blueprints import access
from blueprints.free_text import FreeTextField
from services import free_text, work_descriptions
from services.matching import LONGEST_MESSAGE, SHORTEST_MESSAGE, tidy_message
from services.matching_errors import MessageTooLong, MessageTooShort, WorkNotOpen


def open_work_choices() -> list[tuple[str, str]]:
    """The open work of the organisation that asks, or none of it."""
    works = work_descriptions.open_works(access.session(), str(access.viewer().organisation_id))
    return [("", _("None")), *((each.id, each.details.title) for each in works)]


class InterestForm(FlaskForm):
    """A message to a professional; ``profile`` is the id under which the organisation knows them."""

    profile = HiddenField()
    work = SelectField(
        _l("Work description"),
        choices=lambda: open_work_choices(),
        description=_l("The professional reads it beside your message, as it stands at that moment."),
        invalid_choice_message=_l(WorkNotOpen.message),
        default="",
    )
    message = FreeTextField(
        _l("Your message"),
        undisclosed=lambda: free_text.of_request(access.session(), str(access.viewer().organisation_id)),
        description=_l(
            "What is the work, when does it start, how long and where? They decide on this. Between %(least)s and "
            "%(most)s characters; leave out what they need not know yet. Without a message there is nothing "
            "to decide on.",
            least=SHORTEST_MESSAGE,
            most=LONGEST_MESSAGE,
        ),
        filters=[tidy_message],
        validators=[
            DataRequired(_l("Write a message: without one the professional has nothing to decide on.")),
            Length(min=SHORTEST_MESSAGE, message=_l(MessageTooShort.message)),
            Length(max=LONGEST_MESSAGE, message=_l(MessageTooLong.message)),
        ],
        render_kw={"rows": 9},
    )
