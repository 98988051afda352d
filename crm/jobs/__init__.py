"""Long work with progress, cancel and result, that survives a kill."""
