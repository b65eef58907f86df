"""The forms of the newsletter."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, Form, RadioField, SelectChoice, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.accounts.forms import email_field
from blueprints.localisation import LOCALES
from models.newsletter import NewsletterKind
from services.newsletters import KINDS


def kind_choices() -> list[SelectChoice]:
    """Each kind with what it is called in the language of the page."""
    return [SelectChoice(kind.value, _(words)) for kind, words in KINDS.items()]


def language_choices() -> list[SelectChoice]:
    """Each language by its own name."""
    return [SelectChoice(code, name) for code, name in LOCALES.items()]


def at_least_one(_form: Form, field: Field) -> None:
    """Refuse a choice of nothing."""
    if not field.data:
        raise ValidationError(_("Choose what the newsletter is to be about."))


def kinds_field() -> SelectMultipleField:
    """What the newsletter is about: nothing is chosen for anybody, and at least one has to be."""
    return SelectMultipleField(
        _l("What it is about"),
        description=_l("Choose one or more. Without a choice there is nothing to send you."),
        choices=kind_choices,
        coerce=NewsletterKind,
        validators=[at_least_one],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        invalid_value_message=_l("Choose one of the list."),
        invalid_choice_message=_l("Choose one of the list."),
    )


class SignUpForm(FlaskForm):
    """Asking for the newsletter."""

    kinds = kinds_field()
    email = email_field("email", why=_l("The newsletter goes there. Without an address we cannot send it."))


class SettingsForm(FlaskForm):
    """Changing what one gets."""

    kinds = kinds_field()
    locale = RadioField(
        _l("Language of the newsletter"),
        description=_l("Without a language we do not know which issues to send you."),
        choices=language_choices,
        validators=[InputRequired(_l("Choose a language."))],
        invalid_choice_message=_l("Choose one of the list."),
    )
