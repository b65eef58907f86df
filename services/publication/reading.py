"""A file becomes text, or a résumé: PDF, DOCX or plain text, read in a confined child process."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath

from pydantic import TypeAdapter, ValidationError

from models.register import N_
from services.errors import ServiceError

from .documents import Code, Document, Limits, UnreadableDocument
from .resume import Resume
from .structured import InvalidResume, Problem

DEFAULT = Limits()
# Children a process may have at a time: each takes a processor and up to ``memory_bytes`` for itself.
AT_ONCE = 2

_CHILD = Path(__file__).with_name("reading_child.py")
_PLACES = threading.BoundedSemaphore(AT_ONCE)
# What files read before may have contributed to.
_EXHAUSTED: tuple[Code, ...] = ("took_too_long", "too_much_memory")


class ReadersBusy(ServiceError):
    """Every place to read a file is taken, and none came free in time."""

    message = N_("We are reading other files right now. Try again in a minute; nothing was changed.")


@dataclass(frozen=True)
class _Answer:
    """What the child says: one of the first three; ``problems`` with the error "invalid"."""

    document: Document | None = None
    resume: Resume | None = None
    error: Code | None = None
    problems: tuple[Problem, ...] = ()


_ANSWER = TypeAdapter(_Answer)


def read_document(data: bytes, filename: str, *, limits: Limits = DEFAULT) -> Document:
    """The text of a file; its name is used for the extension alone. Raises UnreadableDocument and ReadersBusy."""
    with Reader(limits) as reader:
        return reader.document(data, filename)


def read_resume(data: bytes, filename: str, *, limits: Limits = DEFAULT) -> Resume:
    """The résumé in a file, as ``parse_resume`` and ``enrich`` find it. Raises UnreadableDocument and ReadersBusy.

    Safe to call from any thread: nothing of the file is decoded, parsed or matched outside the child.
    """
    with Reader(limits) as reader:
        return reader.resume(data, filename)


class Reader:
    """Reads files one after the other in one child process: loading the vocabulary takes longer than most files.

    A context manager, for one thread. A child that fails is replaced; a file that exhausts what others have used of
    its limits is read once more in a new one. Files of several strangers want a Reader each.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def document(self, data: bytes, filename: str) -> Document:
        """As ``read_document``."""
        document = self._read(data, filename, resume=False).document
        if document is None:
            raise UnreadableDocument("broken")
        return document

    def resume(self, data: bytes, filename: str) -> Resume:
        """As ``read_resume``."""
        resume = self._read(data, filename, resume=True).resume
        if resume is None:
            raise UnreadableDocument("broken")
        return resume

    def close(self) -> None:
        """Ends the child, if there is one."""
        child, self._child = self._child, None
        if child is None:
            return
        try:
            with contextlib.suppress(BrokenPipeError), child:
                _kill(child)
        finally:
            _PLACES.release()

    def _read(self, data: bytes, filename: str, *, resume: bool) -> _Answer:
        if not data:
            raise UnreadableDocument("empty")
        if len(data) > self._limits.file_bytes:
            raise UnreadableDocument("too_large")
        task = {"resume": resume, "extension": PurePath(filename).suffix.lower(), "bytes": len(data)}
        message = json.dumps(task).encode() + b"\n" + data
        used = self._child is not None
        try:
            return self._ask(message)
        except UnreadableDocument as problem:
            if not used or problem.code not in _EXHAUSTED:
                raise
        return self._ask(message)

    def _ask(self, message: bytes) -> _Answer:
        """The child's answer. A child that did not answer in time, or not at all, is gone afterwards."""
        child = self._child or self._start()
        late = threading.Event()

        def stop() -> None:
            late.set()
            _kill(child)

        timer = threading.Timer(self._limits.wall_seconds, stop)
        timer.start()
        try:
            line = self._exchange(child, message)
        finally:
            timer.cancel()
        try:
            if late.is_set() or child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
                raise UnreadableDocument("took_too_long")
            answer = _ANSWER.validate_json(line)
            if answer.problems:
                raise InvalidResume(answer.problems)
            if answer.error:
                raise UnreadableDocument(answer.error)
        except ValidationError as error:
            self.close()
            raise UnreadableDocument("broken") from error
        except UnreadableDocument as problem:
            if problem.code in _EXHAUSTED:
                self.close()
            raise
        return answer

    def _exchange(self, child: subprocess.Popen[bytes], message: bytes) -> bytes:
        """Sends the message and gives the line that answers it; a child without one has ended."""
        assert child.stdin and child.stdout  # noqa: S101 - pipes, as asked for in _start
        with contextlib.suppress(BrokenPipeError):
            child.stdin.write(message)
            child.stdin.flush()
        # At most six bytes a character ("\\u0000"), so that a child gone wild cannot fill our own memory.
        most = 6 * self._limits.characters + 1_000
        line = child.stdout.readline(most)
        if not line.endswith(b"\n"):
            if len(line) == most:
                _kill(child)
            child.wait()
        return line

    def _start(self) -> subprocess.Popen[bytes]:
        if not _PLACES.acquire(timeout=self._limits.wait_seconds):
            raise ReadersBusy
        try:
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and script, nothing from outside
                [sys.executable, "-I", "-X", "utf8", str(_CHILD), json.dumps(asdict(self._limits))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"LC_ALL": "C.UTF-8"},
                cwd="/",
                start_new_session=True,
            )
        except BaseException:
            _PLACES.release()
            raise
        return self._child


def _kill(child: subprocess.Popen[bytes]) -> None:
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
