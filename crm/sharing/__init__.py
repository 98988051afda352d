"""Staff sharing: assignments, their versions and sign-offs, capacity and papers."""
