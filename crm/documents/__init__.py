"""Numbered papers: registers, frozen snapshots, verification, printing."""
