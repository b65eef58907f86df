"""What machines did with a person's data, in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from blueprints.localisation import day
from models.summary import SummaryState
from services.rights.generated import Machines, Written

from .values import word_for, words_of


@dataclass(frozen=True)
class Draft:
    """A summary that was written: ``how`` with language and method, and what became of it."""

    how: str
    outcome: str
    at: datetime


@dataclass(frozen=True)
class Made:
    """What was written, what learns and by what one is found: the facts of ``Machines`` in words."""

    written: tuple[Draft, ...]
    trains: str
    found_by: str | None


def made(machines: Machines) -> Made:
    """The facts in the words of the page."""
    found_by = ", ".join(_(label) for label in machines.found_by)
    return Made(tuple(map(_draft, machines.written)), _trains(machines), found_by if machines.is_public else None)


def _draft(each: Written) -> Draft:
    language = word_for("language", each.language) or each.language
    method = words_of(each.method) + (f" ({each.model})" if each.model else "")
    return Draft(_("Summary in %(language)s, %(method)s", language=language, method=method), _outcome(each), each.at)


def _outcome(each: Written) -> str:
    if each.approved_at is not None:
        return _("Approved by you on %(day)s", day=day(each.approved_at))
    if each.state is SummaryState.WRITTEN:
        return _("Not approved: nobody else reads it")
    return words_of(each.state)


def _trains(machines: Machines) -> str:
    if machines.trains:
        return _("At this moment what anyone reads of you is on the list that models of ours may learn from.")
    if machines.consents:
        return _("You consented to training, but nothing of you is public now, so nothing of you is on the list.")
    return _("Nothing. No model learns from your data without your consent, and you have given none.")
