"""The forms of a survey and of its questions."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from blueprints import access
from blueprints.typed import tidy
from models.survey import QuestionKind, SurveyAudience
from services.rights.periods import ZONE
from services.surveys.drafting import Plan, Wording
from services.surveys.questions import BETWEEN

MOST_OPTIONS, LONGEST_OPTION = 12, 150
A_YEAR = timedelta(days=366)

AUDIENCES = {
    SurveyAudience.EVERYONE: _l("Professionals and clients"),
    SurveyAudience.PROFESSIONALS: _l("Professionals"),
    SurveyAudience.CLIENTS: _l("Client organisations' representatives"),
}
KINDS = {
    QuestionKind.ONE: _l("A choice of one"),
    QuestionKind.SEVERAL: _l("A choice of several"),
    QuestionKind.SCALE: _l("A scale from 1 to 5"),
    QuestionKind.TEXT: _l("Free text"),
}


def line(label: Any, most: int, missing: Any, description: Any) -> StringField:
    """A line of text that must be there."""
    return StringField(
        label,
        description=description,
        filters=[lambda value: " ".join(value.split()) if value else value],
        validators=[
            DataRequired(missing),
            Length(max=most, message=_l("This is too long: at most %(max)d characters.")),
        ],
        render_kw={"maxlength": most},
    )


def text(label: Any, missing: Any, description: Any) -> TextAreaField:
    """A text that must be there."""
    return TextAreaField(
        label,
        description=description,
        filters=[tidy],
        validators=[
            DataRequired(missing),
            Length(max=1000, message=_l("This is too long: at most %(max)d characters.")),
        ],
        render_kw={"rows": 3, "maxlength": 1000},
    )


def months(label: Any, choices: list[tuple[int, Any]]) -> SelectField:
    """A number of months."""
    return SelectField(
        label,
        description=_l("Without a choice nobody is selected."),
        choices=[SelectChoice(str(number), words) for number, words in choices],
        validators=[InputRequired(_l("Choose one of the list."))],
        invalid_choice_message=_l("Choose one of the list."),
    )


class SurveyForm(FlaskForm):
    """What a survey is about, who is eligible and until when."""

    title_en = line(
        _l("Title in English"), 120, _l("Fill in the title in English."), _l("Without it the survey cannot be sent.")
    )
    title_nl = line(
        _l("Title in Dutch"), 120, _l("Fill in the title in Dutch."), _l("Without it the survey cannot be sent.")
    )
    purpose_en = text(
        _l("What the answers are for, in English"),
        _l("Say in English what the answers are for."),
        _l("Respondents read this before they agree. Without it the answers may be used for nothing."),
    )
    purpose_nl = text(
        _l("What the answers are for, in Dutch"),
        _l("Say in Dutch what the answers are for."),
        _l("Without it the survey cannot be sent."),
    )
    audience = RadioField(
        _l("Who is eligible"),
        description=_l("Without a choice nobody is selected."),
        choices=[SelectChoice(each.value, words) for each, words in AUDIENCES.items()],
        coerce=SurveyAudience,
        validators=[InputRequired(_l("Choose who is eligible."))],
        invalid_value_message=_l("Choose one of the list."),
        invalid_choice_message=_l("Choose one of the list."),
    )
    registered_months = months(
        _l("Registered"),
        [
            (0, _l("At any time")),
            (3, _l("At least 3 months ago")),
            (6, _l("At least 6 months ago")),
            (12, _l("At least 12 months ago")),
            (24, _l("At least 24 months ago")),
        ],
    )
    active_months = months(
        _l("Requests and matches"),
        [
            (0, _l("Whether or not they had any")),
            (3, _l("Had a request or match in the last 3 months")),
            (6, _l("Had a request or match in the last 6 months")),
            (12, _l("Had a request or match in the last 12 months")),
        ],
    )
    why_en = text(
        _l("Why these people, in English"),
        _l("Say in English why you ask these people."),
        _l("They read this in the invitation. Without a reason nobody may be asked."),
    )
    why_nl = text(
        _l("Why these people, in Dutch"),
        _l("Say in Dutch why you ask these people."),
        _l("Without it the survey cannot be sent."),
    )
    last_day = DateField(
        _l("Last day to answer"),
        description=_l("Without it the survey cannot be sent."),
        validators=[DataRequired(_l("Fill in the last day to answer, such as 31-12-2027."))],
    )
    kept_days = IntegerField(
        _l("Days that answers are kept after it"),
        description=_l(
            "Then they are deleted by themselves, which respondents read. Without an end none may be asked."
        ),
        default=180,
        validators=[
            DataRequired(_l("Fill in a number from 1 to 365.")),
            NumberRange(1, 365, _l("Fill in a number from 1 to 365.")),
        ],
        render_kw={"min": 1, "max": 365},
    )

    def validate_last_day(self, field: Field) -> None:
        """Refuse a day that is over, or far away."""
        today = access.now().astimezone(ZONE).date()
        if not today <= field.data <= today + A_YEAR:
            raise ValidationError(_("Choose a day from today on, within a year."))

    @property
    def plan(self) -> Plan:
        """What was decided."""
        values = {each.name: self[each.name].data for each in fields(Plan)}
        return Plan(**values | {name: int(values[name]) for name in ("registered_months", "active_months")})


class QuestionForm(FlaskForm):
    """A question in both languages, with what can be chosen."""

    kind = RadioField(
        _l("How it is answered"),
        description=_l("Without it the question cannot be asked."),
        choices=[SelectChoice(each.value, words) for each, words in KINDS.items()],
        coerce=QuestionKind,
        validators=[InputRequired(_l("Choose how it is answered."))],
        invalid_value_message=_l("Choose one of the list."),
        invalid_choice_message=_l("Choose one of the list."),
    )
    text_en = line(
        _l("Question in English"),
        300,
        _l("Fill in the question in English."),
        _l("Without it the question cannot be asked."),
    )
    text_nl = line(
        _l("Question in Dutch"),
        300,
        _l("Fill in the question in Dutch."),
        _l("Without it the question cannot be asked."),
    )
    options_en = TextAreaField(
        _l("What can be chosen, in English"),
        description=_l(
            "One on each line. For a scale two lines: what 1 stands for, and what 5 stands for. Empty for a free text."
        ),
        validators=[Optional(), Length(max=3000, message=_l("This is too long: at most %(max)d characters."))],
        render_kw={"rows": 5},
    )
    options_nl = TextAreaField(
        _l("What can be chosen, in Dutch"),
        description=_l("The same, line by line in the same order."),
        validators=[Optional(), Length(max=3000, message=_l("This is too long: at most %(max)d characters."))],
        render_kw={"rows": 5},
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check also that what can be chosen is there, once each, in both languages."""
        if not super().validate(extra_validators):
            return False
        problem = self._problem()
        if problem:
            self.options_nl.errors = [problem]
        return not problem

    @property
    def wording(self) -> Wording:
        """What was written."""
        kind = self.kind.data
        options = ((), ()) if kind is QuestionKind.TEXT else (_lines(self.options_en), _lines(self.options_nl))
        return Wording(kind, str(self.text_en.data), str(self.text_nl.data), *options)

    def fill(self, wording: Wording) -> QuestionForm:
        """Put a question that was written into the form."""
        self.kind.data, self.text_en.data, self.text_nl.data = wording.kind, wording.text_en, wording.text_nl
        self.options_en.data, self.options_nl.data = "\n".join(wording.options_en), "\n".join(wording.options_nl)
        return self

    def _problem(self) -> str | None:
        wording = self.wording
        if wording.kind is QuestionKind.TEXT:
            return None
        english, dutch = wording.options_en, wording.options_nl
        if len(english) != len(dutch):
            return _("Write as many lines in English as in Dutch.")
        if wording.kind is QuestionKind.SCALE and len(english) != 2:
            return _("For a scale write two lines in each language: what 1 stands for, and what 5 stands for.")
        if wording.kind is not QuestionKind.SCALE and not 2 <= len(english) <= MOST_OPTIONS:
            return _("Write 2 to 12 lines in each language, one for each choice.")
        if any(BETWEEN.strip() in each for each in (*english, *dutch)):
            return _("Write choices without a semicolon: it stands between several of them.")
        if any(len(each) > LONGEST_OPTION for each in (*english, *dutch)):
            return _("A choice is too long: at most 150 characters.")
        if sum(len({en, nl}) for en, nl in zip(english, dutch, strict=True)) != len({*english, *dutch}):
            return _("Two choices are called the same. Give each a name of its own, in both languages.")
        return None


def _lines(field: Field) -> tuple[str, ...]:
    lines = (" ".join(each.split()) for each in (field.data or "").splitlines())
    return tuple(each for each in lines if each)
