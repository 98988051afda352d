"""Stories of the room."""
