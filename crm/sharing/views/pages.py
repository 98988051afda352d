"""Every page of this room."""

from collections.abc import Sequence

from flask import Blueprint

from crm.sharing.views import (
    agreement_papers,
    agreements,
    approvals,
    assignments,
    counterproposals,
    declines,
    duty_letters,
    proposals,
    signoffs,
    withdrawals,
)

PAGES: Sequence[Blueprint] = (
    assignments.bp,
    proposals.bp,
    signoffs.bp,
    counterproposals.bp,
    declines.bp,
    withdrawals.bp,
    approvals.bp,
    duty_letters.bp,
    agreements.bp,
    agreement_papers.bp,
)
