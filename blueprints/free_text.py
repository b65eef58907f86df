"""A form's free text that others may read before a match: what identifies is marked, and must be changed first.

``FreeTextField`` in the form, ``forms.free_text`` in the template and ``render_passages`` in a route make a text safe.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import ValidationError

from services import free_text
from services.free_text import Passage, TextIdentifies, Undisclosed

from .rendering import render

KINDS: dict[str, Any] = {
    "name": _l("a name"),
    "organisation": _l("the name of an organisation of yours"),
    "email": _l("an e-mail address"),
    "phone": _l("a phone number"),
    "link": _l("a link or account name"),
}
WAYS: dict[str, Any] = {
    "name": _l("Leave out your name and those of your colleagues: write “I” or “we”. Your name opens at a match."),
    "organisation": _l(
        "Leave out the names of organisations you belong to, worked for or studied at: write “we” or “a bank”. "
        "Who reads this text may not know them yet."
    ),
    "email": _l("Leave out e-mail addresses: yours opens at a match."),
    "phone": _l(
        "Leave out phone numbers: yours opens at a match. If it is another number, write part of it in words, "
        "as in “12 million”."
    ),
    "link": _l("Leave out links and account names: say in words what one would find there."),
}


class FreeTextField(TextAreaField):
    """A text that others read before a match; ``undisclosed`` gives what it must not tell (services/free_text.py).

    ``refuses``: False where nobody else reads it yet, so that it may be kept with what is marked · ``refusal``: the
    sentence that refuses it · ``ways``: what to do about each kind of passage.
    """

    refuses = True

    def __init__(
        self,
        label: Any,
        *,
        undisclosed: Callable[[], Undisclosed],
        refusal: Any = None,
        ways: Mapping[str, Any] = WAYS,
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self._undisclosed, self._refusal, self._ways = undisclosed, refusal, ways
        self._looked_at: tuple[str, tuple[Passage, ...]] = ("", ())

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Refuse what identifies, with the sentence that says how to go on."""
        if self.refuses and self.passages:
            raise ValidationError(self._refusal or _(TextIdentifies.message))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The text in passages; nothing where none of it identifies."""
        text = self.data or ""
        if text != self._looked_at[0]:
            self._looked_at = (text, free_text.passages(text, self._undisclosed()))
        return self._looked_at[1]

    @property
    def ways(self) -> list[str]:
        """What to do about each kind of passage that is there."""
        kinds = dict.fromkeys(passage.kind for passage in self.passages if passage.kind)
        return [str(self._ways[kind]) for kind in kinds]

    def kind_of(self, passage: Passage) -> str:
        """What a marked passage is, in words."""
        return str(KINDS[str(passage.kind)])


def render_passages(field: FreeTextField) -> Response:
    """What in a field identifies, as the fragment that stands beneath it."""
    return render("components/passages.html", field=field)
