"""The trail: never changed, never deleted, chained."""
