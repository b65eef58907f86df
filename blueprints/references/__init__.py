"""Where an earlier client writes a recommendation: by the link that the professional sent them, without an account.

Nothing here says who the professional is: who holds the link knows it, and who found it somewhere must not learn it.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.free_text import KINDS, FreeTextField, render_passages
from blueprints.rendering import invalid, redirect, render
from blueprints.typed import at_most, stripped
from models.reference import ReferenceState
from services import references
from services.errors import ServiceError
from services.matching import tidy_message
from services.references import LONGEST, LONGEST_NAME, SHORTEST, LinkOver

blueprint = Blueprint("references", __name__, url_prefix="/recommendation")


_WAYS: dict[str, Any] = dict.fromkeys(
    KINDS, _l("Leave out names, also yours: write “they”, “we” or “a hospital”. Clients read names at a match.")
) | {
    "email": _l("Leave out e-mail addresses."),
    "phone": _l("Leave out phone numbers. If it is another number, write part of it in words, as in “12 million”."),
    "link": _l("Leave out links and account names: say in words what one would find there."),
}


class ReferenceForm(FlaskForm):
    """What an earlier client says, and who they are."""

    text = FreeTextField(
        _l("What you say"),
        undisclosed=lambda: references.undisclosed_behind(
            access.session(),
            str((request.view_args or {})["token"]),
            author=request.form.get("author", ""),
            organisation=request.form.get("organisation", ""),
            now=access.now(),
        ),
        refusal=_l(
            "Change what is marked below it, and send it again: clients read this before they may know who it is about."
        ),
        ways=_WAYS,
        description=_l(
            "What was the work, and what was working together like? Leave out every name: clients read this before "
            "they know who it is about. Between %(least)s and %(most)s characters; without words there is nothing to "
            "recommend.",
            least=SHORTEST,
            most=LONGEST,
        ),
        filters=[tidy_message],
        validators=[
            DataRequired(_l("Write what you say: without words there is nothing to recommend.")),
            Length(min=SHORTEST, max=LONGEST, message=_l("Write between 20 and 1500 characters.")),
        ],
        render_kw={"rows": 8},
    )
    author = StringField(
        _l("Your name"),
        description=_l(
            "The professional reads it, and clients whom they accepted. Without a name nobody can trust what you say."
        ),
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in your name.")),
            at_most(LONGEST_NAME),
        ],
        render_kw={"autocomplete": "name"},
    )
    organisation = StringField(
        _l("Organisation"),
        description=_l("For which the work was done. Read by the same people as your name."),
        filters=[stripped],
        validators=[at_most(LONGEST_NAME)],
        render_kw={"autocomplete": "organization"},
    )


@blueprint.errorhandler(LinkOver)
def link_over(error: LinkOver) -> Response:
    """The link leads nowhere, for whatever reason."""
    return render("references/over.html", status=410, message=_(error.message))


@blueprint.get("/<token>")
@open_to(Audience.EVERYONE)
def show(token: str) -> Response:
    """The form; or what was written by the link, with the way to take it back."""
    return _page(token, ReferenceForm(formdata=None))


@blueprint.post("/<token>")
@open_to(Audience.EVERYONE)
def create(token: str) -> Response:
    """Write it, once."""
    form, found = ReferenceForm(), references.behind(access.session(), token, now=access.now())
    if found.state is ReferenceState.ASKED and form.validate_on_submit():
        try:
            references.write(
                access.session(),
                token,
                text=str(form.text.data),
                author=str(form.author.data),
                organisation=form.organisation.data or "",
                now=access.now(),
            )
        except LinkOver:
            raise
        except ServiceError as error:
            form.text.errors = [_(error.message)]
        else:
            flash(_("Thank you. The professional decides whether clients read it."), "info")
            return redirect(url_for("references.show", token=token))
    return _page(token, form, refused=found.state is ReferenceState.ASKED)


@blueprint.post("/<token>/passages")
@open_to(Audience.EVERYONE)
def passages(token: str) -> Response:
    """What in the text identifies, while it is typed."""
    references.behind(access.session(), token, now=access.now())
    return render_passages(ReferenceForm().text)


@blueprint.post("/<token>/withdrawal")
@open_to(Audience.EVERYONE)
def withdraw(token: str) -> Response:
    """Its author takes it back."""
    references.withdraw(access.session(), token, now=access.now())
    return render("references/over.html", message=_("What you wrote is deleted. Nobody reads it any more."))


def _page(token: str, form: ReferenceForm, *, refused: bool = False) -> Response:
    found = references.behind(access.session(), token, now=access.now())
    answer: Any = invalid if refused else render
    if found.state is not ReferenceState.ASKED:
        return render("references/written.html", reference=found, token=token)
    return answer("references/new.html", form=form, token=token, until=found.expires_at)
