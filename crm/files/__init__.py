"""Attachments: stored by content, served so that they can do no harm."""
