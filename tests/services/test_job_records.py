"""What DBOS may keep of a job: ids, numbers and times come back as they were, text of people does not get in."""

import logging
from datetime import UTC, datetime

import pytest

from services.job_records import IdsOnlySerializer, JobFailed, WithoutExceptionText

SERIALIZER = IdsOnlySerializer()
NAIVE = datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    "value",
    [None, True, 3, 0.5, "k3J_9-x", [1, "a"], {"args": [7, "a-b"], "kwargs": {}}, datetime(2026, 3, 1, 2, tzinfo=UTC)],
)
def test_ids_numbers_and_times_come_back_as_they_were(value):
    assert SERIALIZER.deserialize(SERIALIZER.serialize(value)) == value


@pytest.mark.parametrize(
    "value",
    ["anna@quiet.example", "two words", "", "x" * 65, "a\n", NAIVE, b"a", {1: 2}, {"a b": 1}, object()],
)
def test_anything_else_is_refused(value):
    with pytest.raises(TypeError):
        SERIALIZER.serialize({"args": [value]})


def test_of_an_exception_only_the_name_of_its_type_is_kept():
    stored = SERIALIZER.serialize(ValueError("anna@quiet.example"))
    assert "anna" not in stored
    restored = SERIALIZER.deserialize(stored)
    assert isinstance(restored, JobFailed)
    assert str(restored) == "ValueError"


def test_the_log_names_an_exception_and_its_cause_without_their_messages(caplog):
    logger = logging.getLogger("test_job_records")
    logger.addFilter(WithoutExceptionText())
    try:
        try:
            raise KeyError("anna@quiet.example")
        except KeyError as cause:
            raise ValueError("anna@quiet.example") from cause
    except ValueError:
        logger.exception("Job %s failed:", 7)
    (record,) = caplog.records
    assert record.getMessage().startswith("Job 7 failed: ValueError at test_job_records.py:")
    assert "after KeyError at" in record.getMessage()
    assert "anna" not in caplog.text
