"""What was just done, said with a button that takes it back."""

from typing import Any

from flask import flash


def flash_with_undo(text: Any, undo_url: str, **fields: str) -> None:
    """Say it in a toast whose button sends a form to `undo_url`."""
    message: Any = {"text": str(text), "undo_url": undo_url, "undo_fields": fields}
    flash(message)
