"""Facts that the room announces."""
