"""The board of staff sharing: needs and offers, who fits, the whole board as one proposal."""
