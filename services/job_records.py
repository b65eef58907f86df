"""What is kept and logged about background jobs: ids, times, counts and names of exceptions; never text of people."""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import datetime
from pathlib import Path
from typing import Any

from dbos import Serializer

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TIME, _ERROR = "$time", "$error"


class JobFailed(Exception):
    """What is left of an exception that a job or step once ended with: the name of its type."""


class IdsOnlySerializer(Serializer):
    """JSON of ids, numbers, booleans, times with a zone, and lists and dicts of them; TypeError for anything else."""

    def name(self) -> str:
        return "ids_only_json"

    def serialize(self, data: Any) -> str:
        return json.dumps(_plain(data), separators=(",", ":"))

    def deserialize(self, serialized_data: str) -> Any:
        return json.loads(serialized_data, object_hook=_restored)


class WithoutExceptionText(logging.Filter):
    """Logs the type and place of an exception instead of its message, which may quote an address or a person's text."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and (error := record.exc_info[1]):
            record.msg = f"{record.getMessage()} {_described(error)}"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True


def quieten(logger: logging.Logger) -> None:
    """Keep the text of exceptions out of a log."""
    if not any(isinstance(present, WithoutExceptionText) for present in logger.filters):
        logger.addFilter(WithoutExceptionText())


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case str() if _ID.fullmatch(value):
            return value
        case datetime() if value.tzinfo:
            return {_TIME: value.isoformat()}
        case BaseException():
            return {_ERROR: type(value).__name__}
        case list() | tuple():
            return [_plain(item) for item in value]
        case dict() if all(isinstance(key, str) and _ID.fullmatch(key) for key in value):
            return {key: _plain(item) for key, item in value.items()}
    raise TypeError(f"A job takes and returns ids, numbers and times, not a {type(value).__name__} like this.")


def _restored(value: dict[str, Any]) -> Any:
    if _TIME in value:
        return datetime.fromisoformat(value[_TIME])
    if _ERROR in value:
        return JobFailed(value[_ERROR])
    return value


def _described(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{type(error).__name__}{place}" + (f" after {_described(cause)}" if cause else "")
