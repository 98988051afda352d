"""Member institutions, health units and the parent bodies above them."""
