"""Answers that several pages of accounts share."""

from __future__ import annotations

from flask import Response, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from blueprints import access
from blueprints.localisation import in_locale, locale
from blueprints.rendering import invalid, own_path, render
from services.errors import ServiceError
from services.throttle import TooManyAttempts


def refused(page: str, form: FlaskForm, error: ServiceError, **context: object) -> Response:
    """The form with the reason why the password did not open anything; what was counted stays counted."""
    form.form_errors.append(_(error.message))
    if isinstance(error, TooManyAttempts):
        return render(page, status=429, form=form, **context)
    access.keep_writes()
    return invalid(page, form=form, **context)


def onward(otherwise: str) -> str:
    """The page of ours that the visitor was on the way to, in the language of this one."""
    return own_path(in_locale(request.values.get("next") or otherwise, locale()), otherwise)
