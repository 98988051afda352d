"""Every page of this room."""

from collections.abc import Sequence

from flask import Blueprint

from crm.sharing.views import (
    agreement_papers,
    agreements,
    amendments,
    approvals,
    assignments,
    counterproposals,
    declines,
    duty_letters,
    early_ends,
    evaluations,
    hour_confirmations,
    hours,
    matches,
    need_withdrawals,
    offer_withdrawals,
    pairs,
    passings,
    proposals,
    recorded_answers,
    sharing_needs,
    sharing_offers,
    signoffs,
    withdrawals,
    work_pauses,
)

PAGES: Sequence[Blueprint] = (
    assignments.bp,
    proposals.bp,
    signoffs.bp,
    counterproposals.bp,
    amendments.bp,
    declines.bp,
    withdrawals.bp,
    approvals.bp,
    recorded_answers.bp,
    duty_letters.bp,
    hours.bp,
    matches.bp,
    hour_confirmations.bp,
    work_pauses.bp,
    early_ends.bp,
    evaluations.bp,
    sharing_needs.bp,
    need_withdrawals.bp,
    sharing_offers.bp,
    offer_withdrawals.bp,
    pairs.bp,
    passings.bp,
    agreements.bp,
    agreement_papers.bp,
)
