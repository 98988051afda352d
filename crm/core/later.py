"""Modules that are loaded when they are first asked for something, so that a start is quick."""

from importlib import import_module
from types import ModuleType
from typing import Any


class Later:
    """A module, by its name; threads may ask at once: Python's own import makes them wait."""

    def __init__(self, name: str) -> None:
        """Only remember the name."""
        self._name = name
        self._module: ModuleType | None = None

    def __getattr__(self, wanted: str) -> Any:
        """Give what the module has under a name, loading it the first time."""
        if self._module is None:
            self._module = import_module(self._name)
        return getattr(self._module, wanted)
