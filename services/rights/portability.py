"""The right to take data along: what a person provided and what was observed of them, for another service.

Not what was worked out from it, entered by staff or provided by others (GDPR article 20(1), WP 242 rev.01).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.privacy import Source, personal_columns

from .access import Person, Told, tallies_of
from .speech import Translate, plain
from .walk import HeldRow, Holding, holdings, pages_about

FORMAT, VERSION = "glopros-portable", "1.0"
PORTABLE = (Source.PROVIDED, Source.OBSERVED)


def portable_of(
    session: Session,
    person: Person,
    source: Source,
    *,
    now: datetime,
    locale: str,
    translate: Translate,
    files: Mapping[str, str | None],
    tick: Told = lambda _rows: None,
) -> dict[str, Any]:
    """What comes from this source, table by table: values as they are stored, without what is empty.

    ``columns`` tells what each is called in the language. The rows are iterators, as in ``copy_of``; ``files``: where
    the archive has the file that a value names.
    """
    held = {each.table for each in tallies_of(session, person)}
    tables = {
        holding: labels for holding in holdings() if holding.name in held and (labels := _labels(holding, source))
    }
    return {
        "$schema": "portable.schema.json",
        "format": FORMAT,
        "version": VERSION,
        "source": source.value,
        "made_at": plain(now),
        "language": locale,
        "columns": {
            holding.name: {column: translate(label) for column, label in labels.items()}
            for holding, labels in tables.items()
        },
        "tables": {holding.name: _rows(session, person, holding, source, files, tick) for holding in tables},
    }


def portable_rows(rows: Iterator[HeldRow]) -> Iterator[HeldRow]:
    """The rows with what may be taken along; rows without any of it are left out."""
    for row in rows:
        data = tuple(datum for datum in row.data if datum.source in PORTABLE and not datum.withheld)
        if data:
            yield replace(row, data=data)


def _labels(holding: Holding, source: Source) -> dict[str, str]:
    return {
        column.name: declared.label
        for column, declared in personal_columns(holding.table)
        if declared.source is source and not declared.secret
    }


def _rows(
    session: Session,
    person: Person,
    holding: Holding,
    source: Source,
    files: Mapping[str, str | None],
    tick: Told,
) -> Iterator[dict[str, Any]]:
    for id_ in person.ids:
        for page in pages_about(session, id_, holding):
            for row in page:
                data = [datum for datum in row.data if datum.source is source and not datum.withheld]
                values = {datum.column: _value(datum.value, files) for datum in data if datum.value is not None}
                if values:
                    yield values
            tick(len(page))


def _value(value: Any, files: Mapping[str, str | None]) -> Any:
    return files[value] if isinstance(value, str) and value in files else plain(value)
