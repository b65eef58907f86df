"""Who may come in: denied unless the route says otherwise, and the database session that fits the route.

Every view carries ``@open_to(...)``; a rule test fails for one that does not, and a request to it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Flask, Response, abort, current_app, g, request, url_for
from flask_login import current_user
from sqlmodel import Session

from models.account import StaffRole
from services import logins
from services.viewers import ANYONE, Part, Viewer

from .rendering import redirect

View = TypeVar("View", bound=Callable[..., Any])
SAFE = ("GET", "HEAD", "OPTIONS")


class Audience(Enum):
    """Who a route is for. MEMBERS: clients who may act and not only read · OWNERS: who decide on an organisation."""

    EVERYONE = "everyone"
    ACCOUNTS = "accounts"
    PROFESSIONALS = "professionals"
    CLIENTS = "clients"
    MEMBERS = "members"
    OWNERS = "owners"
    VERIFIERS = "verifiers"
    EDITORS = "editors"
    OFFICERS = "officers"


@dataclass(frozen=True)
class Access:
    """What a route says of itself: for whom, whether it writes on a GET, whether the password must be fresh."""

    audiences: frozenset[Audience]
    writes: bool
    fresh: bool


def open_to(*audiences: Audience, writes: bool = False, fresh: bool = False) -> Callable[[View], View]:
    """Say who may use the view. ``writes``: also its GET writes · ``fresh``: the password is asked for again."""

    def declare(view: View) -> View:
        view.access = Access(frozenset(audiences), writes, fresh)  # type: ignore[attr-defined]
        return view

    return declare


def access_of(app: Flask, endpoint: str) -> Access | None:
    """What the route's view says, or None for one that says nothing."""
    return getattr(app.view_functions[endpoint], "access", None)


def viewer() -> Viewer:
    """Who is looking."""
    return getattr(current_user, "viewer", ANYONE)


def is_among(audience: Audience) -> bool:
    """Whether who looks belongs to the audience."""
    return _belongs(viewer(), audience)


def account_id() -> str:
    """The account of a viewer who must have one."""
    known = viewer().account_id
    if known is None:
        abort(404)
    return known


def session() -> Session:
    """The request's database session: it may write only where the route may."""
    if "session" not in g:
        database = current_app.extensions["database"]
        access = access_of(current_app, request.endpoint) if request.endpoint else None
        writing = access is not None and (access.writes or request.method not in SAFE)
        g.transaction = database.write() if writing else database.read()
        g.session = g.transaction.__enter__()
    return g.session


@contextmanager
def writing() -> Iterator[Session]:
    """A short write transaction of its own, for a GET that must write something down (who looked)."""
    with current_app.extensions["database"].write() as separate:
        yield separate


def let_go() -> None:
    """Give the database back before something slow; what was written is dropped, and ``session()`` begins anew."""
    _abandon()


def pause() -> None:
    """Give the database back until a long answer goes on, which is then at another time. Who looks stays known."""
    _abandon()
    g.pop("now", None)


def now() -> datetime:
    """The moment of the request: read once, so that all of it happens at one time."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    return g.now


def init_app(app: Flask) -> None:
    """Stand at the door of every request."""
    app.before_request(_admit)
    app.after_request(_finish)
    app.teardown_request(_abandon)


def _admit() -> Response | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    if _says_nothing_legible():
        abort(404)
    viewer()
    access = access_of(current_app, request.endpoint)
    if access is None:
        abort(404)
    if Audience.EVERYONE not in access.audiences:
        if not viewer().is_known:
            return redirect(_with_return("accounts.login"))
        if not any(_belongs(viewer(), audience) for audience in access.audiences):
            abort(404)
    if access.fresh and not viewer().is_fresh(now(), current_app.config["PLATFORM"].fresh_authentication):
        return redirect(_with_return("accounts.authenticate"))
    return None


def _says_nothing_legible() -> bool:
    """Whether the request holds a NUL character: no text has one, and PostgreSQL refuses it."""
    sent = (value for part in (request.args, request.form) for _name, value in part.items(multi=True))
    values = (*sent, *(request.view_args or {}).values())
    return any("\0" in str(value) for value in values)


def _belongs(who: Viewer, audience: Audience) -> bool:
    match audience:
        case Audience.EVERYONE:
            return True
        case Audience.ACCOUNTS:
            return who.is_known
        case Audience.PROFESSIONALS:
            return who.part is Part.PROFESSIONAL
        case Audience.CLIENTS:
            return who.part is Part.CLIENT
        case Audience.MEMBERS:
            return who.may_act
        case Audience.OWNERS:
            return who.is_owner
        case Audience.VERIFIERS:
            return who.part is Part.STAFF and who.staff_role in (StaffRole.VERIFIER, StaffRole.DPO)
        case Audience.EDITORS:
            return who.part is Part.STAFF and who.staff_role is StaffRole.MODERATOR
        case Audience.OFFICERS:
            return who.part is Part.STAFF and who.staff_role is StaffRole.DPO


def _with_return(endpoint: str) -> str:
    """The way to a form, with the page to come back to: only ever a path of our own."""
    here = request.script_root + request.full_path.rstrip("?") if request.method in SAFE else ""
    return url_for(endpoint) + (f"?{urlencode({'next': here})}" if here else "")


def keep_writes() -> None:
    """Commit although the answer is an error: a failed log-in counts."""
    g.keep_writes = True


def _finish(response: Response) -> Response:
    """Commit what a request wrote before its answer leaves, or roll back where the answer is an error."""
    if "transaction" in g and (response.status_code < 400 or g.get("keep_writes")):
        g.pop("session")
        g.pop("transaction").__exit__(None, None, None)
    else:
        _abandon()
    _note_seen()
    return response


def _abandon(_error: BaseException | None = None) -> None:
    """Roll back what is still open."""
    if "transaction" in g:
        g.pop("session").rollback()
        g.pop("transaction").__exit__(None, None, None)


def _note_seen() -> None:
    """Note now and then that a session is still in use."""
    who = viewer()
    if who.session_id and who.seen_at and now() - who.seen_at > logins.SEEN_EVERY:
        with current_app.extensions["database"].write() as writing:
            logins.note_seen(writing, who.session_id, now=now())
