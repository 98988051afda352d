"""Provinces, regencies and cities of Indonesia, with their zones and what replaced them."""
