"""What changed between two notices, item by item: a pure function over what each of them states.

A reworded purpose or recipient counts as a new one: no computation can tell that it means the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .notice_sentences import CONTROLLER, COOKIES, REST, RIGHTS, Change, ChangeKind

Content = Mapping[str, Any]
_DAYS_A_MONTH = 30.4375


def changes(before: Content, after: Content) -> tuple[Change, ...]:
    """What the later notice states otherwise than the earlier one; nothing where only an order differs."""
    return tuple(_changes(before, after))


def is_significant(before: Content, after: Content) -> bool:
    """Whether people must be told of the later notice before it holds."""
    return any(change.significant for change in _changes(before, after))


def _changes(before: Content, after: Content) -> Iterator[Change]:
    yield from _of_controller(before["controller"], after["controller"])
    old, new = ({each["category"]: each for each in content["categories"]} for content in (before, after))
    for key, entry in new.items():
        if key in old:
            yield from _of_category(old[key], entry, before, after)
        else:
            yield Change(ChangeKind.CATEGORY_ADDED, entry["title"])
            yield from _of_category(_nothing_in(entry), entry, before, after)
    for key in old.keys() - new.keys():
        yield Change(ChangeKind.CATEGORY_REMOVED, old[key]["title"], was={"what": old[key]["title"]})
    yield from _of_cookies(before["cookies"], after["cookies"])
    yield from _of_rights(before["rights"], after["rights"])
    yield from _of_statements(before["statements"], after["statements"])
    yield from _of_terms(before, after)


def _of_controller(before: Content, after: Content) -> Iterator[Change]:
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            kind = ChangeKind.CONTROLLER_CHANGED if name == "name" else ChangeKind.CONTACT_CHANGED
            yield Change(kind, CONTROLLER, {"what": after.get(name, "")}, {"what": before.get(name, "")})


def _nothing_in(entry: Content) -> Content:
    return {**entry, "data": [], "uses": [], "recipients": [], "sources": [], "retention": None}


def _of_category(old: Content, new: Content, before: Content, after: Content) -> Iterator[Change]:
    heading = new["title"]
    if old["title"] != heading:
        yield Change(ChangeKind.TITLE_REWORDED, heading, {"what": heading}, {"what": old["title"]})
    yield from _of_data(heading, _data(old), _data(new))
    yield from _of_uses(heading, old, new, before, after)
    if old["retention"] != new["retention"]:
        yield _of_period(heading, old["retention"], new["retention"])
    yield from _of_items(
        heading, old["recipients"], new["recipients"], ChangeKind.RECIPIENT_ADDED, ChangeKind.RECIPIENT_REMOVED
    )
    earlier, later = (
        [content["sources"][each] for each in of["sources"]] for of, content in ((old, before), (new, after))
    )
    yield from _of_items(heading, earlier, later, ChangeKind.SOURCE_ADDED, ChangeKind.SOURCE_REMOVED)


def _data(entry: Content) -> list[dict[str, str]]:
    return [{"what": label, "where": title} for title, labels in entry["data"] for label in labels]


def _of_data(heading: str, old: list[dict[str, str]], new: list[dict[str, str]]) -> Iterator[Change]:
    yield from (Change(ChangeKind.DATA_ADDED, heading, each) for each in new if each not in old)
    yield from (Change(ChangeKind.DATA_REMOVED, heading, was=each) for each in old if each not in new)


def _of_items(heading: str, old: list[str], new: list[str], added: ChangeKind, removed: ChangeKind) -> Iterator[Change]:
    for each in dict.fromkeys(new):
        if each not in old:
            yield Change(added, heading, {"what": each})
    for each in dict.fromkeys(old):
        if each not in new:
            yield Change(removed, heading, was={"what": each})


def _of_uses(heading: str, old: Content, new: Content, before: Content, after: Content) -> Iterator[Change]:
    earlier, later = _uses(old), _uses(new)
    for purpose, grounds in later.items():
        words = [after["grounds"][ground]["words"] for ground, _interest in grounds]
        if purpose not in earlier:
            yield Change(ChangeKind.PURPOSE_ADDED, heading, {"what": purpose, "ground": words[0]})
            continue
        known = {ground for ground, _interest in earlier[purpose]}
        for (ground, interest), word in zip(grounds, words, strict=True):
            if ground not in known:
                former = before["grounds"][earlier[purpose][0][0]]["words"]
                yield Change(ChangeKind.GROUND_CHANGED, heading, {"what": purpose, "ground": word}, {"ground": former})
            elif (ground, interest) not in earlier[purpose]:
                yield Change(ChangeKind.INTEREST_CHANGED, heading, {"what": purpose})
        if len(grounds) < len(earlier[purpose]) and {ground for ground, _interest in grounds} <= known:
            yield Change(ChangeKind.PURPOSE_REMOVED, heading, was={"what": purpose})
    for purpose in earlier:
        if purpose not in later:
            yield Change(ChangeKind.PURPOSE_REMOVED, heading, was={"what": purpose})


def _uses(entry: Content) -> dict[str, list[tuple[str, str | None]]]:
    found: dict[str, list[tuple[str, str | None]]] = {}
    for use in entry["uses"]:
        found.setdefault(use["purpose"], []).append((use["ground"], use["interest"]))
    return found


def _of_period(heading: str, old: Content | None, new: Content) -> Change:
    """A period in numbers is longer or shorter; of one that only its words tell, nobody can compute that."""
    now = {"what": new["text"]}
    if old is None:
        return Change(ChangeKind.PERIOD_SET, heading, now)
    was, days, former = {"what": old["text"]}, _days(new), _days(old)
    if old["clock"] != new["clock"] or (days == former == 0):
        kind = ChangeKind.PERIOD_OTHER
    elif days == former:
        kind = ChangeKind.PERIOD_REWORDED
    elif not (days and former):
        kind = ChangeKind.PERIOD_OTHER
    else:
        kind = ChangeKind.PERIOD_LONGER if days > former else ChangeKind.PERIOD_SHORTER
    return Change(kind, heading, now, was)


def _days(period: Content) -> float:
    return float(period["months"] * _DAYS_A_MONTH + period["days"])


def _of_cookies(before: list[Content], after: list[Content]) -> Iterator[Change]:
    old, new = ({each["name"]: each for each in cookies} for cookies in (before, after))
    for name, cookie in new.items():
        if name not in old:
            yield Change(ChangeKind.COOKIE_ADDED, COOKIES, {"what": name, "purpose": cookie["purpose"]})
        elif cookie != old[name]:
            yield Change(ChangeKind.COOKIE_CHANGED, COOKIES, {"what": name, "purpose": cookie["purpose"]})
    for name in old.keys() - new.keys():
        yield Change(ChangeKind.COOKIE_REMOVED, COOKIES, was={"what": name})


def _of_rights(before: list[Content], after: list[Content]) -> Iterator[Change]:
    old, new = ({each["article"]: each for each in rights} for rights in (before, after))
    for article, right in new.items():
        now = {"what": right["title"], "text": right["text"]}
        if article not in old:
            yield Change(ChangeKind.RIGHT_ADDED, RIGHTS, now)
        elif right != old[article]:
            yield Change(ChangeKind.RIGHT_REWORDED, RIGHTS, now)
    for article in old.keys() - new.keys():
        yield Change(ChangeKind.RIGHT_REMOVED, RIGHTS, was={"what": old[article]["title"]})


def _of_statements(before: Content, after: Content) -> Iterator[Change]:
    for name in dict.fromkeys((*after, *before)):
        now, was = ({"what": each[name]} if name in each else {} for each in (after, before))
        if now != was:
            kind = ChangeKind.STATEMENT_REWORDED if now and was else ChangeKind.STATEMENT_ADDED
            yield Change(kind if now else ChangeKind.STATEMENT_REMOVED, REST, now, was)


def _of_terms(before: Content, after: Content) -> Iterator[Change]:
    """The words for grounds and sources, where both notices have them."""
    for terms in ("grounds", "sources"):
        for name in sorted({*before[terms]} & {*after[terms]}):
            for old, new in zip(_words(before[terms][name]), _words(after[terms][name]), strict=True):
                if old != new:
                    yield Change(ChangeKind.TERM_REWORDED, REST, {"what": new}, {"what": old})


def _words(term: Any) -> tuple[str, ...]:
    return (term["words"], term["article"]) if isinstance(term, Mapping) else (term,)
