"""The forms of the desk of the data protection officer."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from blueprints.privacy.case_forms import ground_field, text_field
from blueprints.typed import tidy
from models.case import CaseOutcome

DECISIONS: dict[CaseOutcome, str] = {
    CaseOutcome.GRANTED: _l("Do what was asked"),
    CaseOutcome.PARTLY: _l("Do part of it"),
    CaseOutcome.REFUSED: _l("Do not do it"),
    CaseOutcome.UNPROVEN: _l("Do nothing: who asks did not show who they are"),
}


def decision_choices() -> list[tuple[str, str]]:
    """What can be decided about a right."""
    return [(outcome.value, str(words)) for outcome, words in DECISIONS.items()]


class ReplyForm(FlaskForm):
    """Asking the person something."""

    text = text_field(
        _l("Message"),
        description=_l(
            "The person gets this by mail, and answers on their page. Without text nothing is sent. The clock runs on."
        ),
        missing=_l("Write the message."),
        rows=4,
    )


class ExtensionForm(FlaskForm):
    """Putting the answer off."""

    text = text_field(
        _l("Reasons"),
        description=_l(
            "Why this request is complex, or that there are many. Without reasons the law allows no extension."
        ),
        missing=_l("Fill in the reasons: without them the answer may not be put off."),
        rows=4,
    )


class AnswerForm(FlaskForm):
    """Answering a question or complaint."""

    text = text_field(
        _l("Answer"),
        description=_l("The person gets this by mail, with where they can complain. Without text nothing is sent."),
        missing=_l("Write the answer."),
    )


class DecisionForm(FlaskForm):
    """Deciding on a request about a right."""

    outcome = RadioField(
        _l("Decision"),
        description=_l("Without a decision the request stays open."),
        choices=decision_choices,
        validators=[InputRequired(_l("Choose what is decided."))],
    )
    text = text_field(
        _l("Reasons"),
        description=_l(
            "What was done or why not, mailed with where they can complain. Without reasons it is no decision."
        ),
        missing=_l("Fill in the reasons: the person has to know them."),
    )


class CorrectionForm(DecisionForm):
    """Deciding on a correction that can be written over the detail."""

    write = BooleanField(
        _l("Write this value over the detail"), description=_l("Only where the decision is to do it, or part of it.")
    )
    value = TextAreaField(
        _l("Value"),
        filters=[tidy],
        validators=[Optional(), Length(max=4000, message=_l("This is too long: at most 4000 characters."))],
        render_kw={"rows": 2},
    )


class SetAsideForm(FlaskForm):
    """Setting somebody's data aside."""

    ground = ground_field()


class LiftForm(FlaskForm):
    """Announcing that data are used again."""

    text = text_field(
        _l("Why it ends"),
        description=_l(
            "The person gets this by mail, a week before their data are used again. Without it that does not begin."
        ),
        missing=_l("Fill in why it ends: the person has to know."),
        rows=3,
    )


def message_of(error: Exception) -> str:
    """The sentence of an error that a person can mend."""
    return _(getattr(error, "message", ""))
