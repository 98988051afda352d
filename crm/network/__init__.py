"""The network itself: its names, address, letterhead and signatories."""
