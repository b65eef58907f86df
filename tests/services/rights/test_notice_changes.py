"""What changed between two notices: each kind of change found, in a sentence, and significant or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from services.rights.notice import Edition
from services.rights.notice_changes import changes, is_significant
from services.rights.notice_sentences import SENTENCES, SIGNIFICANT, ChangeKind
from services.rights.notice_telling import differences
from tests.factories_notice import Content, category, content, edited, longer, reworded

K = ChangeKind


def period(**values: Any) -> Callable[[Content], object]:
    return lambda of: category(of, "P1")["retention"].update(values)


def without(name: str) -> Callable[[Content], object]:
    return lambda of: of.update(categories=[each for each in of["categories"] if each["category"] != name])


def use(**values: Any) -> Callable[[Content], object]:
    return lambda of: category(of, "P1")["uses"][0].update(values)


CASES: dict[str, tuple[Callable[[Content], object], set[ChangeKind]]] = {
    "a longer period": (longer, {K.PERIOD_LONGER}),
    "a longer period in days": (period(months=0, days=200), {K.PERIOD_LONGER}),
    "a shorter period": (period(months=3, text="3 months"), {K.PERIOD_SHORTER}),
    "a shorter period in days": (period(months=0, days=180), {K.PERIOD_SHORTER}),
    "another clock": (period(clock="collection"), {K.PERIOD_OTHER}),
    "a period that only words tell": (period(months=0, text="As long as we like"), {K.PERIOD_OTHER}),
    "the same period in other words": (period(text="Half a year after it ends"), {K.PERIOD_REWORDED}),
    "words of a period without a number": (
        lambda of: category(of, "U4")["retention"].update(text="Until you unsubscribe, then 5 years"),
        {K.PERIOD_OTHER},
    ),
    "a new recipient": (lambda of: category(of, "P1")["recipients"].append("Newspapers"), {K.RECIPIENT_ADDED}),
    "a recipient less": (lambda of: category(of, "P1")["recipients"].pop(), {K.RECIPIENT_REMOVED}),
    "a new purpose": (
        lambda of: category(of, "P1")["uses"].append({"purpose": "To sell it", "ground": "consent", "interest": None}),
        {K.PURPOSE_ADDED},
    ),
    "a purpose less": (lambda of: category(of, "P1")["uses"].pop(), {K.PURPOSE_REMOVED}),
    "a purpose in other words": (use(purpose="To keep you registered"), {K.PURPOSE_ADDED, K.PURPOSE_REMOVED}),
    "another ground": (use(ground="legitimate-interest", interest="marketing"), {K.GROUND_CHANGED}),
    "a second ground": (
        lambda of: category(of, "P1")["uses"].append({**category(of, "P1")["uses"][0], "ground": "consent"}),
        {K.GROUND_CHANGED},
    ),
    "another interest": (
        lambda of: category(of, "O1")["uses"][0].update(interest="marketing"),
        {K.INTEREST_CHANGED},
    ),
    "a category less": (without("P1"), {K.CATEGORY_REMOVED}),
    "a title in other words": (lambda of: category(of, "P1").update(title="Log-in"), {K.TITLE_REWORDED}),
    "a new datum": (lambda of: category(of, "P1")["data"][0][1].append("Shoe size"), {K.DATA_ADDED}),
    "a datum less": (lambda of: category(of, "P1")["data"][0][1].pop(), {K.DATA_REMOVED}),
    "a new source": (lambda of: category(of, "P1")["sources"].append("drawn"), {K.SOURCE_ADDED}),
    "a source less": (lambda of: category(of, "P1")["sources"].pop(), {K.SOURCE_REMOVED}),
    "another controller": (lambda of: of["controller"].update(name="Other B.V."), {K.CONTROLLER_CHANGED}),
    "another address": (lambda of: of["controller"].update(address="Elsewhere 1"), {K.CONTACT_CHANGED}),
    "a new cookie": (
        lambda of: of["cookies"].append({"name": "x", "purpose": "Follows", "basis": "", "kept": ""}),
        {K.COOKIE_ADDED},
    ),
    "a cookie less": (lambda of: of["cookies"].clear(), {K.COOKIE_REMOVED}),
    "a cookie that stays longer": (lambda of: of["cookies"][0].update(kept="For good"), {K.COOKIE_CHANGED}),
    "a right less": (lambda of: of["rights"].pop(), {K.RIGHT_REMOVED}),
    "a new right": (
        lambda of: of["rights"].append({"title": "Rest", "text": "Be left alone.", "article": "99"}),
        {K.RIGHT_ADDED},
    ),
    "a right in other words": (lambda of: of["rights"][0].update(text="See all."), {K.RIGHT_REWORDED}),
    "a statement in other words": (reworded, {K.STATEMENT_REWORDED}),
    "a new statement": (lambda of: of["statements"].update(more="And more."), {K.STATEMENT_ADDED}),
    "a statement less": (lambda of: of["statements"].pop("after"), {K.STATEMENT_REMOVED}),
    "a term in other words": (
        lambda of: of["grounds"]["contract"].update(words="The contract"),
        {K.TERM_REWORDED},
    ),
    "nothing": (lambda _of: None, set()),
    "another order": (lambda of: of["categories"].reverse(), set()),
}


@pytest.mark.parametrize("case", CASES)
def test_each_change_is_found_and_weighed(case: str) -> None:
    edit, kinds = CASES[case]
    after = content()
    edit(after)
    found = changes(content(), after)
    assert {each.kind for each in found} == kinds
    assert is_significant(content(), after) is bool(kinds & SIGNIFICANT)


def test_what_is_significant_by_hand() -> None:
    told = {case for case, (_edit, kinds) in CASES.items() if kinds & SIGNIFICANT}
    assert told == {
        "a longer period", "a longer period in days", "another clock", "a period that only words tell",
        "words of a period without a number", "a new recipient", "a new purpose", "a purpose in other words",
        "another ground", "a second ground", "another interest", "another controller", "a new cookie", "a right less",
    }  # fmt: skip


def test_a_new_category_is_told_with_all_that_it_holds() -> None:
    before = content()
    without("P1")(before)
    found = changes(before, content())
    entry = category(content(), "P1")
    assert {each.heading for each in found} == {entry["title"]}
    told = [each.now.get("what") for each in found]
    for what in (entry["retention"]["text"], *entry["recipients"], *(each["purpose"] for each in entry["uses"])):
        assert what in told
    assert is_significant(before, content())


def test_every_kind_of_change_has_a_case_and_a_sentence() -> None:
    cases = set().union(*(kinds for _edit, kinds in CASES.values()))
    assert cases | {K.CATEGORY_ADDED, K.PERIOD_SET} == set(ChangeKind) == set(SENTENCES)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where each text and number of a notice stands."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(each, (*path, key))
    elif value is not None:
        yield path


def test_nothing_that_is_stated_can_change_unseen() -> None:
    """Whatever is replaced in a notice is told, but for keys and addresses within the page."""
    before = content()
    names = {each for section in ("grounds", "sources") for each in before[section]}
    unseen = []
    for path in _paths(before):
        after = deepcopy(before)
        place = after
        for key in path[:-1]:
            place = place[key]
        if path[-1] == "slug" or place[path[-1]] in names:
            continue
        place[path[-1]] = place[path[-1]] + 1 if isinstance(place[path[-1]], int) else "something else"
        if not changes(before, after):
            unseen.append(path)
    used = {each for entry in before["categories"] for each in entry["sources"]}
    assert [path for path in unseen if path[0] != "sources" or path[1] in used] == []


@pytest.mark.parametrize(
    ("locale", "wanted"),
    [
        ("en", "Kept longer: While your account is active, then 12 months. It was: While your account is active, then"),
        ("nl", "Langer bewaard: While your account is active, then 12 months. Dat was: Zolang je account actief is,"),
    ],
)
def test_a_change_is_told_in_the_words_each_version_had(locale: str, wanted: str) -> None:
    (told,) = differences(edited(), edited(longer), locale)
    assert told.text.startswith(wanted)
    assert told.significant


@pytest.mark.parametrize("locale", ["en", "nl"])
@pytest.mark.parametrize("case", CASES)
def test_every_change_is_a_whole_sentence(case: str, locale: str) -> None:
    edit, kinds = CASES[case]
    told = differences(edited(), edited(edit), locale)
    assert bool(told) is bool(kinds)
    for each in told:
        assert each.heading and "%(" not in each.text and "  " not in each.text


def test_what_an_old_version_said_is_told_although_nobody_says_it_any_more() -> None:
    old = edited()
    words = {"en": {**old.words["en"]}, "nl": {**old.words["nl"], old.content["statements"]["after"]: "Zoals het was."}}
    (told,) = differences(Edition(old.content, words), edited(reworded), "nl")
    assert "Zoals het was." in told.text
