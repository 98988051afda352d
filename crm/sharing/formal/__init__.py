"""Formal assignments of civil servants: kept track of, never agreed on in here."""
