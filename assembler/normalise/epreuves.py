"""The text of a modality cell, read: title, durations, preparation, forms, deliverables.

The description keeps the whole text; what is read out of it stands beside it.
"""

import re
from collections.abc import Iterator, Sequence

from assembler.extract import Paragraph
from assembler.extract.wording import bullet_of
from assembler.model import Duree, Epreuve, Forme
from assembler.normalise.codes import Code, read_code
from assembler.normalise.roles import plain

TITLE_LENGTH = 110
"""A title is not longer than this."""

_UNIT = r"(?:heures?|hrs?|h|minutes?|min|mn|jours?|semaines?|mois)"
_AMOUNT = re.compile(
    rf"(?P<n>\d+(?:[.,]\d+)?)\s*(?P<unit>{_UNIT})(?![a-zà-ÿ])\.?(?:\s*(?:et\s*)?(?P<more>\d{{1,2}})\s*(?:minutes?|min|mn)?(?!\d)(?!\s*(?:jours?|mois|semaines?)))?",
    re.IGNORECASE,
)
_PREPARATION = re.compile(
    rf"(?:temps|dur[ée]e|d[ée]lai) de pr[ée]paration[^\d]{{0,25}}"
    rf"(?P<what>\d[\d.,]*\s*{_UNIT}(?![a-zà-ÿ])(?:\s*\d{{1,2}}(?:\s*(?:min|mn)\w*)?)?)"
    rf"|pr[ée]paration\s*:\s*(?P<that>\d[\d.,]*\s*{_UNIT}(?![a-zà-ÿ]))",
    re.IGNORECASE,
)
_EXAM = r"\b(?:epreuve|examen|evaluation|test|qcm|quiz|questionnaire|soutenance|oral|jury)s?\b"
_FORMES: tuple[tuple[Forme, str], ...] = (
    (
        "écrit",
        r"\becrit|\brediger\b|\bredaction\b|(?<!par )\brapport\b|\bmemoire\b(?! vive| cache)|"
        r"\bqcm\b|\bquestionnaire",
    ),
    (
        "oral",
        # « Entretien technique », « de 20 minutes »; the « entretien » of a park is its upkeep.
        r"\boral|\bsoutenance|\bsoutient\b|\bpresentation orale|\bexpose\b|"
        r"\bentretien (?:avec|devant|de \d|technique|final|individuel|collectif|professionnel|oral|"
        r"d'explicitation|du jury)|\bentretien(?:$| ?[:(\n])",
    ),
    (
        "pratique",
        r"\bpratiques?\b|\bmises? en situation|\bpratique professionnelle|\btravaux pratiques",
    ),
    (
        "individuel",
        # « Une seule page », « une application autonome » say nothing of who works.
        r"\bindividuel|\bindividuellement|\ben autonomie\b|\bde (?:maniere|facon) autonome|"
        r"\b(?:candidat\w*(?:\.e)?|travaille)\b[^.;]{0,25}\bseule?\b|"
        r"\bseule?\b (?:ou|puis|face|devant)\b",
    ),
    (
        "collectif",
        r"\bcollecti(?:f|ve)s?\b|\bcollectivement|\ben groupe|\bgroupes? de|\ben equipe|\bbinome",
    ),
    (
        "distanciel",
        # An exam is held at a distance; a shop that is « en ligne » is what it is about.
        rf"{_EXAM}[^.;\n]{{0,40}}\b(?:a distance|en ligne)\b|"
        r"\bdistanciel|\bvisioconference|\bvisio\b",
    ),
)
_LIVRABLE = re.compile(
    r"^(?:livrables?(?:\s+attendus?)?|productions?\s+attendues?|documents?\s+attendus?|rendus?"
    r"|[ée]l[ée]ments?\s+(?:attendus?|demand[ée]s?))\s*:\s*(?P<what>.*)$",
    re.IGNORECASE,
)
_REDACTION = re.compile(
    r"^r[ée]daction\s+(?:d['’]\s?un[e]?|du|de la|de l['’]|des|de)\s*(?P<what>[^.,;:]{3,60})[.]?$",
    re.IGNORECASE,
)
_TITLE_WORDS = re.compile(
    r"etudes? de cas|mises? en situation|projet|soutenance|dossier|memoire|epreuve|entretien|"
    r"oral\b|ecrit\b|qcm|questionnaire|cas pratique|jeu de role|simulation|controle|rapport|"
    r"exercice|presentation|atelier|portfolio|business|certification|examen|evaluation|e\d"
)
_CONTINUES = re.compile(
    r"(?:temps|duree|delai|preparation|redaction|livrables?|rendus?|elements?|documents? "
    r"(?:attendus?|fournis?)|modalites?|conditions?|le jury|le candidat|la candidate|les candidats|"
    r"il |elle |ils |cette |ce )"
)


def read_epreuve(
    paragraphs: Sequence[Paragraph], code: str, duree: Sequence[Paragraph] = (), *, given: bool
) -> Epreuve:
    """The épreuve that a modality cell describes; `duree` stands in a column of its own.

    `given`: the code is ours, not printed.
    """
    lines = [_line(paragraph) for paragraph in paragraphs]
    if sum(line.startswith("• ") for line in lines) == 1:
        # A list of one is none: « ▪ Entretien technique » names the épreuve.
        lines[0] = lines[0].removeprefix("• ")
    printed = code_of(paragraphs)
    if printed is not None:
        lines[0] = printed.rest
        lines = [line for line in lines if line]
    title = _title(paragraphs, lines)
    description = lines[1:] if title else lines
    everything = [title, *description] if title else description
    preparation = _preparation(everything)
    return Epreuve(
        code=code,
        intitule=title,
        description=tuple(description),
        durees=(*_plain_durations(duree), *_durations(everything)),
        preparation=preparation,
        formes=tuple(_formes(everything)),
        livrables=tuple(_livrables(description)),
        code_attribue=given,
    )


def code_of(paragraphs: Sequence[Paragraph]) -> Code | None:
    """The code printed in front of an épreuve (« E1 – Étude de cas »), if any."""
    code = read_code(paragraphs[0].text) if paragraphs else None
    return code if code and code.prefix and code.prefix[0] in "EÉe" else None


def opens_epreuve(paragraphs: Sequence[Paragraph], others: Sequence[Sequence[Paragraph]]) -> bool:
    """Does a modality cell at the top of a page open an épreuve, or go on with the one before?

    `others`: the cells of the column that stand inside pages, which surely open one.
    """
    first = paragraphs[0]
    wording = plain(first.text)
    if _named_by_bullet(paragraphs) and any(_named_by_bullet(cell) for cell in others):
        return True
    if bullet_of(first.text) or first.text[:1].islower() or _CONTINUES.match(wording):
        return False
    openings = [cell[0] for cell in others if cell]
    if any(plain(one.text) == wording for one in openings) or code_of(paragraphs):
        return True
    if openings and all(one.bold for one in openings):
        return first.bold
    return bool(_TITLE_WORDS.match(wording)) or not openings


def _named_by_bullet(paragraphs: Sequence[Paragraph]) -> bool:
    """Is the cell a single line with a bullet in front? That is a name in a list of épreuves."""
    return len(paragraphs) == 1 and bool(bullet_of(paragraphs[0].text))


def _line(paragraph: Paragraph) -> str:
    bullet = bullet_of(paragraph.text)
    return f"• {paragraph.text[len(bullet) :]}" if bullet else paragraph.text


def _title(paragraphs: Sequence[Paragraph], lines: Sequence[str]) -> str | None:
    """The first line, when it is short, ends without a stop, and more stands under it."""
    if len(lines) < 2 or not lines[0] or lines[0].startswith("•"):
        return None
    first = lines[0]
    if len(first) > TITLE_LENGTH or re.search(r"[.,;]$", first) or first[:1].islower():
        return None
    if _CONTINUES.match(plain(first)) or re.match(
        r"(?:dans le cadre|a partir|apres|lors)", plain(first)
    ):
        return None
    return first


def _plain_durations(paragraphs: Sequence[Paragraph]) -> Iterator[Duree]:
    """What a column of durations says: nothing there needs to be told apart."""
    for paragraph in paragraphs:
        found = _AMOUNT.search(paragraph.text)
        minutes = _minutes(found, plain(found["unit"])) if found else None
        yield Duree(texte=paragraph.text, minutes=minutes)


def _durations(lines: Sequence[str]) -> Iterator[Duree]:
    """The durations of an épreuve; times of preparation are told apart."""
    for line in lines:
        wording = plain(line)
        if re.search(r"preparation", wording) and not re.search(r"duree|epreuve", wording):
            continue
        for match in _AMOUNT.finditer(line):
            unit = plain(match["unit"])
            if unit.startswith(("mois", "semaine", "jour")):
                continue
            if not re.search(rf"duree|{_NEAR}", plain(line[: match.end() + 20])):
                continue
            yield Duree(texte=_duration_text(line, match), minutes=_minutes(match, unit))


_NEAR = (
    r"epreuve|soutenance|oral|entretien|presentation|ecrit|questions?|echange|expose|jury|"
    r"mise en situation|etude de cas|individuel|collecti|:"
)


def _duration_text(line: str, match: re.Match[str]) -> str:
    """The words of the duration: « Durée épreuve : 4 heures », or the sentence's amount alone."""
    start = line.rfind(". ", 0, match.start()) + 2 if ". " in line[: match.start()] else 0
    words = line[start : match.end()].lstrip("• ").strip()
    return words if len(words) <= 60 else match.group().strip()


def _minutes(match: re.Match[str], unit: str) -> int:
    number = float(match["n"].replace(",", "."))
    if unit.startswith("h"):
        return round(number * 60) + int(match["more"] or 0)
    return round(number)


def _preparation(lines: Sequence[str]) -> str | None:
    for line in lines:
        if match := _PREPARATION.search(line):
            return (match["what"] or match["that"]).strip().rstrip(".")
    return None


def _formes(lines: Sequence[str]) -> list[Forme]:
    wording = "\n".join(map(plain, lines))
    return [forme for forme, words in _FORMES if re.search(words, wording)]


def _livrables(lines: Sequence[str]) -> list[str]:
    found: list[str] = []
    listing = False
    for line in lines:
        if listing and line.startswith("• "):
            found.append(line[2:].strip())
            continue
        listing = False
        if match := _LIVRABLE.match(line.lstrip("• ")):
            listing = not match["what"]
            if match["what"]:
                found.append(match["what"].strip().rstrip("."))
        elif match := _REDACTION.match(line.lstrip("• ")):
            found.append(match["what"].strip())
    return found
