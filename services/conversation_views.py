"""Conversations as their two sides read them: frozen, a page at a time, and searched in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, tuple_
from sqlmodel import Session, col, func, select

from models.client import Representative
from models.match import Match
from models.message import ChatChoice, Message, ReadMark

from .attachments import AttachmentView, attached_to
from .message_reports import reported_among
from .publication.normalise import fold
from .rights.restriction import unrestricted
from .viewers import Part, Viewer

PAGE = 50
MOST_LISTED = 100
MOST_SEARCHED = 2000
MOST_FOUND = 50


@dataclass(frozen=True)
class Line:
    """One message. ``text`` None: its words went with who wrote it · ``colleague``: who of the organisation wrote it.

    ``is_ours``: written on the viewer's side, by themselves where ``is_own``.
    """

    request_id: str
    number: int
    text: str | None
    sent_at: datetime
    is_ours: bool
    is_own: bool
    colleague: str | None
    report: Reported | None = None
    attachments: tuple[AttachmentView, ...] = ()


@dataclass(frozen=True)
class Reported:
    """What became of the viewer's report of a message; ``upheld`` is None while it waits."""

    upheld: bool | None
    answer: str | None


@dataclass(frozen=True)
class Thread:
    """A part of a conversation, the oldest first. ``is_read``: the other side shows that it read all we wrote."""

    lines: tuple[Line, ...]
    has_earlier: bool
    is_read: bool


@dataclass(frozen=True)
class Entry:
    """A conversation in the list: its newest message, and how many the viewer has not read."""

    request_id: str
    newest: Line | None
    unread: int


def thread(
    session: Session,
    viewer: Viewer,
    match: Match,
    *,
    before: int | None = None,
    after: int | None = None,
    is_fresh: bool = False,
) -> Thread:
    """The newest page of a conversation, the page before a message, or the first page of what came after one.

    ``is_fresh``: what came only just now, of which the viewer can have reported nothing.
    """
    statement, number = select(Message).where(Message.match_id == match.id), col(Message.number)
    if before is not None:
        statement = statement.where(number < before)
    if after is not None:
        statement = statement.where(number > after)
    rows = list(session.exec(statement.order_by(number.desc() if after is None else number).limit(PAGE + 1)))
    ordered = sorted(rows[:PAGE], key=lambda row: row.number)
    lines = _lines(session, viewer, {match.id: match.request_id}, ordered, is_fresh=is_fresh)
    return Thread(tuple(lines), len(rows) > PAGE, _is_read(session, viewer, match))


def entries(session: Session, viewer: Viewer) -> list[Entry]:
    """The viewer's conversations, the one with the newest message first; those without any after them."""
    latest = func.max(Message.sent_at).label("latest")
    statement = (
        select(Match.id, Match.request_id, latest)
        .outerjoin(Message, col(Message.match_id) == Match.id)
        .where(_own(viewer))
        .group_by(col(Match.id), col(Match.request_id), col(Match.started_at))
        .order_by(latest.desc().nulls_last(), col(Match.started_at).desc())
        .limit(MOST_LISTED)
    )
    rows = list(session.exec(statement))
    newest_of = select(Message.match_id, func.max(Message.number)).group_by(col(Message.match_id))
    last = newest_of.where(col(Message.match_id).in_([id_ for id_, _request, _latest in rows]))
    messages = list(session.exec(select(Message).where(tuple_(Message.match_id, Message.number).in_(last))))
    lines = {
        line.request_id: line
        for line in _lines(session, viewer, {id_: request_id for id_, request_id, _latest in rows}, messages)
    }
    unread = _unread(session, viewer)
    return [Entry(request_id, lines.get(request_id), unread.get(id_, 0)) for id_, request_id, _latest in rows]


def unread_count(session: Session, viewer: Viewer) -> int:
    """How many messages of other sides the viewer has not read."""
    return sum(_unread(session, viewer).values())


def search(session: Session, viewer: Viewer, words: str) -> list[Line]:
    """Messages of the viewer's conversations with all these words in them or in the names of their files, newest first.

    Texts are sealed, so each is opened and compared: the newest ``MOST_SEARCHED`` of them.
    """
    wanted = fold(words).casefold().split()
    if not wanted:
        return []
    statement = (
        select(Message, Match.request_id)
        .join(Match, col(Match.id) == Message.match_id)
        .where(_own(viewer))
        .order_by(col(Message.sent_at).desc(), col(Message.number).desc())
        .limit(MOST_SEARCHED)
    )
    rows = session.exec(statement).all()
    attached = attached_to(session, [row.id for row, _id in rows if row.files])
    found = [(row, id_) for row, id_ in rows if _has(_words_of(row, attached), wanted)][:MOST_FOUND]
    return _lines(session, viewer, {row.match_id: id_ for row, id_ in found}, [row for row, _id in found])


def _words_of(row: Message, attached: dict[str, list[AttachmentView]]) -> str:
    return " ".join((row.text or "", *(file.name for file in attached.get(row.id, ()))))


def _has(text: str, wanted: list[str]) -> bool:
    folded = fold(text).casefold()
    return all(word in folded for word in wanted)


def _own(viewer: Viewer) -> ColumnElement[bool]:
    """The matches whose conversation the viewer reads, as ``match_access.find_request`` has it for one."""
    if viewer.is_verified_client:
        return col(Match.organisation_id) == viewer.organisation_id
    if viewer.confirmed and viewer.part is Part.PROFESSIONAL:
        return col(Match.account_id) == viewer.account_id
    return false()


def _unread(session: Session, viewer: Viewer) -> dict[str, int]:
    """The number of unread messages of the other side, by match, where there are any."""
    mark = and_(col(ReadMark.match_id) == Match.id, col(ReadMark.account_id) == viewer.account_id)
    statement = (
        select(Match.id, func.count())
        .join(Message, col(Message.match_id) == Match.id)
        .outerjoin(ReadMark, mark)
        .where(
            _own(viewer),
            col(Message.by_professional) != (viewer.part is Part.PROFESSIONAL),
            col(Message.number) > func.coalesce(ReadMark.number, 0),
        )
        .group_by(col(Match.id))
    )
    return dict(session.exec(statement).all())


def _is_read(session: Session, viewer: Viewer, match: Match) -> bool:
    """Whether the other side has read all we wrote, as far as it shows that and the viewer does, too."""
    own = select(ChatChoice.shows_reading).where(ChatChoice.account_id == viewer.account_id)
    is_professional = viewer.part is Part.PROFESSIONAL
    ours = select(func.max(Message.number)).where(
        Message.match_id == match.id, Message.by_professional == is_professional
    )
    of_professional = col(ReadMark.account_id) == match.account_id
    theirs = (
        select(func.max(ReadMark.number))
        .outerjoin(ChatChoice, col(ChatChoice.account_id) == ReadMark.account_id)
        .where(ReadMark.match_id == match.id, func.coalesce(ChatChoice.shows_reading, True))
        .where(~of_professional if is_professional else of_professional)
    )
    both = select(own.scalar_subquery(), ours.scalar_subquery(), theirs.scalar_subquery())
    shows, last, read = session.exec(both).one()
    return shows is not False and bool(last) and (read or 0) >= last


def _lines(
    session: Session, viewer: Viewer, matches: dict[str, str], rows: list[Message], *, is_fresh: bool = False
) -> list[Line]:
    """The rows as the viewer reads them; ``matches``: the request of each match, by id."""
    if not rows:
        return []
    is_professional = viewer.part is Part.PROFESSIONAL
    by_client = [row for row in rows if not row.by_professional]
    names = _names(session, by_client, is_professional=is_professional) if by_client else {}
    attached = attached_to(session, with_files) if (with_files := [row.id for row in rows if row.files]) else {}
    reports = {} if is_fresh else reported_among(session, viewer, [row.id for row in rows])
    return [
        Line(
            request_id=matches[row.match_id],
            number=row.number,
            text=row.text,
            sent_at=row.sent_at,
            is_ours=row.by_professional == is_professional,
            is_own=row.sender_id == viewer.account_id,
            colleague=names.get((row.match_id, row.sender_id)),
            report=Reported(reports[row.id].upheld, reports[row.id].answer) if row.id in reports else None,
            attachments=tuple(attached.get(row.id, ())),
        )
        for row in rows
    ]


def _names(session: Session, rows: list[Message], *, is_professional: bool) -> dict[tuple[str, str | None], str]:
    """Who of the organisation wrote, by match: colleagues know it always, the professional while the match lasts."""
    lasting = select(Match.id).where(col(Match.id).in_({row.match_id for row in rows}), col(Match.ended_at).is_(None))
    shown = set(session.exec(lasting)) if is_professional else {row.match_id for row in rows}
    writers = col(Representative.account_id).in_({row.sender_id for row in rows if row.match_id in shown})
    people = session.exec(select(Representative).where(writers, unrestricted(col(Representative.account_id))))
    names = {person.account_id: f"{person.first_name} {person.last_name}".strip() for person in people}
    return {(row.match_id, row.sender_id): names[row.sender_id] for row in rows if row.sender_id in names}
