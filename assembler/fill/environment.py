"""The Jinja environment of templates: sandboxed, strict, escaping, the same everywhere."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from jinja2 import UndefinedError, pass_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from assembler.fill import limits
from assembler.fill.controls import control_mark, is_control
from assembler.fill.marks import CONTENTS, MERGE, printable

_MULTIPLIERS: Final = ("encode", "expandtabs", "format_map", "maketrans", "to_bytes", "translate")
"""Methods that no document needs, and that make much out of little."""


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which a key of a dict wins over the dict's own methods, and nothing can
    take all of the time or memory.

    A column of a candidate list may well be called « items » or « count ».
    """

    intercepted_binops = frozenset(("+", "*", "**", "%"))
    concat = staticmethod(limits.concat)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator in a tag."""
        limits.check_operation(context, operator, left, right)
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """The result of a call in a tag."""
        limits.check_call(__context, __obj, args)
        return super().call(__context, __obj, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a tag may ask for the attribute."""
        return attr not in _MULTIPLIERS and super().is_safe_attribute(obj, attr, value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of `obj.attribute` in a tag.

        What an object holds as data is let through at once; the sandbox is asked about the rest.
        """
        held = obj if isinstance(obj, dict) else getattr(obj, "__dict__", None)
        if type(held) is dict and attribute in held and not attribute.startswith("_"):
            return held[attribute]
        return super().getattr(obj, attribute)


def make_environment() -> TemplateEnvironment:
    """The environment all templates are compiled in."""
    environment = TemplateEnvironment(
        autoescape=True,
        undefined=StrictField,
        finalize=_print,
        extensions=[LiteralBraces],
        cache_size=0,
    )
    environment.globals["fusion"] = fusion
    environment.globals["sommaire"] = sommaire
    # What is random would make two runs differ.
    limits.limit(environment)
    del environment.globals["lipsum"]
    del environment.filters["random"]
    return environment


@pass_context
def _print(context: Context, value: object) -> object:
    limits.check_printed(context, value)
    if is_control(value):
        return control_mark(value)
    return printable(value)


def fusion(*cle: object) -> Markup:
    """`{{ fusion(cle) }}` in a table cell: merge it with the cells below that have the same key.

    Consecutive rows of one table whose cell in the same columns has an equal key become one cell,
    whatever loops the rows come from (docxtpl's `{% vm %}` restarts with the inner loop). Several
    values make one key: `{{ fusion(bloc.code, epreuve.code) }}`. The tag prints nothing; the text
    of the first cell is kept, that of the cells below is dropped.
    """
    key = "\x1f".join(str(escape(printable(part))) for part in cle)
    return Markup(MERGE + key.replace("\x1f", "\ufdd6") + MERGE)


def sommaire(niveaux: int = 2) -> Markup:
    """`{{ sommaire() }}` alone in a paragraph: the table of contents stands there, an entry for
    each heading down to level `niveaux` (see `assembler.fill.contents`)."""
    return Markup(f"{CONTENTS}{min(max(int(niveaux), 1), 9)}{CONTENTS}")


class UnknownFieldError(UndefinedError):
    """A tag asked for what is not there: `name` in the object `parent` (None: at the top)."""

    def __init__(self, name: str, known: Iterable[str], *, at_top: bool) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(known)
        self.at_top = at_top


class StrictField(StrictUndefined):
    """Undefined that refuses every use and remembers what it was asked of, for the message."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        def unknown_field(_message: str) -> UnknownFieldError:
            return UnknownFieldError(str(name), field_names(obj), at_top=obj is missing)

        is_refusal = issubclass(exc, SecurityError)
        error = exc if is_refusal else cast(type[TemplateRuntimeError], unknown_field)
        super().__init__(hint, obj, name, error)


def field_names(value: object) -> list[str]:
    """The names a tag may ask of a value, in the order they were declared."""
    if isinstance(value, Mapping):
        return [str(key) for key in value]
    declared = getattr(type(value), "model_fields", None) or getattr(
        type(value), "__dataclass_fields__", None
    )
    return list(declared) if isinstance(declared, Mapping) else []


class LiteralBraces(Extension):
    """`{_{` and `}_}` (docxtpl's way to print braces) in the template's text, not in values."""

    _BRACES = re.compile(r"\{_([{%])|([}%])_\}")

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Undo the escapes, and drop the newlines that number the tags inside `{% raw %}`."""
        for token in stream:
            if token.type == "data":
                text = self._BRACES.sub(self._plain, token.value).replace("\n", "")
                yield Token(token.lineno, token.type, text)
            else:
                yield token

    @staticmethod
    def _plain(match: "re.Match[str]") -> str:
        return "{" + match[1] if match[1] else match[2] + "}"
