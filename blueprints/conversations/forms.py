"""The forms of conversations: a message, and what one wants of them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from models.base import new_id
from services.chat_errors import NothingWritten, TextTooLong
from services.conversations import LONGEST_TEXT
from services.matching import tidy_message


class MessageForm(FlaskForm):
    """One message. ``nonce`` is drawn with the form, so that a form sent twice makes one message."""

    nonce = HiddenField(default=new_id, validators=[Regexp(r"[a-z2-7]{26}")])
    text = TextAreaField(
        _l("Your message"),
        description=_l("Only the two sides of the match read it. Without words there is nothing to send."),
        filters=[tidy_message],
        validators=[
            DataRequired(_l(NothingWritten.message)),
            Length(max=LONGEST_TEXT, message=_l(TextTooLong.message)),
        ],
        render_kw={"rows": 3},
    )


class ChoiceForm(FlaskForm):
    """What somebody wants of conversations."""

    shows_reading = BooleanField(
        _l("Others see when I have read a message"),
        description=_l("If you switch this off, you do not see it of others either."),
    )
