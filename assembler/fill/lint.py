"""Checks a template without any data of a candidate: everything that is wrong with it, in French.

Three looks, each finding what the others can't: docxtpl-lint reads all tags against the fields of
the family; the compiler takes what building documents takes; a trial fills made-up data. After
them, advice on what works but not for long.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lxml import etree

from assembler.errors import TemplateError
from assembler.fill.advice import advice_on
from assembler.fill.compile import compile_template, name_stories
from assembler.fill.environment import make_environment
from assembler.fill.fields import Field, json_schema
from assembler.fill.lint_words import Said, say_field, say_loop, say_rule
from assembler.fill.package import deflate, read_package, write_zip
from assembler.fill.tags import Places
from assembler.fill.trial import TRIALS, misuse, try_out
from assembler.fill.wordml import P, T, parse_xml, serialise

_HARD_SPACE: Final = re.compile("[\u00a0\u202f]")
_UNREADABLE: Final = ("DTL001", "DTL101", "DTL102", "DTL103")
"""Rules after which docxtpl-lint no longer knows what is inside which loop."""
_LEFT_OUT: Final = ("DTL005", "DTL103")
"""Comments for docxtpl-lint itself; Jinja's own complaint, which the compiler says in French."""


@dataclass(frozen=True)
class Finding:
    """Something to put right in a template."""

    place: str
    """Where in Word: « corps, tableau 1, ligne 3, colonne 2 »; "" for the file as a whole."""
    what: str
    todo: str
    is_fault: bool
    """Whether documents would be wrong or not be made; else it is advice."""


@dataclass(frozen=True)
class _Story:
    """A part an officer writes in."""

    words: str
    root: etree._Element


@dataclass(frozen=True)
class _Issue:
    """What docxtpl-lint says, as far as we use it."""

    rule: str
    paragraph: int
    """Rank in the part, from 1; 0 when it doesn't know."""
    tag: str
    params: dict[str, object]


def check_template(modele: Path, fields: Sequence[Field]) -> tuple[Finding, ...]:
    """What is to be put right in the template, faults first, in the order of the document.

    `fields` are those that the template may name. A file that is no .docx is one finding.
    """
    try:
        parts = read_package(modele)
        names = name_stories(modele, parts)
    except TemplateError as error:
        return (_finding(error),)
    stories = [_Story(words, parse_xml(parts[name])) for name, words in names.items()]
    faults = [fault for story in stories for fault in _lint(story, fields)]
    faults += _compile_and_try(modele, fields, faults)
    advice = advice_on([(s.words, s.root) for s in stories], parts)
    notes = [Finding(note.place, note.what, note.todo, is_fault=False) for note in advice]
    return tuple(dict.fromkeys([*faults, *notes]))


def _finding(error: TemplateError, *, is_fault: bool = True) -> Finding:
    place = error.where.detail if error.where else ""
    what = error.fault.removeprefix(f"{error.where} : ")
    return Finding(place, what, error.todo, is_fault)


# --- docxtpl-lint -----------------------------------------------------------------------------


def _lint(story: _Story, fields: Sequence[Field]) -> Iterator[Finding]:
    """What docxtpl-lint finds in a part, in French."""
    issues = list(_issues(story, fields))
    unreadable = any(issue.rule in _UNREADABLE for issue in issues)
    places = Places(story.root, story.words)
    paragraphs = list(story.root.iter(P))
    told: set[str] = set()
    for issue in issues:
        about_fields = issue.rule in ("DTL304", "DTL305")
        if issue.rule in _LEFT_OUT or (about_fields and unreadable):
            continue
        said = _say(issue, fields, _loop_names(story.root))
        if said is None or (about_fields and said.what in told):
            continue
        told.add(said.what)
        what = f"{said.what}, dans la balise « {issue.tag} »" if issue.tag else said.what
        place = places.of(paragraphs[issue.paragraph - 1]) if issue.paragraph else story.words
        yield Finding(place, what, said.todo, is_fault=True)


def _say(issue: _Issue, fields: Sequence[Field], loop_names: Iterable[str]) -> Said | None:
    """The issue in French; None when it is none in our engine."""
    path = str(issue.params.get("path", ""))
    if issue.rule == "DTL304":
        return say_field(path, fields, loop_names)
    if issue.rule == "DTL305":
        return say_loop(path, fields)
    return say_rule(issue.rule, issue.params, make_environment())


def _issues(story: _Story, fields: Sequence[Field]) -> Iterator[_Issue]:
    """What docxtpl-lint says of the part.

    It is given a package of this part alone: it takes what a loop of the body defines for known in
    the footer, and reads neither endnotes nor a body that is not called document.xml.
    """
    import docxtpl_lint

    environment = make_environment()
    functions = (Field(name, "libre", "") for name in environment.globals)
    schema = json_schema([*fields, *functions])
    package = write_zip([deflate("word/document.xml", _with_plain_spaces(story.root))])
    result = docxtpl_lint.lint(package, schema=schema, jinja_env=environment, autoescape=True)
    for issue in result.issues:
        yield _Issue(issue.rule, issue.location.paragraph, issue.snippet, dict(issue.params))


def _with_plain_spaces(root: etree._Element) -> bytes:
    """The part with the no-break spaces that Word types in French made plain, as filling does."""
    copy = parse_xml(serialise(root))
    for text in copy.iter(T):
        text.text = _HARD_SPACE.sub(" ", text.text or "")
    return serialise(copy)


def _loop_names(root: etree._Element) -> list[str]:
    """What the loops of a part call one of their list."""
    text = " ".join("".join(t.text or "" for t in p.iter(T)) for p in root.iter(P))
    return list(dict.fromkeys(re.findall(r"\{%\w*\s+for\s+(\w+)\s+in\b", text)))


# --- the compiler and the trial ---------------------------------------------------------------


def _compile_and_try(
    modele: Path, fields: Sequence[Field], known: Sequence[Finding]
) -> Iterator[Finding]:
    """What stops the compiler; and, for a template without any fault so far, a filling."""
    try:
        template = compile_template(modele)
    except TemplateError as error:
        finding = _finding(error)
        if finding.place not in {fault.place for fault in known}:
            yield finding
        return
    if known:
        return
    for trial in TRIALS:
        try:
            try_out(template, fields, trial)
        except TemplateError as error:
            finding = _finding(error, is_fault=not trial.when)
            if (cause := misuse(error)) is not None:
                yield replace(finding, what=cause.what, todo=cause.todo, is_fault=True)
                return
            if trial.when:
                finding = replace(
                    finding, what=f"{trial.when}, le document ne serait pas fait : {finding.what}"
                )
            yield finding
            if not trial.when:
                return
