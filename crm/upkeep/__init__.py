"""Upkeep of an installation: backups, the drill that proves them, restoring, and a self-check."""
