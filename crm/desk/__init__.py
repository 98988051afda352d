"""The reminder desk: upcoming, sent, and why not."""
