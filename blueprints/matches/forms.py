"""The form of a request."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.validators import DataRequired, Length

from blueprints import access
from blueprints.free_text import FreeTextField
from services import free_text, work_descriptions
from services.clarifications import LONGEST, SHORTEST, WrongLength
from services.matching import LONGEST_MESSAGE, SHORTEST_MESSAGE, tidy_message
from services.matching_errors import MessageTooLong, MessageTooShort, WorkNotOpen
from services.viewers import Part


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


class ClarificationForm(FlaskForm):
    """A question of the professional about a request, or the organisation's answer."""

    text = FreeTextField(
        "",
        undisclosed=lambda: _undisclosed(),
        filters=[tidy_message],
        validators=[
            DataRequired(_l(WrongLength.message)),
            Length(min=SHORTEST, max=LONGEST, message=_l(WrongLength.message)),
        ],
        render_kw={"rows": 3},
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        is_question = access.viewer().part is Part.PROFESSIONAL
        self.text.label.text = _("Ask something first") if is_question else _("Your answer")
        self.text.description = (
            _("They answer before you decide, and learn nothing about you. Without a question you can decide at once.")
            if is_question
            else _("They read it before they decide. Without an answer they decide on what they know.")
        )


def _undisclosed() -> free_text.Undisclosed:
    viewer = access.viewer()
    if viewer.part is Part.PROFESSIONAL:
        return free_text.of_professional(access.session(), access.account_id())
    return free_text.of_request(access.session(), str(viewer.organisation_id))
