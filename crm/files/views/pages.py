"""Every page of the room, as the application registers them."""

from collections.abc import Sequence

from flask import Blueprint

from crm.files.views import attachment_restorations, attachments, files

PAGES: Sequence[Blueprint] = (attachment_restorations.bp, attachments.bp, files.bp)
