"""Records that are there twice: found by shared keys, told apart or made one, and undone."""
