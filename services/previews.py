"""A professional's own profile as others would get it, compiled from the résumé as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from secrets import randbits

from sqlmodel import Session

from models.privacy import Tier

from . import disclosure, exposures, views
from .exposures import Basis, Outlook
from .left_out_skills import left_out_skills
from .publication import publishing
from .publication.compiler import compile_records
from .publication.facts import PublicFacts
from .publication.guard import Identifiers
from .publication.issuing import TILE_BITS
from .publication.pseudonyms import Pseudonym, draw_pseudonym, pseudonym_name
from .publication.record import VerifiedRecord
from .publication.shown import public_row_of
from .publication.summary_drafts import Draft, drafts_of
from .publication.vocabulary import vocabulary
from .resumes import professional_of, resume_of
from .views import Label, PublicView, VerifiedView
from .written import WrittenProfile


@dataclass(frozen=True)
class Preview:
    """One's own profile at a tier. ``full`` at the matched tier only.

    ``guarded``: labels that the guard removed · ``left_out``: skills that their owner took out, by id ·
    ``is_example``: pseudonym and tile are drawn for this page alone · ``outlook``: what the view for anyone rests on;
    at the anonymous tier only, and once the person chose how far to stand out · ``drafts``: the summary in each
    language, at the verified tier only.
    """

    tier: Tier
    profile: PublicView | VerifiedView
    full: WrittenProfile | None
    guarded: tuple[Label, ...]
    left_out: tuple[tuple[str, Label], ...]
    is_example: bool
    outlook: Outlook | None = None
    drafts: tuple[Draft, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether anyone reads it, or would after the next round."""
        return self.outlook is not None and self.outlook.basis is not Basis.NOTHING


def preview(session: Session, account_id: str, *, tier: Tier, locale: str, now: datetime) -> Preview:
    """What a viewer of the tier would read if the profile were published as it is now."""
    record = publishing.compile_profile(session, account_id, now=now)
    row = public_row_of(session, account_id) if tier is Tier.ANONYMOUS else None
    own = row.profile if row is not None else None
    pseudonym = draw_pseudonym() if own is None else Pseudonym(own.pseudonym_first, own.pseudonym_second)
    seed = randbits(TILE_BITS) if own is None else own.tile
    name, tile = pseudonym_name(pseudonym, locale), views.tile(seed)
    outlook = _outlook(session, account_id, record) if tier is Tier.ANONYMOUS else None
    drafts = drafts_of(session, account_id, record) if tier is Tier.VERIFIED else ()
    profile: PublicView | VerifiedView
    if tier is Tier.ANONYMOUS:
        facts = outlook.facts if outlook else PublicFacts()
        profile = views.preview(facts, locale, id="", name=name, tile=tile)
    else:
        draft = next((each for each in drafts if each.language == locale), None)
        told = {"text": draft.text, "method": draft.method.value} if draft else views.NOTHING_TOLD
        profile = views.verified_preview(record, locale, id="", name=name, tile=tile, told=told)
    return Preview(
        tier=tier,
        profile=profile,
        full=disclosure.matched_view(session, account_id) if tier is Tier.MATCHED else None,
        guarded=guarded(session, account_id, record, locale=locale, now=now),
        left_out=_left_out(session, account_id, locale=locale),
        is_example=row is None,
        outlook=outlook,
        drafts=drafts,
    )


def guarded(
    session: Session, account_id: str, record: VerifiedRecord, *, locale: str, now: datetime
) -> tuple[Label, ...]:
    """The labels that are not in the record because they contain a name of the person's or of an organisation."""
    person = professional_of(session, account_id)
    _public, unguarded = compile_records(
        resume_of(session, account_id),
        identifiers=Identifiers(),
        country=person.country,
        region=person.region,
        occupation=person.occupation,
        today=now.date(),
    )
    kept = {claim.skill for claim in record.skills} | left_out_skills(session, account_id)
    removed = [("skill", claim.skill) for claim in unguarded.skills if claim.skill not in kept]
    removed += [("certification", each) for each in sorted(unguarded.certifications - record.certifications)]
    if unguarded.occupation and unguarded.occupation != record.occupation:
        removed.append(("isco", unguarded.occupation))
    return tuple(vocabulary().label(kind, each, locale) for kind, each in removed)


def _outlook(session: Session, account_id: str, record: VerifiedRecord) -> Outlook | None:
    exposure = publishing.exposure_of(session, account_id)
    return None if exposure is None else exposures.outlook(session, account_id, record, exposure)


def _left_out(session: Session, account_id: str, *, locale: str) -> tuple[tuple[str, Label], ...]:
    """The skills that the person left out, in the order of their names; one the vocabulary lost is not named."""
    known = [skill for skill in left_out_skills(session, account_id) if vocabulary().has_skill(skill)]
    labels = [(skill, vocabulary().label("skill", skill, locale)) for skill in known]
    return tuple(sorted(labels, key=lambda pair: pair[1][0].casefold()))
