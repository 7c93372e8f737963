"""Several competences in one cell, told apart by code, by bullet, or by their infinitives."""

import re
from collections.abc import Sequence

from assembler.extract import Paragraph
from assembler.extract.wording import bullet_of
from assembler.normalise.items import Coding, Item, item, split_coded

_INFINITIVE = re.compile(r"(?:S['’]\s?|Se\s)?[A-ZÀ-Ü]?[a-zà-ÿ]+(?:er|ir|re|oir)\b")


def begins_with_infinitive(text: str) -> bool:
    """Does the text begin with a capitalised infinitive (« Analyser », « S'assurer »)?"""
    return text[:1].isupper() and bool(_INFINITIVE.match(text))


def split_competences(paragraphs: Sequence[Paragraph], coding: Coding) -> list[Item]:
    """The competences of a cell. Paragraphs that begin none belong to the one before them."""
    groups = split_coded(paragraphs, coding)
    if any(code for code, _ in groups):
        if groups[0][0] is None and len(groups) > 1:
            # What stands above the first code introduces it.
            (_, head), (code, first), *others = groups
            groups = [(code, [*first, *head]), *others]
        return [item(group, code) for code, group in groups]
    return [item(group) for group in _uncoded(paragraphs)]


def _uncoded(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    bulleted = [p for p in paragraphs if bullet_of(p.text)]
    announced = bool(bulleted) and not bullet_of(paragraphs[0].text)
    if announced and begins_with_infinitive(paragraphs[0].text):
        # « Concevoir un plan : - … - … » is one competence with its details.
        return [list(paragraphs)]
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        bare = paragraph.text[len(bullet_of(paragraph.text)) :]
        begins = bool(bullet_of(paragraph.text)) or (not bulleted and begins_with_infinitive(bare))
        if begins or not groups:
            groups.append([paragraph])
        else:
            groups[-1].append(paragraph)
    return groups
