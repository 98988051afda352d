"""Measurements: how fast Mitra is, what it survives, and how it looks; never part of the app."""
