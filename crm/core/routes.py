"""The rules of the address map: hundreds of them, of which a start needs no address built."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_Builder = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """Compiles what builds its address when an address is first asked for.

    Werkzeug compiles two functions a rule from a syntax tree as it is added: a fifth of a start.
    """

    def _compile_builder(self, append_unknown: bool = True) -> _Builder:  # noqa: FBT002
        compiled = super()._compile_builder

        def compiled_then_built(rule: "LateRule", /, **values: Any) -> tuple[str, str]:
            build: _Builder = compiled(append_unknown).__get__(rule, None)
            if append_unknown:
                rule._build_unknown = build  # noqa: SLF001
            else:
                rule._build = build  # noqa: SLF001
            return build(**values)

        return compiled_then_built
