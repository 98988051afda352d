"""A bare machine: what it is given, and what runs on it before Mitra does."""
