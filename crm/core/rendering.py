"""How a page is put together: one table of names, quick calls, words kept as they are read.

A list says a thousand small things: a cell, a badge, a word. Jinja asks of each what it is before
it calls it; this asks once.
"""

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from types import FunctionType, MethodType
from typing import Any

import markupsafe
from flask import Flask, request
from flask.templating import Environment
from jinja2 import pass_eval_context
from jinja2.compiler import CodeGenerator
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from crm.core.words import ended_once, language_spoken, sentence

ESCAPED = getattr(markupsafe, "_escape_inner", None) or (lambda text: str(escape(text)))
"""A text with its marks replaced, without the wrapping that says so."""
KEPT_IN_ADDRESSES = (int, str)
PLAIN = (FunctionType, MethodType)
ASKS_HOW_TO_ESCAPE = pass_eval_context(lambda: None).jinja_pass_arg  # type: ignore[attr-defined]


class PageContext(Context):
    """Jinja's context, which knows a macro and a plain function without asking around."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, a plain function or a method at once, anything else as Jinja does."""
        kind = type(called)
        if kind is not Macro:
            asks = getattr(called, "jinja_pass_arg", None)
            if kind not in PLAIN or asks not in (None, ASKS_HOW_TO_ESCAPE):
                return super().call(called, *args, **kwargs)
            if asks is None:
                kwargs.pop("_block_vars", None)
                kwargs.pop("_loop_vars", None)
                return called(*args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(self.eval_ctx, *args, **kwargs)


class PageCode(CodeGenerator):
    """Jinja's compiler, whose pages make a value safe in one step.

    What is said on a page is joined at once; that it is safe need not be noted on each piece.
    """

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.made_safe(")


def made_safe(value: Any) -> str:
    """A value as HTML says it."""
    kind = type(value)
    if kind is str:
        return ESCAPED(value)
    return value if kind is Markup else escape(value)


class PageEnvironment(Environment):
    """Flask's templates, all over one plain table of what every page may call.

    Jinja lays a table of its own over it for each template, empty here, and looks through both for
    every name and every import. No template of ours may bring names of its own.
    """

    code_generator_class = PageCode
    context_class = PageContext
    made_safe = staticmethod(made_safe)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the one table."""
        return super().make_globals(d) if d else self.globals


def addresses_of(app: Flask) -> Callable[..., str]:
    """`url_for` of an application, which finds the way to the same place once.

    An address depends on nothing but the routes and what it names, while the house stands at the
    root of its host; where it does not, or where more is asked, Flask answers each time.
    """

    @lru_cache(maxsize=8192)
    def found(endpoint: str, names: tuple[tuple[str, Any], ...]) -> str:
        return app.url_for(endpoint, **dict(names))

    def url_for(endpoint: str, **names: Any) -> str:
        is_plain = endpoint[0] != "." and not any(name[0] == "_" for name in names)
        is_known = is_plain and all(type(value) in KEPT_IN_ADDRESSES for value in names.values())
        if is_known and request and not request.script_root:
            return found(endpoint, tuple(names.items()))
        return app.url_for(endpoint, **names)

    return url_for


@lru_cache(maxsize=8192)
def _kept(language: str, said: str) -> tuple[str, Markup]:
    """A sentence of the catalogue, and the same one ready for a page."""
    text = sentence(language, said)
    return text, Markup(text)  # noqa: S704  (our own catalogue)


@pass_eval_context
def gettext(how: EvalContext, said: str, **variables: Any) -> str:
    """A sentence in the reader's language, its names filled in (and made safe on a page)."""
    text, safe = _kept(language_spoken(), said)
    chosen = safe if how.autoescape else text
    return ended_once(chosen % variables) if variables or "%" in text else chosen
