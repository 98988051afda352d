"""Every page of the room, as the application registers them."""

from collections.abc import Sequence

from flask import Blueprint

from crm.timeline.views import note_pins, note_restorations, notes

PAGES: Sequence[Blueprint] = (note_pins.bp, note_restorations.bp, notes.bp)
