"""Labels of blocs and activities: « BLOC 1 : … », « A1 – … », « 2 - Maintenir … ».

A bloc is told by a row of its own over the whole width, by a column of its own, by the title above
its table; where nothing of that is there, the activity cell that spans its rows is its label.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assembler.extract import Line, Paragraph
from assembler.extract.wording import bullet_of, goes_on, join_lines
from assembler.normalise.codes import Code, read_code
from assembler.normalise.items import Coding, Item, item, split_coded
from assembler.normalise.roles import plain

_BLOC = re.compile(
    r"(?:bloc|bc|ccp|unite|pole|domaine)s?\b(?:\s+de\s+competences?)?"
    r"(?:\s+(?:professionnelles?|operationnelles?))?\s*(?:n°|no\b)?\s*"
    r"(?:[\d:.\-–ivx]|[a-z]\s?[:–-])"
    r"|bc\s?\d|rncp\s?\d+\s?bc\s?\d|bloc\b|activites?[- ]types?\s*\d"
)
_OPTION = re.compile(r"\((?P<what>[^()]*\boption[^()]*)\)", re.IGNORECASE)
_OPTION_BEFORE = re.compile(
    r"^options?\s+(?P<name>[^()]{1,80}?)\s*[:–—-]\s*(?=(?:blocs?\b|bc|rncp|ccp|uc\s?\d))",
    re.IGNORECASE,
)
"""« Option Réseaux – BLOC 5 : … »"""
_OPTION_BEHIND = re.compile(
    r"^(?:\(options?\s*:?\s*(?P<inside>[^()]{1,80})\)\s*[:–—-]"
    r"|options?\s+(?P<name>(?:[A-Z\d]\s*[:–—-]\s*)?[^:–—()]{1,80}?)\s*[:–—])\s*(?=\S)",
    re.IGNORECASE,
)
"""Behind the code: « BLOC 5 (option Réseaux) – … », « BLOC 5 – Option Réseaux : … »."""
_OPTION_ALONE = re.compile(
    r"(?:blocs?\s+)?options?\s+(?:n°\s*)?(?P<name>[^.;()]{1,80})", re.IGNORECASE
)
_COMMON = re.compile(
    r"(?:tronc commun|blocs? communs?|(?:blocs? de )?competences? communes?)(?: a .{1,60})?[ :.]*"
)

_TRANSVERSAL = re.compile(
    r"(?:competences?|savoir[- ]etre|soft skills)\b.{0,40}\b"
    r"(?:transvers\w+|communes?|generiques?|relationnelles?|comportementales?)\b[^.;]{0,80}"
)

_AGAIN = re.compile(r"\s*[(\[–-]?\s*suite(?: et fin)?\s*[)\]]?\s*$", re.IGNORECASE)
"""« BLOC 1 – … (suite) » says the bloc again on another page."""
_AND_OTHERS = re.compile(r"(?P<others>(?:&|et|/|,)\s*\d+)\s*[:–—-]?\s*")


@dataclass(frozen=True)
class Label:
    """The label of a bloc: its printed code, its wording, the option it belongs to."""

    code: str | None
    intitule: str
    option: str | None
    lines: tuple[Line, ...]
    printed: str | None = None
    """What stands in front of the wording: « BLOC 1 »."""


@dataclass(frozen=True)
class ActivityCell:
    """An activity cell: its title, and what is listed under it."""

    head: tuple[Paragraph, ...]
    title: Item
    """What `head` says."""
    under: tuple[Item, ...]
    is_bloc: bool
    """The title says itself that it is a bloc."""


@dataclass(frozen=True)
class Option:
    """What a line of its own says of the blocs below: the option they belong to, or none
    (« Tronc commun »)."""

    name: str | None


def read_option(text: str) -> Option | None:
    """The option that a text names and nothing else; None when it does not."""
    if _COMMON.fullmatch(plain(text)):
        return Option(None)
    named = _OPTION_ALONE.fullmatch(text.strip())
    if named is None or is_bloc_label(text):
        return None
    return Option(named["name"].strip(" :–—-"))


def option_above(lines: Sequence[Line], before: str | None) -> str | None:
    """The option that the lines above a table name last; `before` when they name none."""
    for line in reversed(lines):
        option = read_option(line.text)
        if option is not None:
            return option.name
    return before


def names_transversal(text: str) -> bool:
    """Is a text the title of the competences that belong to no bloc of their own?"""
    return bool(_TRANSVERSAL.fullmatch(plain(text)))


def is_bloc_label(text: str) -> bool:
    """Does a text begin like the label of a bloc?"""
    return bool(_BLOC.match(plain(_OPTION_BEFORE.sub("", text))))


def read_label(paragraphs: Sequence[Paragraph]) -> Label:
    """The label of a bloc."""
    text = join_lines([one.text for one in paragraphs])
    lines = tuple(line for one in paragraphs for line in one.lines)
    text = _AGAIN.sub("", text)
    first = _OPTION_BEFORE.match(text)
    before = first.group() if first else ""
    text = text[len(before) :]
    code = read_code(text)
    if code is None:
        bare = re.sub(r"^(?i:blocs?)\s*[:–-]\s*", "", text)
        option = _named(first) or _named(_OPTION.search(bare))
        return Label(None, bare, option, lines, before + text[: len(text) - len(bare)])
    number, rest, printed = _bloc_number(code), code.rest, before + code.printed
    if several := _AND_OTHERS.match(rest):
        # « BLOC 3 & 4 – … »: one label for two blocs.
        number, rest = f"{number} {several['others']}", rest[several.end() :]
        printed += several["others"]
    behind = _OPTION_BEHIND.match(rest)
    if behind:
        printed, rest = printed + behind.group(), rest[behind.end() :]
    option = _named(first) or _named(behind) or _named(_OPTION.search(rest))
    return Label(number, rest or text, option, lines, printed if rest else None)


def _named(option: re.Match[str] | None) -> str | None:
    """The option that a text names, in whichever form."""
    return next((name.strip() for name in option.groups() if name), None) if option else None


def _bloc_number(code: Code) -> str:
    """« 1 » for « BLOC 1 », « BC01 », « CCP1 »; a registered code (RNCP37805BC01) stays whole."""
    if code.prefix == "RNCP":
        return re.sub(r"\s", "", code.printed)
    number = code.number
    return re.sub(r"^(?:BC|CCP|AT|UC|B)\s?0*(?=\d)", "", number) or number


def label_above(lines: Sequence[Line]) -> Label | None:
    """The bloc's title above a table: the last line that reads like one, and what continues it."""
    for start in range(len(lines) - 1, max(-1, len(lines) - 5), -1):
        if is_bloc_label(lines[start].text) and len(lines[start].text) < 250:
            taken = [lines[start]]
            for line in lines[start + 1 :]:
                if not goes_on(taken[-1].text, line.text) and line.size != taken[-1].size:
                    break
                taken.append(line)
            return read_label([Paragraph(tuple(taken))])
    return None


def read_activity_cell(paragraphs: Sequence[Paragraph]) -> ActivityCell:
    """An activity cell: the title is what stands before the first bullet or the first code that
    belongs under the title's own; the rest is listed under it."""
    first = read_code(paragraphs[0].text)
    head = [paragraphs[0]]
    for paragraph in paragraphs[1:]:
        code = read_code(paragraph.text)
        if bullet_of(paragraph.text) or (code and (code.prefix or len(code.key) > 1)):
            break
        if first and first.rest and _stands_apart(head[-1], paragraph) and not _listed(paragraphs):
            break
        head.append(paragraph)
    title = item(head, first)
    under = _under(paragraphs[len(head) :])
    return ActivityCell(tuple(head), title, tuple(under), is_bloc_label(paragraphs[0].text))


def _listed(paragraphs: Sequence[Paragraph]) -> bool:
    return any(bullet_of(one.text) for one in paragraphs)


def _stands_apart(before: Paragraph, after: Paragraph) -> bool:
    """Another face of type than the title: a list without bullets begins."""
    return before.bold and not after.bold and not after.text.startswith("(")


def _under(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """What is listed under a title: by code, by bullet, or a paragraph each."""
    groups = split_coded(paragraphs, Coding(_prefixes(paragraphs), True))
    if any(code for code, _ in groups):
        return [item(group, code) for code, group in groups]
    items: list[Item] = []
    bulleted = _listed(paragraphs)
    for paragraph in paragraphs:
        if bulleted and items and not bullet_of(paragraph.text):
            last = items[-1]
            text = join_lines([last.text, paragraph.text])
            items[-1] = Item(text, last.lines + paragraph.lines, last.code)
        else:
            items.append(item([paragraph]))
    return items


def _prefixes(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    codes = [read_code(one.text[len(bullet_of(one.text)) :]) for one in paragraphs]
    return frozenset(code.prefix for code in codes if code and (code.prefix or len(code.key) > 1))
