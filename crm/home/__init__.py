"""The first page of each role: what waits today."""
