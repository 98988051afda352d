"""How Mitra starts on a machine that has Python and nothing else: the standard library only."""
