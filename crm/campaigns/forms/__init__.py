"""Forms of the room, one module for each thing that is written down."""
