"""Periods as printed in English, Dutch and German."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.publication.dates import find_periods


@pytest.mark.parametrize(
    ("line", "start", "end", "current"),
    [
        ("March 2019 – heden", (2019, 3), None, True),
        ("03/2019 - 12/2021", (2019, 3), (2021, 12), False),
        ("2019–2021", (2019, 0), (2021, 0), False),
        ("sinds mei 2018", (2018, 5), None, True),
        ("Mär. 2017 bis heute", (2017, 3), None, True),
        ("November 2016 to October 2017", (2016, 11), (2017, 10), False),
        ("oktober 2015 tot en met maart 2017", (2015, 10), (2017, 3), False),
        ("2005  Present", (2005, 0), None, True),
        ("01.02.2015 – 31.12.2016", (2015, 2), (2016, 12), False),
        ("2019-03 - 2020-04", (2019, 3), (2020, 4), False),
        ("Jan '18 - Feb '19", (2018, 1), (2019, 2), False),
        ("Jan-Mar 2011", (2011, 1), (2011, 3), False),
        ("1956 - 60", (1956, 0), (1960, 0), False),
        ("Seit Januar 2020", (2020, 1), None, True),
        ("Consultant, Example Works, juni 2012 t/m juli 2013", (2012, 6), (2013, 7), False),
        ("07/15 – 08/16", (2015, 7), (2016, 8), False),
        ("Tester 7/98 - present", (1998, 7), None, True),
        ("September 20XX-Present", None, None, True),
        ("2019-03-15 – 2020-11-30", (2019, 3), (2020, 11), False),
        ("2019-03-15 to present", (2019, 3), None, True),
        ("1 maart 2019 tot 30 november 2020", (2019, 3), (2020, 11), False),
        ("15/03/2019 - 30/11/2020", (2019, 3), (2020, 11), False),
        ("Q1 2019 – Q3 2020", (2019, 0), (2020, 0), False),
        ("Mai 2019 – laufend", (2019, 5), None, True),
        ("mei 2019 t/m vandaag", (2019, 5), None, True),
        ("maart 2019 - lopend", (2019, 3), None, True),
        ("Jänner 2019 – Feber 2020", (2019, 1), (2020, 2), False),
        ("Okt. 2019 – Dez. 2020", (2019, 10), (2020, 12), False),
        ("von März 2019 bis November 2020", (2019, 3), (2020, 11), False),
        ("2015 - '18", (2015, 0), (2018, 0), False),
    ],
)
def test_reads_a_period(line, start, end, current):
    (period,) = find_periods(line)
    assert (period.start, period.end, period.current) == (start, end, current)
    assert not period.single


def test_one_point_is_marked_single():
    (period,) = find_periods("Graduated in June 2014")
    assert period.single
    assert period.start == (2014, 6)


def test_finds_each_period_of_a_line_where_it_stands():
    line = "2003-2006 and later 2008 – 2010"
    assert [line[p.begin : p.finish] for p in find_periods(line)] == ["2003-2006", "2008 – 2010"]


@pytest.mark.parametrize("word", ["since", "sinds", "seit", "vanaf", "from", "ab", "mar", "mai", "summer", "fall"])
def test_a_name_that_ends_on_a_word_of_dates_stays_whole(word):
    line = f"Engineer, Kaas{word} 2014 - 2018"
    (period,) = find_periods(line)
    assert line[: period.begin] == f"Engineer, Kaas{word} "
    (period,) = find_periods(f"Engineer {word} 2014 - 2018")
    assert period.begin == len("Engineer ")


@pytest.mark.parametrize(
    "line", ["Phone: (123)345-7890", "2123-456789", "+31 6 12345678", "version 3.11", "scores 3/12 - 4", ""]
)
def test_numbers_that_are_no_dates_are_left_alone(line):
    assert find_periods(line) == ()


@given(st.text(alphabet="0123456789 -–/.'janfebmrtXtosince", max_size=60))
def test_any_line_gives_months_in_range(line):
    for period in find_periods(line):
        assert 0 <= period.begin < period.finish <= len(line)
        for month in (period.start, period.end):
            assert month is None or (0 <= month[1] <= 12 and 1900 <= month[0] <= 2100)
