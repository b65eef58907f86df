"""Large files sealed piece by piece: read back from any place, and refused where anything about them was changed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from services.files import FileStore
from services.sealed_streams import CHUNK, SALT, BrokenFile

KEY, OTHER = b"k" * 32, b"o" * 32
NAME = "abcdefgh"
WORDS = b"the whole life of a person, " * 30_000


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore((tmp_path / "kept").as_uri())


@pytest.fixture
def path(store: FileStore, tmp_path: Path) -> Path:
    with store.sealing(NAME, KEY) as target:
        for start in range(0, len(WORDS), 10_000):
            target.write(WORDS[start : start + 10_000])
    assert target.size == len(WORDS)
    return tmp_path / "kept" / NAME[:2] / NAME


def read(store: FileStore, key: bytes = KEY, name: str = NAME) -> bytes:
    with io.BufferedReader(store.opening(name, key)) as source:
        return source.read()


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_what_was_written_is_read(store: FileStore, length: int) -> None:
    with store.sealing(NAME, KEY) as target:
        target.write(WORDS[:length])
    assert read(store) == WORDS[:length]


def test_it_is_read_from_any_place(store: FileStore, path: Path) -> None:
    reader = store.opening(NAME, KEY)
    assert reader.size == len(WORDS)
    source = io.BufferedReader(reader)
    for place in (CHUNK - 3, 5, len(WORDS) - 7, CHUNK * 2):
        source.seek(place)
        assert source.read(7) == WORDS[place : place + 7]


def test_no_plain_text_lies_on_disk(path: Path) -> None:
    sealed = path.read_bytes()
    assert len(sealed) > len(WORDS)
    assert b"life of a person" not in sealed


@pytest.mark.parametrize("cut", [1, CHUNK // 2, CHUNK + 16, len(WORDS)])
def test_a_file_that_was_cut_off_is_refused(store: FileStore, path: Path, cut: int) -> None:
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(BrokenFile):
        read(store)


def test_a_changed_or_moved_piece_is_refused(store: FileStore, path: Path) -> None:
    sealed = path.read_bytes()
    piece = CHUNK + 16
    first, second = sealed[SALT : SALT + piece], sealed[SALT + piece : SALT + 2 * piece]
    for changed in (
        sealed[: SALT + 9] + bytes([sealed[SALT + 9] ^ 1]) + sealed[SALT + 10 :],
        sealed[:SALT] + second + first + sealed[SALT + 2 * piece :],
    ):
        path.write_bytes(changed)
        with pytest.raises(BrokenFile):
            read(store)


def test_another_key_or_name_does_not_open_it(store: FileStore, path: Path) -> None:
    with pytest.raises(BrokenFile):
        read(store, OTHER)
    path.rename(path.with_name("abzzzzzz"))
    with pytest.raises(BrokenFile):
        read(store, name="abzzzzzz")


def test_what_was_broken_off_cannot_be_opened(store: FileStore) -> None:
    with pytest.raises(RuntimeError), store.sealing(NAME, KEY) as target, zipfile.ZipFile(target, "w") as archive:  # type: ignore[arg-type]
        archive.writestr("a", WORDS)
        raise RuntimeError
    with pytest.raises(BrokenFile):
        read(store)
