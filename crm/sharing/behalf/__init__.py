"""Whoever has no use for a letter: answers that came by phone or on paper, links handed over."""
