"""Letters and papers kept as text beside the tests: what a reader gets, word by word."""

from pathlib import Path

KEPT = Path(__file__).parent / "letters"


def same_as_kept(name: str, text: str) -> None:
    """Compare with the kept text. A text that is not kept yet is written down, and fails once."""
    file = KEPT / f"{name}.txt"
    if not file.exists():
        KEPT.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        raise AssertionError(f"{file.name} is written now: read it, then run again.")
    assert text == file.read_text("utf-8")
