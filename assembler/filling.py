"""Filling one document: the part of a run that other processes can do.

It stands apart from `produce`, so that such a process starts without all that planning needs.
"""

import pickle
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.errors import AssemblerError, ExitCode, TemplateError

if TYPE_CHECKING:
    from assembler.fill import CompiledTemplate


@dataclass(frozen=True)
class Recipe:
    """A template and the logo put into it, with their hashes: a template that was changed between
    two runs of one process is compiled again."""

    modele: Path
    modele_sha256: str
    logo: Path | None
    logo_sha256: str | None


@dataclass(frozen=True)
class Task:
    """A document to fill, as plain data that travels to another process."""

    recipe: Recipe
    contexte: Mapping[str, object]
    proprietes: Mapping[str, str]
    objet: str
    brouillon: Path
    """Where the bytes go: a file of the output folder that is nobody's yet."""


@dataclass(frozen=True)
class Filled:
    """The draft is written; its SHA-256."""

    sha256: str


@dataclass(frozen=True)
class Refused:
    """The template could not be filled with this context: a message for an officer.

    `fault` is the same for each record that the template fails on in this way.
    """

    message: str
    fault: str
    exit_code: ExitCode


def compiled(recipe: Recipe) -> "CompiledTemplate":
    """The compiled template. TemplateError when it is wrong."""
    template = _compiled_once(recipe)
    if isinstance(template, TemplateError):
        raise template.with_traceback(None)  # or each time it is raised would be added to it
    return template


# Wrong or not, a template is compiled once a process; a run uses a handful of them.
@lru_cache(maxsize=16)
def _compiled_once(recipe: Recipe) -> "CompiledTemplate | TemplateError":
    # Late: a process that has others beside it plans their first documents before it loads this.
    from assembler.fill import compile_template

    try:
        return compile_template(recipe.modele, logo=recipe.logo)
    except TemplateError as fault:
        return fault


def prepare(recipe: Recipe) -> None:
    """Compiles the template for the documents to come, which will tell its faults."""
    with suppress(AssemblerError):
        compiled(recipe)


def packed(recipe: Recipe) -> bytes | None:
    """The compiled template as it travels to another process, with what it printed so far; None
    when it is wrong."""
    try:
        return pickle.dumps(compiled(recipe))
    except AssemblerError:
        return None


def unpacked(packed: bytes) -> "CompiledTemplate":
    """The template that another process compiled: half the libraries that compiling takes do."""
    template: CompiledTemplate = pickle.loads(packed)
    return template


Compiler = Callable[[Recipe], "CompiledTemplate"]


def fill(task: Task, compiler: Compiler = compiled) -> Filled | Refused:
    """Fills the document into its draft. Faults of the template come back as a message."""
    try:
        content = compiler(task.recipe).fill(
            task.contexte, proprietes=task.proprietes, objet=task.objet
        )
    except TemplateError as fault:
        return Refused(str(fault), fault.fault, fault.exit_code)
    task.brouillon.write_bytes(content)
    return Filled(sha256(content).hexdigest())


Outcomes = list[Filled | Refused]


def fill_all(tasks: Sequence[Task], compiler: Compiler = compiled) -> Outcomes:
    """Fills the documents, one after the other."""
    return [fill(task, compiler) for task in tasks]
