"""The parsing process has no network, no programs, no writing, and limits it cannot lift."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from services.publication.documents import Limits, UnreadableDocument
from services.publication.reading import read_document

ROOT = Path(__file__).parents[3]
CONFINE = f"import sys; sys.path.append({str(ROOT)!r})\nfrom services.publication.reading_child import confine\n"


def run_confined(code: str, cpu_seconds: int = 5, memory: int = 300_000_000) -> subprocess.CompletedProcess[str]:
    start = f"{CONFINE}import os, socket, subprocess\nconfine({cpu_seconds}, {memory})\n"
    program = f"{start}{code}\nprint('reached the end')"
    return subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize(
    "code",
    [
        "socket.socket()",
        "socket.getaddrinfo('localhost', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "open('/tmp/written', 'w')",
        "os.open('/tmp/written', os.O_CREAT | os.O_WRONLY)",
        "os.remove('/tmp/nothing-there')",
        "import ctypes; ctypes.CDLL(None)",
    ],
)
def test_the_hook_refuses(code):
    finished = run_confined(code)
    assert "reached the end" not in finished.stdout
    assert "Refused" in finished.stderr


def test_a_broad_except_does_not_swallow_a_refusal():
    finished = run_confined("try:\n    socket.socket()\nexcept Exception:\n    pass")
    assert "reached the end" not in finished.stdout


def test_reading_files_and_computing_go_on():
    assert "reached the end" in run_confined(f"open({str(Path(__file__))!r}).read(); import json").stdout


def test_memory_is_limited():
    assert "MemoryError" in run_confined("held = bytearray(400_000_000)").stderr


def test_processor_time_is_limited():
    finished = run_confined("while True: pass", cpu_seconds=1)
    assert finished.returncode < 0


def test_limits_cannot_be_lifted():
    code = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))"
    # Root may lift its limits; the platform does not run as root, and a test that does steps down first.
    finished = run_confined(f"os.setuid(65534) if os.getuid() == 0 else None\n{code}")
    assert "not allowed to raise maximum limit" in finished.stderr


def heavy_pdf(path: Path) -> bytes:
    canvas = Canvas(str(path))
    for number in range(40_000):
        canvas.drawString(50, 10 + number % 800, f"word {number}")
    canvas.save()
    return path.read_bytes()


def children() -> set[str]:
    found: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        # A thread may end between the listing and the reading.
        with suppress(FileNotFoundError, ProcessLookupError):
            found.update((task / "children").read_text().split())
    return found


@pytest.mark.parametrize("limits", [Limits(wall_seconds=0.3), Limits(cpu_seconds=1)])
def test_a_parser_that_takes_too_long_is_stopped_and_gone(tmp_path, limits):
    before = children()
    with pytest.raises(UnreadableDocument) as caught:
        read_document(heavy_pdf(tmp_path / "heavy.pdf"), "heavy.pdf", limits=limits)
    assert caught.value.code == "took_too_long"
    assert children() <= before


def test_a_parser_that_needs_too_much_memory_is_stopped(tmp_path):
    with pytest.raises(UnreadableDocument) as caught:
        read_document(heavy_pdf(tmp_path / "heavy.pdf"), "heavy.pdf", limits=Limits(memory_bytes=60_000_000))
    assert caught.value.code == "too_much_memory"
