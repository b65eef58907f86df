"""The process that reads files: their bytes on stdin, JSON on stdout, and nothing else within its reach.

Started by reading.py as a script. It limits itself before it reads a byte: processor time, address space, open files,
no child processes, and an audit hook that refuses sockets, programs, native code and files opened for writing. Code
that broke out of the interpreter would not be held by the hook; it would by the limits.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

_REFUSED_EVENTS = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.kill",
    "os.putenv",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.chmod",
    "os.chown",
    "os.link",
    "os.symlink",
    "os.truncate",
    "pty.",
    "shutil.",
    "tempfile.",
    "ctypes.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
    "sqlite3.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OPEN_FILES = 64
_ROOT = Path(__file__).resolve().parents[2]


class Refused(BaseException):
    """An attempt at what the child may not do; no parser's ``except Exception`` swallows it."""


def confine(cpu_seconds: int, memory_bytes: int) -> None:
    """Limits this process for good (see setrlimit(2) and PEP 578)."""
    for limit, value in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (ceiling, ceiling))
    sys.addaudithook(_audit)


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED_EVENTS):
        raise Refused(event)
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        if writes or (isinstance(flags, int) and flags & _WRITING):
            raise Refused(event)


def answer(task: dict[str, Any], data: bytes, limits: dict[str, Any]) -> str:
    """One line of JSON for the parent: a ``document``, or the ``resume`` in it, or an ``error`` code."""
    from services.publication.documents import Limits, UnreadableDocument
    from services.publication.structured import InvalidResume

    try:
        from services.publication.extraction import extract_document

        document = extract_document(data, task["extension"], Limits(**limits))
        if not task["resume"]:
            return json.dumps({"document": asdict(document)})
        return f'{{"resume":{_resume_in(document.text, document.kind)}}}'
    except InvalidResume as problem:
        return json.dumps({"error": problem.code, "problems": [asdict(each) for each in problem.problems]})
    except UnreadableDocument as problem:
        return json.dumps({"error": problem.code})
    except MemoryError:
        return json.dumps({"error": "too_much_memory"})
    except (Refused, Exception):
        return json.dumps({"error": "broken"})


def _resume_in(text: str, kind: str) -> str:
    from pydantic import TypeAdapter

    from services.publication.enrichment import enrich
    from services.publication.europass import read_europass
    from services.publication.native_resume import read_json
    from services.publication.resume import Resume
    from services.publication.sections import parse_resume
    from services.publication.structured import with_names

    # Who fills in fields says what each text is: nothing is added to it but the names for the guard.
    if kind == "json":
        found = with_names(read_json(text))
    elif kind == "xml":
        found = with_names(read_europass(text))
    else:
        found = enrich(parse_resume(text), text)
    return TypeAdapter(Resume).dump_json(found).decode()


def _leave_out_tables() -> None:
    """Opens ``models`` for its sets of values only: the tables are no business of this process, and slow to load."""
    package = ModuleType("models")
    package.__path__ = [str(_ROOT / "models")]
    sys.modules["models"] = package


def main() -> None:
    """Read one file after the other: a line of JSON says what follows and how long it is."""
    limits = json.loads(sys.argv[1])
    sys.path.append(str(_ROOT))
    sys.dont_write_bytecode = True
    _leave_out_tables()
    confine(limits["cpu_seconds"], limits["memory_bytes"])
    for line in iter(sys.stdin.buffer.readline, b""):
        task = json.loads(line)
        sys.stdout.write(answer(task, sys.stdin.buffer.read(task["bytes"]), limits) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
