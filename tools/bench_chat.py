"""Conversations as many follow them: ``python tools/bench_chat.py [pairs] [messages a second] [seconds]``.

The web server runs as in production, two processes. Both people of each pair follow their conversation, and messages
are posted through the form by turns. Printed is how long one takes from the moment it is sent until the other side has
it, whether each came once and in order on both sides, and how long a page takes meanwhile beside one alone. Half-way
one process of the web server is killed: what was acknowledged must be there all the same.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from flask import Flask  # noqa: E402
from sqlmodel import Session, select  # noqa: E402

from app import create_app  # noqa: E402
from commands import migrate_schema  # noqa: E402
from config import Config  # noqa: E402
from models.account import Account  # noqa: E402
from models.base import new_id  # noqa: E402
from models.client import Membership, Organisation, VerificationState  # noqa: E402
from models.match import InterestRequest, Match, RequestState  # noqa: E402
from models.message import Message  # noqa: E402
from models.professional import Professional  # noqa: E402
from services import accounts, logins  # noqa: E402
from services.tokens import TokenKeys  # noqa: E402

TEXT = re.compile(r"bench (\d+) end")
NUMBER = re.compile(r'id="message-(\d+)"')
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
KEYS = {"SECRET_KEY": "secret of the bench", "DATA_KEY": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s"}
BACK_AFTER = 0.5
USUAL = (100, 50, 40)


@dataclass
class Side:
    """One person of a pair: how they are logged in, what came to them when."""

    request_id: str
    cookie: str
    token: str = ""
    last: int = 0
    numbers: list[int] = field(default_factory=list)
    arrived: dict[int, float] = field(default_factory=dict)


@dataclass
class Post:
    """A message: when it was sent, and when it was acknowledged."""

    sender: Side
    sent: float
    acknowledged: float | None = None


def main() -> None:
    pairs, rate, seconds = (*map(int, sys.argv[1:]), *USUAL[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        environment = os.environ | KEYS | {"DATA_DIR": folder, "PORT": str(port)}
        os.environ.update(environment)
        application = create_app(Config.from_environment())
        with application.app_context():
            migrate_schema()
        sides = _people(application, pairs)
        application.extensions["database"].dispose()
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "app:create_app()"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - ours alone
        try:
            posts = asyncio.run(_run(port, server.pid, sides, rate, seconds))
        finally:
            server.terminate()
            server.wait(timeout=20)
        _report(application, sides, posts)


def _people(application: Flask, pairs: int) -> list[Side]:
    """So many professionals and as many clients, each matched with one of the others; both sides, one after another."""
    database, keys = application.extensions["database"], application.extensions["token_keys"]
    serializer = application.session_interface.get_signing_serializer(application)  # type: ignore[attr-defined]
    now, sides = datetime.now(UTC), []
    for number in range(pairs):
        with database.write() as session:
            ana, jip = (_account(session, f"{who}{number}@bench.example", keys, now) for who in ("ana", "jip"))
            session.add(Professional(account_id=ana.id, first_name="Ana", last_name="Bench"))
            organisation = Organisation(
                name=f"Bench {number}", country="NL", state=VerificationState.VERIFIED, created_at=now
            )
            session.add(organisation)
            session.flush()
            session.add(Membership(account_id=jip.id, organisation_id=organisation.id))
            common: dict[str, Any] = {
                "sender_id": jip.id,
                "organisation_id": organisation.id,
                "account_id": ana.id,
            }
            asked = InterestRequest(
                message="Hello", created_at=now, expires_at=now, state=RequestState.ACCEPTED, **common
            )
            session.add(asked)
            session.flush()
            session.add(Match(request_id=asked.id, started_at=now, **common))
            for each in (ana, jip):
                token = logins.begin(session, each.id, browser="bench", now=now)
                cookie = f"{application.config['SESSION_COOKIE_NAME']}={serializer.dumps({'_user_id': token})}"
                sides.append(Side(asked.id, cookie))
    return sides


def _account(session: Session, email: str, keys: TokenKeys, now: datetime) -> Account:
    account = accounts.create_account(session, email=email, password_hash="", keys=keys, now=now, confirmed=True)
    if account is None:
        raise RuntimeError("The database of the benchmark is not empty.")
    return account


async def _run(port: int, server: int, sides: list[Side], rate: int, seconds: int) -> dict[int, Post]:
    await _answering(port)
    alone = [await _timed_page(port) for _number in range(20)]
    for side in sides:
        side.cookie, side.token = await _opened(port, side)
    following = [asyncio.create_task(_follow(port, side)) for side in sides]
    await asyncio.sleep(3)
    posts: dict[int, Post] = {}
    sending = []
    pages: list[float] = []
    began, killed = time.monotonic(), False
    for number in range(rate * seconds):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        side = sides[(number * 7) % len(sides)]
        posts[number] = Post(side, time.monotonic())
        sending.append(asyncio.create_task(_post(port, posts[number], number)))
        if number % rate == rate // 2:
            sending.append(asyncio.create_task(_page_into(port, pages)))
        if number == rate * seconds // 2 and not killed:
            killed = True
            children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
            os.kill(int(children[0]), signal.SIGKILL)
            print(f"After {seconds // 2} s one of {len(children)} processes was killed.")
            posts[number].sent = time.monotonic()
            half = time.monotonic()
    await asyncio.gather(*sending)
    await asyncio.sleep(8)
    for each in following:
        each.cancel()
    _times("A page alone", alone)
    _times("A page meanwhile", pages)
    for name, chosen in (
        ("before the kill", [p for p in posts.items() if p[1].sent < half - 1]),
        ("after it, the first 5 s", [p for p in posts.items() if half - 1 <= p[1].sent < half + 5]),
        ("later", [p for p in posts.items() if p[1].sent >= half + 5]),
    ):
        acknowledged = [post.acknowledged - post.sent for _n, post in chosen if post.acknowledged]
        others: dict[str, list[Side]] = {side.request_id: [] for side in sides}
        for side in sides:
            others[side.request_id].append(side)
        arrived = [
            other.arrived[number] - post.sent
            for number, post in chosen
            for other in others[post.sender.request_id]
            if other is not post.sender and number in other.arrived
        ]
        _times(f"Acknowledged, {name}", acknowledged)
        _times(f"With the other side, {name}", arrived)
    return posts


def _report(application: Flask, sides: list[Side], posts: dict[int, Post]) -> None:
    with application.extensions["database"].read() as session:
        stored = session.exec(select(Message)).all()
    kept = {int(found[1]) for each in stored if (found := TEXT.search(each.text or ""))}
    acknowledged = {number for number, post in posts.items() if post.acknowledged}
    orderly = sum(side.numbers == list(range(1, len(side.numbers) + 1)) for side in sides)
    lengths: dict[str, int] = {}
    with application.extensions["database"].read() as session:
        for request_id in session.exec(select(Match.request_id).join(Message, Message.match_id == Match.id)):  # type: ignore[arg-type]
            lengths[str(request_id)] = lengths.get(str(request_id), 0) + 1
    whole = sum(len(side.numbers) == lengths.get(side.request_id, 0) for side in sides)
    print(
        f"{len(posts)} messages sent, {len(acknowledged)} acknowledged, of which {len(acknowledged - kept)} lost, "
        f"{len(stored) - len(kept)} stored twice; on {orderly} of {len(sides)} streams each came once and in order, "
        f"on {whole} all of them."
    )


async def _follow(port: int, side: Side) -> None:
    """Follow, and come back after the last message whenever the connection is lost."""
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
            after = f"Last-Event-ID: {side.last}\r\n" if side.last else ""
            path = f"/conversations/{side.request_id}/stream?after=0&read=0"
            writer.write(_head("GET", path, side, after).encode())
            while line := await reader.readline():
                text, now = line.decode(), time.monotonic()
                for found in NUMBER.findall(text):
                    side.numbers.append(int(found))
                    side.last = int(found)
                for found in TEXT.findall(text):
                    side.arrived.setdefault(int(found), now)
            writer.close()
        except OSError:
            pass
        await asyncio.sleep(BACK_AFTER)


async def _post(port: int, post: Post, number: int) -> None:
    """Send the form, and once more where the answer did not come: the same form is the same message."""
    fields = {"csrf_token": post.sender.token, "nonce": new_id(), "text": f"bench {number} end"}
    body = urlencode(fields)
    extra = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    path = f"/conversations/{post.sender.request_id}/messages"
    for _try in range(20):
        answer = await _asked(port, _head("POST", path, post.sender, extra + "Connection: close\r\n") + body)
        if answer.startswith("HTTP/1.1 303"):
            post.acknowledged = time.monotonic()
            return
        await asyncio.sleep(BACK_AFTER)


async def _opened(port: int, side: Side) -> tuple[str, str]:
    """The page of the conversation, for its CSRF token and the cookie that goes with it."""
    answer = await _asked(port, _head("GET", f"/conversations/{side.request_id}", side, "Connection: close\r\n"))
    token, cookie = TOKEN.search(answer), re.search(r"(?i)set-cookie: ([^;]+)", answer)
    if token is None:
        raise SystemExit(f"The page of a conversation has no form: {answer[:200]}")
    return cookie[1] if cookie else side.cookie, token[1]


async def _page_into(port: int, times: list[float]) -> None:
    times.append(await _timed_page(port))


async def _timed_page(port: int) -> float:
    began = time.monotonic()
    answer = await _asked(port, "GET /about HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    return time.monotonic() - began if answer.startswith("HTTP/1.1 200") else float("inf")


async def _asked(port: int, text: str) -> str:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
        writer.write(text.encode())
        answer = await reader.read()
        writer.close()
        return answer.decode("utf-8", "replace")
    except OSError:
        return ""


async def _answering(port: int) -> None:
    while not (await _asked(port, "GET /about HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")):
        await asyncio.sleep(0.3)


def _head(method: str, path: str, side: Side, extra: str) -> str:
    return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {side.cookie}\r\n{extra}\r\n"


def _times(what: str, seconds: list[float]) -> None:
    if len(seconds) < 2:
        return
    middle, p95, longest = (1000 * each for each in (median(seconds), quantiles(seconds, n=20)[-1], max(seconds)))
    print(f"{what}: median {middle:.0f} ms, p95 {p95:.0f} ms, longest {longest:.0f} ms")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
