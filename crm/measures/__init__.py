"""How we know that it helped: indicators."""
