"""The words for requests about rights: what is asked, how it stands, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l

from models.case import CaseKind, CaseOutcome, CaseState, EntryKind, Proof
from models.restriction import ToldOf
from services.rights.desk import Show, Urgency
from services.rights.restricting import GROUNDS

CASE_WORDS: Mapping[Enum, Any] = {
    CaseKind.ACCESS: _l("Access to data"),
    CaseKind.RECTIFICATION: _l("Correction"),
    CaseKind.ERASURE: _l("Erasure"),
    CaseKind.RESTRICTION: _l("Setting data aside"),
    CaseKind.PORTABILITY: _l("Taking data along"),
    CaseKind.OBJECTION: _l("Objection"),
    CaseKind.QUESTION: _l("Question"),
    CaseKind.COMPLAINT: _l("Complaint"),
    CaseState.OPEN: _l("Waits for our answer"),
    CaseState.WAITING: _l("Waits for a reply to our message"),
    CaseState.DECIDED: _l("Answered"),
    CaseState.WITHDRAWN: _l("Taken back"),
    CaseOutcome.GRANTED: _l("Done as asked"),
    CaseOutcome.PARTLY: _l("Done in part"),
    CaseOutcome.REFUSED: _l("Not done"),
    CaseOutcome.UNPROVEN: _l("Not done: who asked did not show who they are"),
    CaseOutcome.ANSWERED: _l("A reply was sent"),
    Proof.ACCOUNT: _l("By logging in, with a confirmed address"),
    Proof.CODE: _l("By a code mailed to the address"),
    Proof.CALL: _l("When called at the number given"),
    EntryKind.ASKED: _l("Asked"),
    EntryKind.ADDED: _l("Added"),
    EntryKind.CODE: _l("Code mailed"),
    EntryKind.QUESTION: _l("Message from us"),
    EntryKind.EXTENSION: _l("Answer put off"),
    EntryKind.DECISION: _l("Our answer"),
    EntryKind.WITHDRAWN: _l("Taken back by the person"),
    ToldOf.CORRECTION: _l("A detail was corrected"),
    ToldOf.ERASURE: _l("The data were erased"),
    ToldOf.RESTRICTION: _l("The data were set aside"),
    ToldOf.RESTRICTION_ENDED: _l("The data are no longer set aside"),
    **{ground: _l(words) for ground, words in GROUNDS.items()},
}

SHOWN: Mapping[Show, Any] = {
    Show.OPEN: _l("To answer"),
    Show.OVERDUE: _l("Overdue"),
    Show.SOON: _l("Due within a week"),
    Show.UNPROVEN: _l("Not proven"),
    Show.WAITING: _l("Waiting for a reply"),
    Show.CLOSED: _l("Closed"),
}

URGENT: Mapping[Urgency, Any] = {Urgency.OVERDUE: _l("Overdue"), Urgency.SOON: _l("Due soon")}

ASKING: Mapping[CaseKind, Any] = {
    CaseKind.QUESTION: _l("I have a question"),
    CaseKind.COMPLAINT: _l("I have a complaint"),
    CaseKind.ACCESS: _l("I want to see, or get a copy of, what you hold about me"),
    CaseKind.RECTIFICATION: _l("Something about me is wrong or incomplete"),
    CaseKind.ERASURE: _l("I want data about me erased"),
    CaseKind.RESTRICTION: _l("I want data about me set aside while a question is open"),
    CaseKind.PORTABILITY: _l("I want to take data along to another service"),
    CaseKind.OBJECTION: _l("I object to a use of my data"),
}
"""What somebody asks, in their own words, in the order of the form."""

DONE_WITH: Mapping[ToldOf, Any] = {
    ToldOf.CORRECTION: _l("Correct it in what you keep. Where the match lasts, the profile shows the new value."),
    ToldOf.ERASURE: _l("Erase what you still keep, unless a law obliges you to keep it."),
    ToldOf.RESTRICTION: _l("Do not use what you keep until you are told that this has ended."),
    ToldOf.RESTRICTION_ENDED: _l("You may use what you keep again, for what you received it for."),
}
"""What a recipient is asked to do."""
