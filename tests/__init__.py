"""The stories and rules of Mitra, as tests."""
