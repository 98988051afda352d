"""Delivered texts stand in the code wrapped to the width of the house."""


def unwrapped(wrapped: str) -> str:
    """A text written in lines of the house, as the paragraphs that it means."""
    parts = wrapped.strip().split("\n\n")
    return "\n\n".join(" ".join(part.split("\n")).replace(" - ", "\n- ") for part in parts)
