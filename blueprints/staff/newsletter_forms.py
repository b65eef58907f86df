"""The form of an issue of the newsletter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from blueprints.newsletters.forms import kind_choices, language_choices
from blueprints.typed import tidy
from models.newsletter import NewsletterKind
from services.newsletter_issues import Words

MOST = 50_000


class IssueForm(FlaskForm):
    """Writing an issue."""

    kind = RadioField(
        _l("What it is about"),
        description=_l("It goes to who chose this. Without it there is nobody to send it to."),
        choices=kind_choices,
        coerce=NewsletterKind,
        validators=[InputRequired(_l("Choose what the issue is about."))],
        invalid_value_message=_l("Choose one of the list."),
        invalid_choice_message=_l("Choose one of the list."),
    )
    locale = RadioField(
        _l("Language"),
        description=_l("It goes to who reads this language. Without it there is nobody to send it to."),
        choices=language_choices,
        validators=[InputRequired(_l("Choose a language."))],
        invalid_choice_message=_l("Choose one of the list."),
    )
    subject = StringField(
        _l("Subject"),
        description=_l("Without a subject a mail is taken for spam, so it cannot be saved."),
        filters=[lambda value: " ".join(value.split()) if value else value],
        validators=[
            DataRequired(_l("Fill in the subject.")),
            Length(max=120, message=_l("This is too long: at most 120 characters.")),
        ],
    )
    text = TextAreaField(
        _l("Plain text"),
        description=_l(
            "Who reads mail as plain text gets this. An empty line begins a new paragraph. Name nobody. "
            "Without it there is no issue to save."
        ),
        filters=[tidy],
        validators=[
            DataRequired(_l("Write the issue as plain text.")),
            Length(max=MOST, message=_l("This is too long: at most 50,000 characters.")),
        ],
        render_kw={"rows": 14},
    )
    html = TextAreaField(
        _l("HTML"),
        description=_l(
            "Left out, we make it from the text. Headings (h2, h3), paragraphs, lists, quotes, emphasis and links to "
            "https or mailto stay; pictures, styles and scripts are taken out, so that nothing tells who opened it."
        ),
        filters=[lambda value: (value or "").strip()],
        validators=[Length(max=MOST, message=_l("This is too long: at most 50,000 characters."))],
        render_kw={"rows": 10, "spellcheck": "false"},
    )

    @property
    def words(self) -> Words:
        """What was written."""
        return Words(
            kind=self.kind.data,
            locale=str(self.locale.data),
            subject=str(self.subject.data),
            text=str(self.text.data),
            html=str(self.html.data),
        )
