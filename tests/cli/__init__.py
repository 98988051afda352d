"""The commands of the contract, as other people's scripts call them."""
