"""The forms of conversations: a message, and what one wants of them."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Length, Regexp, StopValidation

from models.base import new_id
from services.attachment_kinds import ACCEPTED
from services.attachments import MOST_BYTES
from services.chat_errors import FilesTooLarge, NothingWritten, TextTooLong
from services.conversations import LONGEST_TEXT
from services.matching import tidy_message


class WordsOrFiles:
    """A message has words, or files go with it, or both."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, form: MessageForm, field: TextAreaField) -> None:
        if not field.data and not form.chosen():
            raise StopValidation(_(NothingWritten.message))


class MessageForm(FlaskForm):
    """One message. ``nonce`` is drawn with the form, so that a form sent twice makes one message."""

    nonce = HiddenField(default=new_id, validators=[Regexp(r"[a-z2-7]{26}")])
    text = TextAreaField(
        _l("Your message"),
        description=_l("Only the two sides of the match read it. Without words or files there is nothing to send."),
        filters=[tidy_message],
        validators=[
            WordsOrFiles(),
            Length(max=LONGEST_TEXT, message=_l(TextTooLong.message)),
        ],
        render_kw={"rows": 3},
    )
    files = MultipleFileField(
        _l("Files"),
        description=_l(
            "Pictures, PDF, text and office files: up to five, and 10 MB together. Pictures lose place, time and "
            "camera; other files go as they are, with whatever they say of their author."
        ),
        render_kw={
            "accept": ",".join(ACCEPTED),
            "data-most": MOST_BYTES,
            "data-too-large": _l(FilesTooLarge.message),
        },
    )

    def chosen(self) -> list[FileStorage]:
        """The files that were chosen."""
        return self.files.data or []


class ChoiceForm(FlaskForm):
    """What somebody wants of conversations."""

    shows_reading = BooleanField(
        _l("Others see when I have read a message"),
        description=_l("If you switch this off, you do not see it of others either."),
    )
