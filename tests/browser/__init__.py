"""The house in a real browser: every page photographed, and the stories that people live."""
