"""Every table with personal data is one that the purge knows how to delete from."""

from __future__ import annotations

import pytest

from models.privacy import personal_columns
from models.register import REGISTER, Clock
from services.rights.clocks import OF_THE_ACCOUNT, account_periods, collected_at, leading, links, period_of, stages
from services.rights.purge_plan import TITLES
from services.rights.purge_statements import empty_value
from services.rights.walk import Holding, holdings

WITHOUT_ACCOUNT = {"subscriber", "subscriberchoice", "subscribermail", "issuedelivery"}
"""Tables about people who need no account: their own jobs end them."""


@pytest.mark.parametrize("holding", holdings(), ids=lambda holding: holding.name)
def test_a_table_leads_to_accounts_or_is_ended_by_a_job_of_its_own(holding: Holding) -> None:
    assert bool(links(holding) or leading(holding)) is (holding.name not in WITHOUT_ACCOUNT)


@pytest.mark.parametrize("holding", holdings(), ids=lambda holding: holding.name)
def test_what_ends_earlier_than_its_row_can_be_emptied(holding: Holding) -> None:
    periods = account_periods(holding)
    for column, declared in personal_columns(holding.table):
        if len(periods) > 1 and period_of(declared.category) in periods[:-1]:
            empty_value(column)
    assert len(periods) <= 1 or len(links(holding)) == 1, "several people in a row with several periods"


@pytest.mark.parametrize("holding", holdings(), ids=lambda holding: holding.name)
def test_a_period_from_collection_has_the_moment_of_collection(holding: Holding) -> None:
    clocks = {period_of(declared.category).clock for _column, declared in personal_columns(holding.table)}
    assert (Clock.COLLECTION in clocks) is (collected_at(holding) is not None)
    assert clocks & set(OF_THE_ACCOUNT) == clocks or len(clocks) == 1, "rows go as a whole by a clock of their own"


def test_every_stage_has_its_name() -> None:
    assert {f"account-{months}" for months in stages()} <= set(TITLES)
    assert stages() == (6, 60)
    assert {entry.retention.clock for entry in REGISTER.values()} <= {
        *OF_THE_ACCOUNT,
        Clock.COLLECTION,
        Clock.CLOSING,
        Clock.CONSENT_END,
        Clock.HANDLING,
        Clock.UNSUBSCRIBING,
    }
