"""Documents that try to reach out, to read what is not theirs, or to eat the machine (F17)."""
