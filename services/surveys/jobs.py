"""The job that invites to a survey; importing the module registers it with the worker."""

from __future__ import annotations

from services import background
from services.deliveries import Step
from services.delivery_jobs import LAST_ATTEMPT, hold, try_later
from services.installation import installation, moment

from . import inviting


@background.workflow
def send_survey(survey_id: str, attempt: int) -> None:
    """Invite in batches until all is sent or paused; while servers put it off, try those again later."""
    list_invited(survey_id)
    while (step := send_invitations(survey_id, attempt)) == Step.MORE.value:
        pass
    if step == Step.LATER.value and attempt < LAST_ATTEMPT:
        try_later(inviting.SEND, survey_id, attempt)
    elif step == Step.HELD.value:
        hold(inviting.SEND, survey_id, attempt)
    elif step != Step.HALTED.value:
        finish_inviting(survey_id)


@background.step()
def list_invited(survey_id: str) -> None:
    """Write down who is invited."""
    with installation()[1].write() as session:
        inviting.list_invited(session, survey_id, now=moment())


@background.step()
def send_invitations(survey_id: str, attempt: int) -> str:
    """Send some of them and say how to go on."""
    config, database = installation()
    return inviting.send_batch(database, config, survey_id, attempt, now=moment()).value


@background.step()
def finish_inviting(survey_id: str) -> None:
    """Note that all of them are sent, or given up."""
    with installation()[1].write() as session:
        inviting.finish(session, survey_id, now=moment())
