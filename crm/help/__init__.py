"""Help inside the application: one page a room, in both languages, beside the work."""
