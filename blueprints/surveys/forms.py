"""The form of a question: one field, of the kind that the question asks for."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, RadioField, SelectChoice, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.typed import tidy
from models.survey import QuestionKind
from services.surveys.questions import LONGEST, NotAnAnswer, Question, Reply


class AgreementForm(FlaskForm):
    """The fingerprint of the words that were read."""

    wording = HiddenField()


class ReplyForm(FlaskForm):
    """An answer; subclasses have the ``reply`` field of one question."""

    reply: Field

    def reply_to(self, question: Question) -> Reply:
        """What was answered."""
        if question.kind is QuestionKind.TEXT:
            return Reply(text=str(self.reply.data))
        chosen = self.reply.data if question.kind is QuestionKind.SEVERAL else [self.reply.data]
        return Reply(chosen=[int(place) for place in chosen])


def empty_form(question: Question, *, prefix: str = "") -> ReplyForm:
    """The form of a question that nothing was answered to, also in the answer to another question."""
    return _form_of(question)(formdata=None, prefix=prefix)


def reply_form(question: Question, answer: str | None = None) -> ReplyForm:
    """The form of a question with what was sent, or with the answer that was given before."""
    return _form_of(question)(data={"reply": _data(question, answer)})


def _form_of(question: Question) -> type[ReplyForm]:

    class OneReply(ReplyForm):
        reply = _field(question)

    return OneReply


def _field(question: Question) -> Any:
    nothing = _(NotAnAnswer.message)
    if question.kind is QuestionKind.TEXT:
        return TextAreaField(
            question.text,
            description=_("Leave out names and what points to you or others: you need not say who you are."),
            filters=[tidy],
            validators=[
                DataRequired(nothing),
                Length(max=LONGEST, message=_("This is too long: at most 2,000 characters.")),
            ],
            render_kw={"rows": 6, "maxlength": LONGEST},
        )
    choices = [SelectChoice(str(place), words) for place, words in enumerate(_choices(question))]
    if question.kind is QuestionKind.SEVERAL:
        return SelectMultipleField(
            question.text,
            description=_("Choose as many as you like."),
            choices=choices,
            validators=[InputRequired(nothing)],
            widget=ListWidget(prefix_label=False),
            option_widget=CheckboxInput(),
            invalid_choice_message=nothing,
        )
    return RadioField(
        question.text,
        choices=choices,
        validators=[InputRequired(nothing)],
        invalid_choice_message=nothing,
    )


def _choices(question: Question) -> list[str]:
    """What can be chosen; the ends of a scale with what they stand for."""
    if question.kind is not QuestionKind.SCALE:
        return list(question.choices)
    low, high = question.options
    first, *between, last = question.choices
    return [f"{first} – {low}", *between, f"{last} – {high}"]


def _data(question: Question, answer: str | None) -> Any:
    if answer is None:
        return None
    if question.kind is QuestionKind.TEXT:
        return answer
    places = [str(place) for place in question.chosen_in(answer)]
    return places if question.kind is QuestionKind.SEVERAL else next(iter(places), None)
