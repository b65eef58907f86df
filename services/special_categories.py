"""Special categories of data: kept only by an explicit consent that names what and why (GDPR article 9(2)(a))."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from models.base import new_id
from models.consent import ConsentEntry, ConsentMethod, ConsentPurpose
from models.register import N_
from models.special import SpecialAudience, SpecialDatum, SpecialKind, SpecialPurpose

from .consents import give_consent
from .errors import NotFound, ServiceError
from .rights.periods import first_moment

MOST = 20
LONGEST = 2000

KINDS: dict[SpecialKind, str] = {
    SpecialKind.HEALTH: N_("a disability or my health"),
    SpecialKind.HEALTH_INSURANCE: N_("my health insurance"),
    SpecialKind.OTHER: N_("another matter that the law protects specially, such as my belief"),
}
PURPOSES: dict[SpecialPurpose, str] = {
    SpecialPurpose.WORKPLACE: N_("to adapt the workplace and the tools to me"),
    SpecialPurpose.HOURS: N_("to agree on working hours, breaks and travel that I can manage"),
    SpecialPurpose.INSURANCE: N_("to arrange the insurance that an assignment needs"),
    SpecialPurpose.SAFETY: N_("to keep me safe at work, and to know what to do in an emergency"),
}
AUDIENCES: dict[SpecialAudience, str] = {
    SpecialAudience.STAFF: N_("the member of your staff who arranges my assignments"),
    SpecialAudience.CLIENT: N_("the client I work for, told by your staff once I have asked for it"),
}
"""English message ids, as they stand in the words of the consent."""

CONSENT = N_(
    "I explicitly consent that %(platform)s keeps what I write here about %(kind)s, and uses it only %(purpose)s. "
    "It is meant for %(audience)s. No profile shows it and no ranking uses it."
)
LASTING = N_("This consent lasts until I withdraw it. Then what I wrote is deleted at once.")
ENDING = N_("This consent ends after %(day)s, or earlier if I withdraw it. Then what I wrote is deleted.")


class NoExplicitConsent(ServiceError):
    """Nothing of the kind is kept without an explicit consent."""

    message = N_("Nothing was saved. We may keep this only if you consent to it: read its words, and tick the box.")


class EndsInThePast(ServiceError):
    """The consent would be over before it was given."""

    message = N_("This day is over. Choose today or a later day, or leave it empty.")


class TooMany(ServiceError):
    """More than anybody needs."""

    message = N_("You recorded 20 of these, and that is the most. Withdraw one that is not needed any more.")


@dataclass(frozen=True)
class Matter:
    """What is to be recorded; ``last_day`` is the last day of the consent, None until it is withdrawn."""

    kind: SpecialKind
    purpose: SpecialPurpose
    audience: SpecialAudience
    last_day: date | None
    text: str


@dataclass(frozen=True)
class Recorded:
    """What is recorded, for its owner; ``ends_at`` is when its consent is over, None until it is withdrawn."""

    id: str
    consent_id: str
    kind: SpecialKind
    purpose: SpecialPurpose
    audience: SpecialAudience
    text: str
    recorded_at: datetime
    ends_at: datetime | None


def consent_words(matter: Matter, *, platform: str, translate: Callable[[str], str], day: Callable[[date], str]) -> str:
    """The exact words of the consent to this matter, in one language: they name the kind, the purpose and the end."""
    named = {
        "platform": platform,
        "kind": translate(KINDS[matter.kind]),
        "purpose": translate(PURPOSES[matter.purpose]),
        "audience": translate(AUDIENCES[matter.audience]),
    }
    end = translate(LASTING) if matter.last_day is None else translate(ENDING) % {"day": day(matter.last_day)}
    return f"{translate(CONSENT) % named}\n{end}"


def record(
    session: Session,
    account_id: str,
    matter: Matter,
    *,
    explicit: bool,
    words: str,
    shown_hash: str,
    locale: str,
    notice_version: str,
    now: datetime,
) -> str:
    """Record a matter with the consent that it rests on, and give its id.

    ``words`` are those of this matter, ``shown_hash`` of what the person read, ``explicit`` whether they agreed in so
    many words. Raises NoExplicitConsent, WordingChanged, EndsInThePast, TooMany; nothing is kept then.
    """
    if not explicit:
        raise NoExplicitConsent
    ends_at = None if matter.last_day is None else first_moment(matter.last_day + timedelta(days=1))
    if ends_at is not None and ends_at <= now:
        raise EndsInThePast
    if session.exec(select(func.count()).where(SpecialDatum.account_id == account_id)).one() >= MOST:
        raise TooMany
    row_id = new_id()
    consent = give_consent(
        session,
        account_id,
        ConsentPurpose.SPECIAL_CATEGORIES,
        about_id=row_id,
        words=words,
        shown_hash=shown_hash,
        locale=locale,
        method=ConsentMethod.PROFILE_FORM,
        notice_version=notice_version,
        ends_at=ends_at,
        now=now,
    )
    row = SpecialDatum(
        id=row_id,
        account_id=account_id,
        consent_id=consent.id,
        special_kind=matter.kind.value,
        special_purpose=matter.purpose.value,
        special_audience=matter.audience.value,
        text=matter.text,
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    return row_id


def recorded(session: Session, account_id: str, *, now: datetime) -> list[Recorded]:
    """What the person recorded and still consents to, the newest first."""
    statement = (
        select(SpecialDatum, ConsentEntry.ends_at)
        .join(ConsentEntry, col(ConsentEntry.id) == SpecialDatum.consent_id)
        .where(SpecialDatum.account_id == account_id)
        .order_by(col(SpecialDatum.recorded_at).desc(), SpecialDatum.id)
    )
    found = session.exec(statement).all()
    return [_view(row, ends_at) for row, ends_at in found if ends_at is None or ends_at > now]


def one(session: Session, account_id: str, row_id: str, *, now: datetime) -> Recorded:
    """One of the person's own. Raises NotFound, also for somebody else's and one whose consent is over."""
    found = next((each for each in recorded(session, account_id, now=now) if each.id == row_id), None)
    if found is None:
        raise NotFound
    return found


def correct(session: Session, account_id: str, row_id: str, text: str, *, now: datetime) -> None:
    """Put another text in its place: the consent names what it is about and why, which stay. Raises NotFound."""
    one(session, account_id, row_id, now=now)
    session.get_one(SpecialDatum, row_id).text = text
    session.flush()


def _view(row: SpecialDatum, ends_at: datetime | None) -> Recorded:
    return Recorded(
        row.id,
        row.consent_id,
        SpecialKind(row.special_kind),
        SpecialPurpose(row.special_purpose),
        SpecialAudience(row.special_audience),
        row.text,
        row.recorded_at,
        ends_at,
    )
