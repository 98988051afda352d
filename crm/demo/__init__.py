"""A network of invented members with a plausible year of work."""
