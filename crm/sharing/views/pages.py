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
    proposals,
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
    duty_letters.bp,
    hours.bp,
    matches.bp,
    hour_confirmations.bp,
    work_pauses.bp,
    early_ends.bp,
    evaluations.bp,
    agreements.bp,
    agreement_papers.bp,
)
