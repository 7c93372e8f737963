"""Lists in the texts of the export, whose structure survives as runs of spaces, bullets and codes.

The HTML was stripped before the export: a line break is a run of two spaces or more, a bullet
« - », « * » or « o ». A run of spaces also stands where a PDF was pasted, in the middle of a
sentence: what follows in lower case, without a mark, goes on with the sentence. Words broken by a
space (« éc onomique ») are left: nothing tells which spaces are wrong.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

_BREAK = re.compile(r"[\s\xa0]{2,}|[\r\n]")
_BULLET = re.compile(r"(?P<bullet>[-–—•·*▪►➢✓]|o(?=\s))\s*(?=\S)")
_CODE = re.compile(
    r"(?P<code>[A-Z]{1,3}\.?\s?\d{1,2}(?:\.?[A-Z]?\.?\d{1,2})*(?=\s*[.:)–-])"  # C.1. A5.C1. C1 :
    r"|[A-Z]\d{1,2}\.?[A-Z]\d{1,2}(?=\s)|C\d{1,2}(?:\.\d{1,2})*(?=\s)"  # A4C1 C1 C1.1
    r"|\d{1,2}(?:\.\d{1,2})+(?=[\s.:)–-])|\d{1,2}(?=\s?[.:)–-]\s?\D))"  # 1.1.1 1. 1 :
    r"\s*[.:)–-]*\s*"
)


@dataclass(frozen=True)
class Enonce:
    """One item of a list: the code and the bullet before it (empty: none), its words.

    `groupe`: the heading it stands under (« 1.1 Recueillir le besoin »), where the list has one.
    """

    code: str
    puce: str
    texte: str
    groupe: str | None = None

    @property
    def marque(self) -> bool:
        """Whether something printed tells that an item begins here."""
        return bool(self.code or self.puce)


def paragraphes(texte: str) -> tuple[str, ...]:
    """The lines of a text, bullets as « • »."""
    return tuple(("• " if e.puce else "") + _whole(e) for e in _lines(texte))


def enonces(texte: str) -> tuple[Enonce, ...]:
    """The single competences of a list.

    An introduction (« … sera capable de : ») and a numbered item that has numbered children are
    headings of what follows them; a second level of bullets belongs to the item above it.
    """
    lines = list(_one_level(_lines(texte)))
    if sum(bool(line.code) for line in lines) > 1:
        lines = list(_one_code_each(lines))
    return tuple(_under_headings(lines)) if lines else ()


def _lines(texte: str) -> list[Enonce]:
    lines: list[Enonce] = []
    for piece in _pieces(texte):
        line = _read(piece)
        goes_on = not line.marque and line.texte[0].islower() and not _small_letters(lines)
        if lines and goes_on:
            lines[-1] = _joined(lines[-1], line.texte)
        else:
            lines.append(line)
    return lines


def _small_letters(lines: Sequence[Enonce]) -> bool:
    """Whether this list writes its items without capitals: then none goes on with another."""
    return bool(lines) and not lines[0].marque and lines[0].texte[0].islower()


def _pieces(texte: str) -> Iterator[str]:
    """What stands between two breaks; a mark that stands alone goes with what follows it."""
    mark = ""
    for raw in _BREAK.split(texte.strip()):
        piece = f"{mark} {raw.strip()}".strip()
        mark = ""
        if not piece:
            continue
        if piece in "-–—•·*▪►➢✓o" or _CODE.fullmatch(piece.lstrip("-–—•·* ") + " "):
            mark = piece
        else:
            yield piece
    if mark:
        yield mark


def _read(piece: str) -> Enonce:
    bullet = _BULLET.match(piece)
    rest = piece[bullet.end() :] if bullet else piece
    code = _CODE.match(rest)
    if code and code.end() == len(rest):
        code = None
    return Enonce(
        code=code["code"] if code else "",
        puce=bullet["bullet"] if bullet else "",
        texte=rest[code.end() :] if code else rest,
    )


def _one_level(lines: Iterable[Enonce]) -> Iterator[Enonce]:
    """Second bullets (« o » under « - ») put back into the item they detail."""
    first = ""
    above: Enonce | None = None
    for line in lines:
        first = first or line.puce
        if above and line.puce and line.puce != first and not line.code:
            above = _joined(above, f"{line.puce} {line.texte}")
            continue
        if above:
            yield above
        above = line
    if above:
        yield above


def _one_code_each(lines: Sequence[Enonce]) -> Iterator[Enonce]:
    """In a list whose items have codes, a line without one goes on with the item above it, unless
    it is a heading: right before a code, and no sentence."""
    above: Enonce | None = None
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        heading = below is not None and bool(below.code) and not line.texte.endswith((".", ";"))
        if above and not line.code and not heading:
            above = _joined(above, f"{line.puce} {line.texte}".strip())
            continue
        if above:
            yield above
        above = line
    if above:
        yield above


def _under_headings(lines: Sequence[Enonce]) -> Iterator[Enonce]:
    coded = sum(bool(line.code) for line in lines) > 1
    groupe: str | None = None
    parent: Enonce | None = None
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        if parent and _is_child(line, parent):
            parent = _joined(parent, f"{line.code} {line.texte}")
            continue
        if parent:
            yield replace(parent, groupe=groupe)
            parent = None
        if below is not None and _is_child(below, line):
            if line.texte.endswith(":"):
                parent = line  # its children end its sentence: none says anything alone
            else:
                groupe = _whole(line)
        elif below is not None and _heads(line, below, coded=coded):
            groupe = _whole(line)
        else:
            yield replace(line, groupe=groupe)
    if parent:
        yield replace(parent, groupe=groupe)


def _heads(line: Enonce, below: Enonce, *, coded: bool) -> bool:
    if line.marque or not below.marque:
        return False
    return line.texte.endswith(":") or (coded and bool(below.code))


def _is_child(line: Enonce, parent: Enonce) -> bool:
    return bool(parent.code) and line.code.startswith(f"{parent.code}.")


def _joined(line: Enonce, more: str) -> Enonce:
    return replace(line, texte=f"{line.texte} {more}")


def _whole(line: Enonce) -> str:
    return f"{line.code} {line.texte}" if line.code else line.texte
