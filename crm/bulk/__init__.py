"""Bulk: what comes in as files and goes out as files, what is double, and its merging."""
