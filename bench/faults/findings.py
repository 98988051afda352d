"""What a fault run comes to: one line of figures, and whether the goal was met."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Finding:
    """The figures of one fault run beside its goal."""

    id: str
    database: str
    goal: str
    met: bool
    figures: Mapping[str, float | int | str] = field(default_factory=dict)

    def as_plain(self) -> dict[str, object]:
        """Give it as JSON takes it."""
        return asdict(self)

    def as_line(self) -> str:
        """Give it as people read it."""
        told = ", ".join(f"{name} {value}" for name, value in self.figures.items())
        return f"{self.id} {self.database}: {'met' if self.met else 'MISSED'}: {told} ({self.goal})"
