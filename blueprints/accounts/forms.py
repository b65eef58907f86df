"""The forms of registration, log-in and passwords."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Email, Length

from blueprints.typed import stripped
from services.passwords import MAX_LENGTH, MIN_LENGTH


def email_field(autocomplete: str = "username", *, why: Any) -> EmailField:
    """An e-mail address, checked for its form only; ``why`` says what follows from leaving it out."""
    return EmailField(
        _l("E-mail address"),
        description=why,
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in your e-mail address.")),
            Email(_l("This is not an e-mail address. It looks like name@example.org.")),
            Length(max=254, message=_l("This address is too long: at most 254 characters.")),
        ],
        render_kw={"autocomplete": autocomplete, "spellcheck": "false", "autocapitalize": "none"},
    )


def new_password_field() -> PasswordField:
    """A new password: long, and otherwise as one likes."""
    bounds = _l(
        "Use at least %(least)s and at most %(most)s characters. A few words that you remember do well. Without a "
        "password anybody could enter, so we cannot go on.",
        least=MIN_LENGTH,
        most=MAX_LENGTH,
    )
    return PasswordField(
        _l("Password"),
        description=bounds,
        validators=[
            DataRequired(_l("Fill in a password of at least %(least)s characters.", least=MIN_LENGTH)),
            Length(
                min=MIN_LENGTH,
                message=_l("This password is too short: make it %(least)s characters or more.", least=MIN_LENGTH),
            ),
            Length(
                max=MAX_LENGTH,
                message=_l("This password is too long: leave at most %(most)s characters.", most=MAX_LENGTH),
            ),
        ],
        render_kw={"autocomplete": "new-password"},
    )


def password_field(label: str) -> PasswordField:
    """A password to be checked against the one that is known."""
    return PasswordField(
        label,
        description=_l("Without it we do not know that it is you, and do not go on."),
        validators=[DataRequired(_l("Fill in your password.")), Length(max=1024, message=_l("This is too long."))],
        render_kw={"autocomplete": "current-password"},
    )


def name_field(label: str, missing: str, autocomplete: str, description: Any) -> StringField:
    """A name as its owner writes it."""
    return StringField(
        label,
        description=description,
        filters=[stripped],
        validators=[
            DataRequired(missing),
            Length(max=120, message=_l("This is too long: at most 120 characters.")),
        ],
        render_kw={"autocomplete": autocomplete},
    )


NAME_NEEDED = _l("Opens at a match only. Without it the other party would not know you, so we cannot register you.")


class ProfessionalRegistrationForm(FlaskForm):
    """Registering as a professional."""

    first_name = name_field(_l("First name"), _l("Fill in your first name."), "given-name", NAME_NEEDED)
    last_name = name_field(_l("Last name"), _l("Fill in your last name."), "family-name", NAME_NEEDED)
    email = email_field(why=_l("We send a link to it. Without an address we cannot give you an account."))
    password = new_password_field()


class ClientRegistrationForm(ProfessionalRegistrationForm):
    """Registering as a client."""

    organisation = name_field(
        _l("Organisation"),
        _l("Fill in the name of your organisation."),
        "organization",
        _l(
            "A professional reads it in your request. Without it nobody would know who asks, so we cannot register you."
        ),
    )


class LoginForm(FlaskForm):
    """Logging in. ``near``: coordinates rounded by the browser, where its owner asked for that; else empty."""

    email = email_field(why=_l("Without it we cannot tell which account is yours."))
    password = password_field(_l("Password"))
    near = HiddenField()


class PasswordAgainForm(FlaskForm):
    """Giving one's password again."""

    password = password_field(_l("Password"))


class EmailForm(FlaskForm):
    """Asking for a mail."""

    email = email_field(why=_l("Without it we do not know where to send the mail."))


class NewPasswordForm(FlaskForm):
    """Setting a password by a mailed link."""

    password = new_password_field()


class ChangePasswordForm(FlaskForm):
    """Changing one's password."""

    current = password_field(_l("Present password"))
    password = new_password_field()


class ConfirmationForm(FlaskForm):
    """Whoever confirms an address knows the password of the account."""

    password = password_field(_l("The password you chose"))
