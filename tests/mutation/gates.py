"""Every gate between what a person tells and what others read: how to open it, and the proof that must then fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import select

import app
from blueprints import access
from blueprints.free_text import FreeTextField
from models.match import Match
from models.partner import PartnerField
from models.privacy import Tier
from services import disclosure, free_text, job_records, match_access, match_views, partner_views
from services.publication import compiler, enrichment, epochs, guard, identifiers, publishing, shown
from services.publication.identifiers import Identifiers
from services.resumes import resume_of
from services.viewers import Part, Viewer

from . import proofs
from .proofs import House, Proof, hides, label_of, marked

Opening = Callable[[pytest.MonkeyPatch, House], None]
NEVER = re.compile(r"(?!)")

# Kinds of ids that a record may hold, and a surname that stands in what is displayed of one.
NAMES_BY_KIND = {
    "occupation": "Welder",
    "skill": "Docker",
    "sector": "Construction",
    "certification": "Practitioner",
    "education-field": "Communication",
    "country": "Netherlands",
    "region": "Brabant",
    "language": "Dutch",
}


@dataclass(frozen=True)
class Gate:
    """``open`` switches the gate off for the rest of a test; ``proof`` is to fail then, and only then."""

    name: str
    open: Opening
    proof: Proof


def patched(owner: Any, name: str, value: Any) -> Opening:
    """Put a value in the place of an attribute."""
    return lambda monkeypatch, _house: monkeypatch.setattr(owner, name, value)


def _display_all_of(kind: str) -> Opening:
    kept = compiler._clean

    def clean(guard: Any, each: str, id_: str) -> bool:
        return each == kind or kept(guard, each, id_)

    return patched(compiler, "_clean", clean)


def _unconfined(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    open_to_all = dict.fromkeys(house.database._confined, house.database._reading)
    monkeypatch.setattr(house.database, "_confined", open_to_all)


def _with_values(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    for engine in (house.database.engine, house.database._writing):
        monkeypatch.setattr(engine, "hide_parameters", False)


def _every_column(monkeypatch: pytest.MonkeyPatch, _house: House) -> None:
    for table in disclosure._READABLE:
        columns = tuple(each.name for each in disclosure._table(table).columns if each.name != "id")
        monkeypatch.setitem(disclosure._READABLE, table, columns)


def _tier_whether_it_lasts_or_not(session: Any, *, organisation_id: str, account_id: str) -> Tier:
    ever = select(Match.id).where(Match.organisation_id == organisation_id, Match.account_id == account_id)
    return Tier.MATCHED if session.exec(ever).first() else Tier.VERIFIED


def _crowd_of_one(session: Any, **options: Any) -> Any:
    epoch = shown.epoch_of(session, **options)
    epoch.crowd_size = 1
    return epoch


JIP = ("Jip Sjabloon",)


def _held_by_anybody(side: str) -> Opening:
    """A side of a request, open at each of the two doors that ask for it."""

    def open_both(monkeypatch: pytest.MonkeyPatch, _house: House) -> None:
        for module in (match_access, match_views):
            monkeypatch.setattr(module, side, lambda *_: True)

    return open_both


def _every_field(_shown: Any, *, kept: Any = partner_views._columns) -> Any:
    return kept([field.value for field in PartnerField])


def _resume_only(session: Any, account_id: str) -> Identifiers:
    return Identifiers.of(resume_of(session, account_id))


def _nothing(*_: Any) -> tuple[()]:
    return ()


def _no_keys(*_: Any) -> frozenset[str]:
    return frozenset()


def _is_client(viewer: Viewer) -> bool:
    return viewer.part is Part.CLIENT


def _is_verified(viewer: Viewer) -> bool:
    return viewer.organisation_verified


def _as_it_is(text: str) -> tuple[str, list[int]]:
    return text, list(range(len(text)))


LABELS = (
    *(Gate(f"labels: {kind}", _display_all_of(kind), label_of(kind, name)) for kind, name in NAMES_BY_KIND.items()),
    Gate("labels: names of people", patched(guard, "person_keys", _no_keys), proofs.telling_resumes),
    Gate("labels: organisations", patched(guard, "organisation_keys", _no_keys), proofs.telling_resumes),
    Gate("labels: account names", patched(identifiers, "_handle", lambda _: ""), proofs.telling_resumes),
    Gate("labels: look-alikes", patched(identifiers, "fold", lambda text: text), proofs.telling_resumes),
    Gate("labels: digits for letters", patched(identifiers, "_unleeted", _nothing), proofs.telling_resumes),
    Gate("labels: whole names", patched(guard, "whole_names", _no_keys), hides("Nursing", organisations=("Nursing",))),
    Gate(
        "labels: short names", patched(identifiers, "_tool_keys", _nothing), hides("QlikView", organisations=("Qlik",))
    ),
    Gate("labels: Cyrillic", patched(guard, "sounds", _nothing), hides("Docker", organisations=("Докер",))),
    Gate(
        "labels: vendors",
        patched(identifiers, "_vendor_keys", _nothing),
        hides("Microsoft Excel", organisations=("Fabrikam Microsoft Partners",)),
    ),
    Gate("labels: vendors of the text", patched(identifiers, "vendors_meant", _nothing), proofs.vendors_meant),
    Gate("labels: companies of the text", patched(enrichment, "_companies", _nothing), proofs.companies_in_text),
    Gate("labels: own company", patched(publishing, "identifiers_of", _resume_only), proofs.own_company),
)
TEXTS = (
    Gate("texts: names", patched(guard.Guard, "_words", _nothing), marked("Ask Jip.", "name", names=JIP)),
    Gate("texts: spaced", patched(guard, "_is_spaced", lambda *_: False), marked("Ask J i p.", "name", names=JIP)),
    Gate("texts: digits", patched(guard.Guard, "_leet_words", _nothing), marked("Sj4bl00n", "name", names=JIP)),
    Gate(
        "texts: names cut in two",
        patched(identifiers, "_is_hyphenated", lambda *_: False),
        marked("At Unreal En-gine.", "organisation", organisations=("Unreal Engine",)),
    ),
    Gate("texts: addresses", patched(guard, "_EMAIL", NEVER), marked("Mail a@b.example", "email")),
    Gate("texts: [at]", patched(guard, "_with_signs", _as_it_is), marked("a [at] b [dot] example", "email")),
    Gate("texts: numbers", patched(guard, "_PHONE", NEVER), marked("Call 06 1234 5678", "phone")),
    Gate(
        "texts: own number",
        patched(free_text, "_own_phones", _nothing),
        marked("Call 06*12*34*56*78", "phone", phones=("0612345678",)),
    ),
    Gate("texts: links", patched(guard, "_LINK", NEVER), marked("See www.b.example", "link")),
    Gate("texts: service", patched(free_text, "require_undisclosed", _nothing), proofs.requests_are_refused),
    Gate("texts: form", patched(FreeTextField, "post_validate", _nothing), proofs.forms_come_back),
)
TIERS = (
    Gate("tier: verified", patched(Viewer, "is_verified_client", property(_is_client)), proofs.tiers),
    Gate("tier: confirmed", patched(Viewer, "is_verified_client", property(_is_verified)), proofs.tiers),
    Gate("tier: matched", patched(disclosure, "tier_of", lambda *_, **__: Tier.MATCHED), proofs.tiers),
    Gate("tier: lasting", patched(disclosure, "tier_of", _tier_whether_it_lasts_or_not), proofs.tiers),
    Gate("tier: columns", _every_column, proofs.matched_columns),
    Gate("tier: confinement", _unconfined, proofs.confined),
    Gate("tier: sender", _held_by_anybody("is_sender"), proofs.requests_have_two_sides),
    Gate("tier: recipient", _held_by_anybody("is_recipient"), proofs.requests_have_two_sides),
    Gate("tier: partner", patched(partner_views, "_columns", _every_field), proofs.partner_page),
    Gate("tier: routes", patched(access, "_belongs", lambda *_: True), proofs.staff_only),
)
PUBLICATION = (
    Gate("publication: verified row", patched(publishing, "_remove_verified", _nothing), proofs.withdrawn),
    Gate("publication: public row", patched(publishing.mending, "take_down", _nothing), proofs.withdrawn),
    Gate("publication: crowd", patched(epochs, "epoch_of", _crowd_of_one), proofs.alone),
    Gate("publication: partner", patched(publishing, "is_partner", lambda *_: False), proofs.partner_without_pseudonym),
    Gate("publication: left out", patched(publishing, "left_out_skills", _no_keys), proofs.left_out),
)
LOGS = (
    Gate("log: exceptions", patched(job_records.WithoutExceptionText, "filter", lambda *_: True), proofs.exceptions),
    Gate("log: pages", patched(app, "quieten", _nothing), proofs.web_log),
    Gate("log: jobs", patched(job_records, "_ID", re.compile(".*")), proofs.jobs_without_text),
    Gate("log: values", _with_values, proofs.errors_without_values),
)
GATES = (*LABELS, *TEXTS, *TIERS, *PUBLICATION, *LOGS)
