"""Every report by name, as page, PDF and CSV."""
