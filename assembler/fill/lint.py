"""Checks a template without any data of a candidate: everything that is wrong with it, in French.

Three looks, each finding what the others can't: docxtpl-lint reads all tags against the fields of
the family; the compiler takes what building documents takes; a trial fills made-up data. After
them, advice on what works but not for long.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lxml import etree

from assembler.errors import TemplateError
from assembler.fill.advice import advice_on
from assembler.fill.archive import deflate, write_zip
from assembler.fill.compile import compile_template, name_stories
from assembler.fill.environment import make_environment
from assembler.fill.fields import Field, json_schema
from assembler.fill.lint_fields import not_a_list, wrong_path
from assembler.fill.lint_words import say_rule
from assembler.fill.misuse import MisuseError
from assembler.fill.package import read_package
from assembler.fill.tags import Places, own_texts
from assembler.fill.trial import TRIALS, Trial, try_out
from assembler.fill.wordml import P, T, parse_xml, serialise

_HARD_SPACE: Final = re.compile("[\u00a0\u202f]")
_UNREADABLE: Final = ("DTL001", "DTL101", "DTL102", "DTL103")
"""Rules after which docxtpl-lint no longer knows what is inside which loop."""
_LOOP: Final = "DTL305"
_FIELDS: Final = ("DTL304", _LOOP)
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

    def place(self, paragraph: int) -> str:
        """The words for the place of a paragraph, counted from 1; 0 is the part."""
        if not paragraph:
            return self.words
        return Places(self.root, self.words).of(list(self.root.iter(P))[paragraph - 1])

    def place_of(self, name: str) -> str:
        """The words for the place of the first paragraph with this name in a tag."""
        inside = re.compile(rf"\{{[{{%](?:(?![%}}]\}}).)*\b{re.escape(name)}\b")
        paragraphs = enumerate(self.root.iter(P), 1)
        return self.place(next((n for n, p in paragraphs if inside.search(_text(p))), 0))

    @property
    def loop_names(self) -> list[str]:
        """What the loops call one of their list."""
        text = " ".join(map(_text, self.root.iter(P)))
        return re.findall(r"\{%\w*\s+for\s+(\w+)\s+in\b", text)


@dataclass(frozen=True)
class _Issue:
    """What docxtpl-lint says, as far as we use it."""

    rule: str
    paragraph: int
    """Rank in the part, from 1; 0 when it doesn't know."""
    tag: str
    params: dict[str, object]


@dataclass(frozen=True)
class _Report:
    issues: tuple[_Issue, ...]
    """In the order of the document."""
    paths: tuple[str, ...]
    """Whatever the tags ask of the context: « competences[*].texte »."""


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
    read = [finding for story in stories for finding in _lint(story, fields)]
    tried = list(_compile_and_try(modele, fields, [one for one in read if one.is_fault]))
    advice = advice_on([(s.words, s.root) for s in stories], parts)
    notes = [Finding(note.place, note.what, note.todo, is_fault=False) for note in advice]
    found = dict.fromkeys([*read, *tried, *notes])
    return tuple(sorted(found, key=lambda finding: not finding.is_fault))


def _finding(error: TemplateError) -> Finding:
    place = error.where.detail if error.where else ""
    what = error.fault.removeprefix(f"{error.where} : ")
    return Finding(place, what, error.todo, is_fault=True)


# --- docxtpl-lint -----------------------------------------------------------------------------


def _lint(story: _Story, fields: Sequence[Field]) -> Iterator[Finding]:
    """What docxtpl-lint finds in a part, in French."""
    report = _read(story, fields)
    unreadable = any(issue.rule in _UNREADABLE for issue in report.issues)
    told: set[str] = set()
    for issue in report.issues:
        if issue.rule in _FIELDS and not unreadable:
            yield from _lint_field(issue, story, fields, told)
        elif issue.rule not in (*_FIELDS, *_LEFT_OUT):
            said = say_rule(issue.rule, issue.tag, issue.params, make_environment())
            yield Finding(story.place(issue.paragraph), said.what, said.todo, is_fault=True)
    if not unreadable:
        yield from _lint_guarded(report.paths, story, fields, told)


def _lint_field(
    issue: _Issue, story: _Story, fields: Sequence[Field], told: set[str]
) -> Iterator[Finding]:
    """A field that is none, each wrong name once in a part (`told`: those told)."""
    path = str(issue.params["path"])
    if issue.rule == _LOOP:
        said = not_a_list(path, fields)
    else:
        wrong = wrong_path(path, fields, story.loop_names)
        if wrong is None or wrong.stem in told:
            return
        told.add(wrong.stem)
        said = wrong.said
    what = f"{said.what}, dans la balise « {issue.tag} »"
    yield Finding(story.place(issue.paragraph), what, said.todo, is_fault=True)


def _lint_guarded(
    paths: Sequence[str], story: _Story, fields: Sequence[Field], told: set[str]
) -> Iterator[Finding]:
    """Names that are no field, but behind a `default` or `is defined`, and so no fault to Jinja."""
    for path in paths:
        wrong = wrong_path(path, fields, story.loop_names)
        if wrong is None or wrong.stem in told:
            continue
        told.add(wrong.stem)
        what = f"{wrong.said.what} : sa valeur de remplacement paraîtrait toujours"
        yield Finding(story.place_of(wrong.name), what, wrong.said.todo, is_fault=False)


def _read(story: _Story, fields: Sequence[Field]) -> _Report:
    """What docxtpl-lint says of the part.

    It is given a package of this part alone: it takes what a loop of the body defines for known in
    the footer, and reads neither endnotes nor a body that is not called document.xml.
    """
    import docxtpl_lint

    environment = make_environment()
    functions = (Field(name, "libre", "") for name in environment.globals)
    package = write_zip([deflate("word/document.xml", _with_plain_spaces(story.root))])
    schema = json_schema([*fields, *functions])
    try:
        result = docxtpl_lint.lint(package, schema=schema, jinja_env=environment, autoescape=True)
    except RecursionError:  # brackets by the hundred, of which the compiler tells
        return _Report((), ())
    issues = [
        _Issue(issue.rule, issue.location.paragraph, issue.snippet, dict(issue.params))
        for issue in result.issues
    ]
    return _Report(
        tuple(sorted(issues, key=lambda issue: issue.paragraph)),
        tuple(
            path.replace("[]", "[*]")
            for path in result.variables
            if path.partition(".")[0] not in environment.globals
        ),
    )


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in own_texts(paragraph))


def _with_plain_spaces(root: etree._Element) -> bytes:
    """The part with the no-break spaces that Word types in French made plain, as filling does."""
    copy = parse_xml(serialise(root))
    for text in copy.iter(T):
        text.text = _HARD_SPACE.sub(" ", text.text or "")
    return serialise(copy)


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
            yield _tried(error, trial)
            return


def _tried(error: TemplateError, trial: Trial) -> Finding:
    """The fault that a trial showed. One that only empty fields bring about is advice: whether
    they can be empty, the data say."""
    finding = _finding(error)
    if not trial.when or isinstance(error.__cause__, MisuseError):
        return finding
    what = f"{trial.when}, le document ne pourrait pas être fait : {finding.what}"
    return replace(finding, what=what, is_fault=False)
