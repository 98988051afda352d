"""Month and week across the rooms."""
