"""Campaigns: their rules, pages, pictures and counts."""
