"""The forms of what has to be arranged for a professional: special categories of data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import Enum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, ValidationError

from blueprints import access
from models.special import SpecialAudience, SpecialKind, SpecialPurpose
from services import special_categories as service
from services.rights.periods import ZONE
from services.special_categories import Matter

from .fields import Choice, Day, Paragraphs, required

FURTHEST = timedelta(days=3653)


def _options(words: Mapping[Any, str]) -> Callable[[], list[tuple[str, str]]]:
    return lambda: [(each.value, sentence(text)) for each, text in words.items()]


def sentence(message: str) -> str:
    """A part of the consent's words, standing alone."""
    text = _(message)
    return text[:1].upper() + text[1:]


def _required_choice(label: Any, enum: type[Enum], words: Mapping[Any, str], why: Any) -> Choice:
    return Choice(
        label,
        [required(_l("Choose one of the list."))],
        of=enum,
        words=_options(words),
        empty=_l("Choose"),
        description=why,
    )


def text_field() -> Paragraphs:
    """What has to be known or arranged."""
    return Paragraphs(
        _l("What has to be known or arranged"),
        [required(_l("Write what has to be known or arranged."))],
        longest=service.LONGEST,
        rows=4,
        description=_l(
            "As little as will do: often it is enough to say what you need, and not why. Without it there is nothing "
            "to arrange, so we cannot save."
        ),
    )


class ArrangementForm(FlaskForm):
    """What, why, for whom and until when; then the consent to exactly that."""

    kind = _required_choice(
        _l("What it is about"),
        SpecialKind,
        service.KINDS,
        _l("Your consent names it. Without it we may not keep what you write."),
    )
    purpose = _required_choice(
        _l("Why it is needed"),
        SpecialPurpose,
        service.PURPOSES,
        _l("It is used for this alone. Without a purpose we may not keep what you write."),
    )
    audience = _required_choice(
        _l("Whom it is for"),
        SpecialAudience,
        service.AUDIENCES,
        _l("Nobody else is told. Without it we would not know whom to tell, so we cannot save."),
    )
    last_day = Day(
        _l("Last day"),
        description=_l("Deleted after this day. Left empty, it is kept until you withdraw your consent."),
    )
    text = text_field()
    consent = BooleanField(_l("Yes, I explicitly consent to this"))
    wording = HiddenField()

    def validate_last_day(self, field: Day) -> None:
        today = access.now().astimezone(ZONE).date()
        if field.data and field.data < today:
            raise ValidationError(_(service.EndsInThePast.message))
        if field.data and field.data > today + FURTHEST:
            raise ValidationError(_("Choose a day within ten years, or leave it empty."))

    def matter(self) -> Matter:
        """What was filled in, once it is valid."""
        return Matter(self.kind.data, self.purpose.data, self.audience.data, self.last_day.data, str(self.text.data))


class TextForm(FlaskForm):
    """Correcting the text."""

    text = text_field()
