"""Somebody who knows a person's whole résumé and has read every epoch finds their profile as often as chance does.

The bound is one-sided: among so many targets a success of exactly one in k is measured above it now and then, so the
lower end of a 95 % interval (Clopper and Pearson) must not lie above it.
"""

from __future__ import annotations

from random import Random

import pytest
from scipy.stats import binomtest

from tests.attackers import Attacker, Crawl, Platform
from tools.likely_people import Recombined, compiled

K = 5
PEOPLE = 1_500
EPOCHS = 7


@pytest.fixture(scope="module")
def platform() -> Platform:
    """Seven epochs of fifteen hundred people with a fifth of them moving in between."""
    random = Random(11)
    made = Platform(Recombined(compiled(400)), random, K)
    made.join(PEOPLE)
    made.publish()
    for _ in range(EPOCHS - 1):
        made.churn(0.2)
        made.publish()
    return made


@pytest.fixture(scope="module")
def attacker(platform: Platform) -> Attacker:
    return Attacker(platform.crawls, Random(5))


@pytest.fixture(scope="module")
def followed(platform: Platform, attacker: Attacker) -> dict[str, Crawl]:
    """For everybody who blends in the public ids that may be theirs."""
    return {each.key: attacker.candidates(platform.records[each.key]) for each in platform.blending()}


def lower_bound(successes: int, tries: int) -> float:
    return binomtest(successes, tries).proportion_ci(0.95, method="exact").low


def test_who_knows_everything_of_a_person_finds_their_profile_by_chance_only(
    platform: Platform, attacker: Attacker, followed: dict[str, Crawl]
) -> None:
    owners = platform.owners()
    guesses = {key: attacker.guess(found) for key, found in followed.items()}
    found = sum(owners.get(guess or "") == key for key, guess in guesses.items())
    print(f"{found} of {len(guesses)} found: {found / len(guesses):.1%}")
    assert len(guesses) > PEOPLE / 3
    assert sum(guess is not None for guess in guesses.values()) > 0.9 * len(guesses)
    assert lower_bound(found, len(guesses)) <= 1 / K


def test_the_same_attacker_finds_most_where_nobody_need_be_alike() -> None:
    platform = Platform(Recombined(compiled(200)), Random(2), k=1)
    platform.join(300)
    for _ in range(3):
        platform.publish()
        platform.churn(0.2)
    attacker, owners = Attacker(platform.crawls, Random(3)), platform.owners()
    targets = platform.blending()
    guesses = [attacker.guess(attacker.candidates(platform.records[each.key])) for each in targets]
    found = sum(owners.get(guess or "") == each.key for guess, each in zip(guesses, targets, strict=True))
    assert found > 0.6 * len(targets)


def test_nor_do_they_in_the_smallest_crowds(platform: Platform, attacker: Attacker, followed: dict[str, Crawl]) -> None:
    owners = platform.owners()
    sizes = {each.key: len(crowd.members) for crowd in platform.crowds.values() for each in crowd.members}
    targets = [key for key in followed if sizes[key] == K]
    found = sum(owners.get(attacker.guess(followed[key]) or "") == key for key in targets)
    print(f"{found} of {len(targets)} in crowds of {K} found: {found / len(targets):.1%}")
    assert len(targets) > 100
    assert lower_bound(found, len(targets)) <= 1 / K


def test_nobody_is_left_among_too_few_that_may_be_theirs(platform: Platform, followed: dict[str, Crawl]) -> None:
    """Not by chance either: wherever the person's own id may be theirs, at least k - 1 others may be as well."""
    own = {each.key: each.public_id for each in platform.blending()}
    left = [
        sum(row == found[own[key]] for row in found.values()) for key, found in followed.items() if own[key] in found
    ]
    assert len(left) > PEOPLE / 3
    assert min(left) >= K


def test_who_was_a_partner_is_found_by_chance_only() -> None:
    """Their page told anyone their name and their whole record, and the days on which they came and went are known."""
    platform = Platform(Recombined(compiled(400)), Random(21), K)
    platform.join(PEOPLE)
    platform.publish()
    returned: set[str] = set()
    for _ in range(4):
        partners = platform.become_partners(0.1)
        platform.publish()
        platform.come_back(partners)
        returned |= set(partners)
        platform.publish()
    attacker, owners = Attacker(platform.crawls, Random(6)), platform.owners()
    targets = [each.key for each in platform.blending() if each.key in returned]
    guesses = {key: attacker.guess(attacker.candidates(platform.records[key])) for key in targets}
    found = sum(owners.get(guess or "") == key for key, guess in guesses.items())
    print(f"{found} of {len(targets)} who were partners found: {found / len(targets):.1%}")
    assert len(targets) > 100
    assert sum(guess is not None for guess in guesses.values()) > 0.9 * len(targets)
    assert lower_bound(found, len(targets)) <= 1 / K


def test_a_verified_account_finds_the_record_and_no_better_the_public_profile(platform: Platform) -> None:
    """Verified clients read whole records, so who knows one finds it; which public row is whose stays one in k."""
    everybody = [person for _exposure, person in platform.living.values()]
    records = [
        (p.occupation, p.region, p.seniority, p.education, tuple(p.languages), tuple(p.skills)) for p in everybody
    ]
    unique = sum(records.count(each) == 1 for each in records) / len(records)
    owners, random = platform.owners(), Random(8)
    crowds = {each.key: crowd.members for crowd in platform.crowds.values() for each in crowd.members}
    targets = platform.blending()
    # They know who is in which crowd, for they can form the crowds from the records as the platform does.
    found = sum(owners[random.choice(crowds[each.key]).public_id] == each.key for each in targets)
    print(f"{unique:.1%} of the verified records are one of a kind; {found / len(targets):.1%} public profiles found")
    assert lower_bound(found, len(targets)) <= 1 / K
