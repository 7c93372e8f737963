"""The segments of a part: what prints the same as long as the fields it names stay the same.

Of the documents of a run, most share most: the blocs and épreuves of one référentiel, the same
rules. So a part is cut between its blocks, and what a segment printed is kept, with the values it
was printed from: it is printed, parsed, checked and deflated once for all the documents that share
them. A segment's text is a function of these values, since the sandbox gives it nothing else.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import CodeType
from typing import Any, Final, cast

from jinja2 import Environment, Template, nodes
from jinja2.meta import find_undeclared_variables

from assembler.fill.archive import Chunk
from assembler.fill.contents import Contents, Heading
from assembler.fill.environment import make_environment
from assembler.fill.limits import guarded
from assembler.fill.source import Source
from assembler.fill.tidy import FrozenIds, Ids

_SHARED_STATE: Final[tuple[type[nodes.Node], ...]] = (
    *(nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.Block, nodes.Extends),
    *(nodes.Include, nodes.Import, nodes.FromImport, nodes.ExprStmt),
)
"""Statements by which a segment would see what another did."""
_LEAST: Final = 500
"""Characters of source from which a segment is worth being kept apart: deflated by itself, a
shorter one takes more room in the file."""
_KEPT: Final = 32
"""Printings kept for each segment: ways to the certification, blocs still to pass."""
_ABSENT: Final = b""

Values = tuple[bytes, ...]
"""The values of a segment's fields, so that equal values print the same."""


@dataclass(frozen=True)
class Printing:
    """What a segment printed, ready for the package, and the ids that it uses."""

    chunk: Chunk
    ids: FrozenIds
    headings: tuple[Heading, ...] = ()
    """In a part with a table of contents."""
    contents: Contents | None = None
    """Stands behind `chunk`, where the segment asks for a table of contents."""


Printings = dict[tuple[Values, FrozenIds], Printing]


@dataclass(frozen=True)
class Segment:
    """A compiled segment, and what it printed lately."""

    source: Source
    code: CodeType = field(repr=False)
    """What Jinja made of the source."""
    fields: tuple[str, ...]
    """The fields of the context that it names."""
    template: Template = field(repr=False)
    _kept: Printings = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        source: Source,
        code: CodeType,
        fields: tuple[str, ...],
        environment: Environment,
        kept: Printings | None = None,
    ) -> "Segment":
        """The segment, ready to be printed."""
        template = Template.from_code(environment, code, environment.make_globals(None))
        return cls(source, code, fields, template, {} if kept is None else kept)

    def __reduce__(self) -> tuple[object, ...]:
        """For the way to another process."""
        return _arrived, (self.source, marshal.dumps(self.code), self.fields, self._kept)

    def printing(
        self, values: Values | None, taken: Ids, print_: Callable[[FrozenIds], Printing]
    ) -> Printing:
        """What `print_` gives for the ids it must not use, or gave for equal values before.

        `taken` are the ids of what stands before this segment in the document. One that shares
        none with it, nearly always, is printed as if it stood alone.
        """
        alone = self._remember(values, frozenset(), print_)
        if alone.ids.isdisjoint(taken):
            return alone
        return self._remember(values, frozenset(taken), print_)

    def _remember(
        self,
        values: Values | None,
        taken: FrozenIds,
        print_: Callable[[FrozenIds], Printing],
    ) -> Printing:
        if values is None:
            return print_(taken)
        found = self._kept.get((values, taken))
        if found is None:
            found = print_(taken)
            if len(self._kept) == _KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[values, taken] = found
        return found


def _arrived(source: Source, code: bytes, fields: tuple[str, ...], kept: Printings) -> Segment:
    return Segment.of(source, marshal.loads(code), fields, _environment(), kept)


@cache
def _environment() -> Environment:
    """That of the segments that other processes compiled for this one."""
    return make_environment()


@dataclass(frozen=True)
class Context:
    """What the tags may name, and the values of its fields as they are compared."""

    fields: Mapping[str, object]
    _known: dict[str, bytes | None] = field(default_factory=dict, repr=False)

    @property
    def is_plain(self) -> bool:
        """Whether it holds nothing but texts, numbers, lists and mappings."""
        return all(self._value(name) is not None for name in self.fields)

    def values(self, fields: Iterable[str]) -> Values | None:
        """The values of these fields; None when one of them can't be compared."""
        known = [self._value(name) for name in fields]
        values = tuple(value for value in known if value is not None)
        return values if len(values) == len(known) else None

    def _value(self, name: str) -> bytes | None:
        if name not in self.fields:
            return _ABSENT
        if name not in self._known:
            self._known[name] = _comparable(self.fields[name])
        return self._known[name]


def _comparable(value: object) -> bytes | None:
    """Plain data as bytes: unlike `==`, they tell 1 from True. None for any other object."""
    try:
        # Version 2 writes equal values equally, whether or not they are one object.
        return marshal.dumps(cast(Any, value), 2)
    except ValueError:
        return None


@dataclass(frozen=True)
class ParsedPiece:
    """A piece of a part, the fields it names, and whether other pieces see what it does."""

    source: Source
    fields: frozenset[str]
    has_state: bool


def parse_piece(source: Source, environment: Environment) -> ParsedPiece:
    """Raises `TemplateSyntaxError` when it does not parse."""
    tree = environment.parse(source.text)
    fields = frozenset(find_undeclared_variables(tree))
    return ParsedPiece(source, fields, any(tree.find(kind) for kind in _SHARED_STATE))


def make_segments(pieces: Sequence[ParsedPiece], environment: Environment) -> Iterator[Segment]:
    """The segments of a part, from its pieces."""
    for group in _groups(pieces):
        source = sum((piece.source for piece in group), Source("", ()))
        fields = frozenset[str]().union(*(piece.fields for piece in group))
        code = environment.compile(guarded(environment.parse(source.text)))
        yield Segment.of(source, code, tuple(sorted(fields)), environment)


def _groups(pieces: Sequence[ParsedPiece]) -> Iterator[list[ParsedPiece]]:
    """Neighbours are together until there is enough text, and the next one names other fields."""
    if any(piece.has_state for piece in pieces):
        yield list(pieces)
        return
    group: list[ParsedPiece] = []
    for piece in pieces:
        named = frozenset[str]().union(*(one.fields for one in group))
        if sum(len(one.source.text) for one in group) >= _LEAST and not piece.fields <= named:
            yield group
            group = []
        group.append(piece)
    yield group
