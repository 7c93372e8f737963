"""What filling a template may cost: a wrong or hostile one ends with a message, within seconds.

The time is looked at in each turn of a loop and each call. The memory is that of the texts that
tags make: each operation that can make much out of little (`*`, `~`, `|center`, `|replace` …) is
counted before it is done.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final, cast

from jinja2 import Environment, nodes, pass_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from assembler.fill.misuse import MisuseError

_SECONDS: Final = 5.0
"""Of processor time, for a segment; the usual document takes a thousandth of one."""
_TURNS: Final = 1_000_000
_TEXT: Final = 20_000_000
"""Characters that operators may make in a segment, that a filter may, and that are printed."""
_LONG: Final = 256
"""Characters from which a printed text is counted; the others are, by the turns of the loops."""
_WIDTH: Final = 1000
"""Characters that a text may be padded to, columns or rows that a list may be cut into."""
_POWER: Final = 10_000
"""Bits of a power."""

_BUDGET: Final = " budget"  # with a space: no tag can name it
_TURN_FILTER: Final = " tours"
_TEXT_FILTER: Final = " texte"
_PADDING: Final = ("center", "ljust", "rjust", "zfill", "indent", "batch", "slice")
_WIDE_FORMAT: Final = re.compile(r"%[^a-zA-Z%]*(?:\d{4}|\*)|\{[^}]*:[^}]*(?:\d{4}|\{)")


class LimitError(MisuseError):
    """The tag would go on too long or make too much, whatever the record."""


@dataclass
class Budget:
    """What is left to a segment being filled."""

    until: float = field(default_factory=lambda: time.thread_time() + _SECONDS)
    turns: int = _TURNS
    text: int = _TEXT

    def turn(self) -> None:
        """A loop turns, or something is called."""
        self.turns -= 1
        if self.turns < 0 or (self.turns % 64 == 0 and time.thread_time() > self.until):
            raise LimitError(
                "le remplissage ne finit pas : la boucle ou l'appel se répète sans fin, ou presque",
                "Vérifiez sur quoi porte la boucle, et les boucles qu'elle contient.",
            )

    def make(self, characters: int) -> None:
        """A text of so many characters is about to be made."""
        self.text -= characters
        if self.text < 0:
            raise _too_long()


def with_budget(fields: Mapping[str, object]) -> dict[str, object]:
    """What a segment is rendered with: the fields of the context, and a budget."""
    return {**fields, _BUDGET: Budget()}


def limit(environment: Environment) -> None:
    """Makes an environment count what its templates do, those that are `guarded`."""
    environment.filters |= {_TURN_FILTER: _turning, _TEXT_FILTER: _made}
    for name in (*_PADDING, "format", "join", "replace"):
        if name in environment.filters:
            environment.filters[name] = limited(name, environment.filters[name])


def budget_of(context: Context) -> Budget:
    """The budget of the segment being filled; a new one where docxtpl itself fills."""
    budget = context.get(_BUDGET)
    return budget if isinstance(budget, Budget) else Budget()


def _too_long() -> LimitError:
    return LimitError(
        "ce que fait la balise serait démesuré", "Vérifiez les nombres que la balise emploie."
    )


# --- loops and printing ---------------------------------------------------------------------------


class _Guard(NodeTransformer):
    """Counts the turns of loops, and the texts that `~` makes."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        self.generic_visit(node)
        node.iter = _filtered(cast(nodes.Expr, node.iter), _TURN_FILTER)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node, _TEXT_FILTER)


def guarded(tree: nodes.Template) -> nodes.Template:
    """The parsed template, its loops counted."""
    return cast(nodes.Template, _Guard().visit(tree))


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


@pass_context
def _turning(context: Context, values: Iterable[object]) -> Iterator[object]:
    budget = budget_of(context)
    for value in values:
        budget.turn()
        yield value


@pass_context
def _made(context: Context, text: str) -> str:
    budget_of(context).make(len(text))
    return text


def check_printed(context: Context, value: object) -> None:
    """Counts a text that a tag prints: macros keep what they print until they end."""
    if isinstance(value, str) and len(value) > _LONG:
        budget_of(context).make(len(value))


def concat(pieces: Iterable[str]) -> str:
    """Joins what a segment, or a macro, prints."""
    printed: list[str] = []
    left = _TEXT
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise _too_long()
        printed.append(piece)
    return "".join(printed)


# --- operators, filters and methods ---------------------------------------------------------------


def check_operation(context: Context, operator: str, left: object, right: object) -> None:
    """Refuses a `+`, `*`, `**` or `%` that would make too much."""
    budget_of(context).make(_size_of_operation(operator, left, right))


def _size_of_operation(operator: str, left: object, right: object) -> int:
    """Characters, or elements, of the result; 0 for a number."""
    match operator, left, right:
        case "*", str() | list() | tuple(), int():
            return len(left) * right
        case "*", int(), str() | list() | tuple():
            return left * len(right)
        case "**", int(), int() if abs(left).bit_length() * right > _POWER:
            raise _too_long()
        case "%", str(), _ if _WIDE_FORMAT.search(left):
            raise _too_long()
        case "+", str() | list() | tuple(), str() | list() | tuple():
            return len(left) + len(right)
    return 0


def check_call(context: Context, called: object, arguments: tuple[object, ...]) -> None:
    """Counts a call; refuses a method of a text that would make much out of little."""
    budget = budget_of(context)
    budget.turn()
    method = getattr(called, "__wrapped__", called)  # Jinja wraps str.format
    subject = getattr(method, "__self__", None)
    if isinstance(subject, str):
        budget.make(_size_of_call(str(getattr(method, "__name__", "")), subject, arguments))


def limited(name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
    """The filter of that name, refusing what would make much out of little."""

    @wraps(filter_)
    def checked(*given: object, **named: object) -> Any:
        plain = tuple(one for one in given if not isinstance(one, EvalContext))
        if _size_of_call(name, plain[0], (*plain[1:], *named.values())) > _TEXT:
            raise _too_long()
        return filter_(*given, **named)

    return checked


def _size_of_call(name: str, subject: object, arguments: tuple[object, ...]) -> int:
    """Characters of what a method or filter would make; 0 where that is little."""
    texts = [one for one in (subject, *arguments) if isinstance(one, str)]
    if name in _PADDING and any(isinstance(one, int) and one > _WIDTH for one in arguments):
        raise _too_long()
    if name == "format" and texts and _WIDE_FORMAT.search(texts[0]):
        raise _too_long()
    match name, texts:
        case "replace", [text, old, new]:
            return len(text) + text.count(old) * len(new)
        case "join", [separator]:
            lists = (one for one in (subject, *arguments) if isinstance(one, list | tuple))
            return sum(len(separator) + len(str(each)) for one in lists for each in one)
    return 0
