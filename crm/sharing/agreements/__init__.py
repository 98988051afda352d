"""Agreements between institutions on staff sharing: their parties and their articles."""
