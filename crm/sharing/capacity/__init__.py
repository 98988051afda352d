"""The time that a promise asks for, and whether its person has it (domain 3.4)."""
