"""Meetings and workshops: series, invitations, answers, minutes, actions."""
