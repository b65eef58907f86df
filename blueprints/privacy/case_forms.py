"""The forms in which people ask: with an account, without one, about a detail, about setting data aside."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, ValidationError

from blueprints.typed import tidy
from models.case import CaseKind
from services.rights.restricting import GROUNDS

from .case_words import ASKING

LONGEST = 5000


def text_field(label: str, *, description: str = "", missing: str = "", rows: int = 6) -> TextAreaField:
    """Free text for the officer's eyes; without ``missing`` it may be left out."""
    needed = DataRequired(missing) if missing else Optional()
    return TextAreaField(
        label,
        description=description,
        filters=[tidy],
        validators=[needed, Length(max=LONGEST, message=_l("This is too long: at most 5000 characters."))],
        render_kw={"rows": rows},
    )


def kind_choices() -> list[tuple[str, str]]:
    """What can be asked, in the words of who asks."""
    return [(kind.value, str(words)) for kind, words in ASKING.items()]


def ground_choices() -> list[tuple[str, str]]:
    """The grounds on which data are set aside."""
    return [(ground.value, _(words)) for ground, words in GROUNDS.items()]


def kind_field() -> SelectField:
    """What is asked."""
    return SelectField(
        _l("What is it about?"),
        description=_l("Without it we do not know by which rules to answer."),
        choices=kind_choices,
        validators=[InputRequired()],
    )


def ground_field() -> RadioField:
    """Why data are to be set aside."""
    return RadioField(
        _l("Why"),
        description=_l("Without one of these reasons the law does not let us set data aside."),
        choices=ground_choices,
        validators=[InputRequired(_l("Choose why your data are to be set aside."))],
        validate_choice=True,
    )


class AskForm(FlaskForm):
    """Asking with an account."""

    kind = kind_field()
    text = text_field(
        _l("Your request or message"),
        description=_l(
            "Say what you want, and where it helps why: without it we cannot answer. Only our staff read this."
        ),
        missing=_l("Write what you want."),
    )


class ContactForm(AskForm):
    """Asking without an account: a name if one likes, and a way to answer."""

    name = StringField(
        _l("Your name"),
        filters=[tidy],
        validators=[Optional(), Length(max=120, message=_l("This is too long: at most 120 characters."))],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        _l("E-mail address"),
        description=_l("For a request about your data: the address that we know you by. We mail a code to it."),
        filters=[tidy],
        validators=[
            Optional(),
            Email(_l("This is not an e-mail address. It looks like name@example.org.")),
            Length(max=254, message=_l("This address is too long: at most 254 characters.")),
        ],
        render_kw={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"},
    )
    phone = StringField(
        _l("Phone number"),
        description=_l("Only if you would rather be called than mailed."),
        filters=[tidy],
        validators=[Optional(), Length(max=40, message=_l("This is too long: at most 40 characters."))],
        render_kw={"autocomplete": "tel", "inputmode": "tel"},
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """There must be a way to answer."""
        is_valid = super().validate(extra_validators)
        if not (self.email.data or self.phone.data) and not self.email.errors and not self.phone.errors:
            self.email.errors = [_("Fill in your e-mail address or your phone number, so that we can answer.")]
            return False
        return bool(is_valid)


class RestrictForm(FlaskForm):
    """Asking to have one's data set aside."""

    ground = ground_field()
    text = text_field(
        _l("Which data, and why"),
        description=_l("Without it we do not know what to set aside. Only the staff who answer it read this."),
        missing=_l("Write which data it is about, and why."),
    )


class DisputeForm(FlaskForm):
    """Asking for the correction of a detail."""

    column = SelectField(
        _l("Detail"), description=_l("Without it we do not know what to correct."), validators=[InputRequired()]
    )
    after = TextAreaField(
        _l("What it is to say"),
        description=_l("Without it we cannot correct anything."),
        filters=[tidy],
        validators=[
            DataRequired(_l("Write what it is to say.")),
            Length(max=4000, message=_l("This is too long: at most 4000 characters.")),
        ],
        render_kw={"rows": 3},
    )
    text = text_field(
        _l("Why"), description=_l("How we can see that this is right. Send no copy of an identity document."), rows=4
    )
    set_aside = BooleanField(
        _l("Set my data aside until this is checked"),
        description=_l("Your profile is then hidden, and we use your data for nothing else meanwhile."),
    )


class AddForm(FlaskForm):
    """Adding to what was asked."""

    text = text_field(
        _l("What you want to add"),
        description=_l("Without text nothing is added."),
        missing=_l("Write what you want to add."),
        rows=4,
    )


class StatementForm(FlaskForm):
    """A statement beside a detail that was not corrected."""

    text = TextAreaField(
        _l("Your statement"),
        description=_l("It stands beside the detail here, in your copy and for our staff. Without text nothing does."),
        filters=[tidy],
        validators=[
            DataRequired(_l("Write your statement.")),
            Length(max=2000, message=_l("This is too long: at most 2000 characters.")),
        ],
        render_kw={"rows": 4},
    )


class ObjectForm(FlaskForm):
    """Objecting to a use."""

    text = text_field(
        _l("What is particular in your situation"),
        description=_l("It helps us to weigh your objection. Only the staff who answer it read this."),
        rows=3,
    )
    set_aside = BooleanField(
        _l("Set all my data aside until you have answered"),
        description=_l("Your profile is then hidden, and we use your data for nothing else meanwhile."),
    )


class CodeForm(FlaskForm):
    """The code of the mail."""

    code = StringField(
        _l("Code"),
        description=_l("Six digits, from the mail we sent you. Without it we cannot tell that the address is yours."),
        filters=[tidy],
        validators=[DataRequired(_l("Fill in the code from the mail."))],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12},
    )

    def validate_code(self, field: StringField) -> None:
        """Longer texts are no codes."""
        if len(field.data or "") > 12:
            raise ValidationError(_("This code does not work. Check it, or let us mail you a new one."))


def kind_of(value: str | None) -> CaseKind | None:
    """The kind that an address or a form names."""
    return next((kind for kind in CaseKind if kind.value == value), None)
