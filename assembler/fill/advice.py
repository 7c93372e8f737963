"""Advice on a template that works: what will surprise its author sooner or later."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from assembler.fill.package import content_types
from assembler.fill.tags import Places, own_texts
from assembler.fill.wordml import R_RUN, P, W, parse_xml

_PRINTING: Final = re.compile(r"\{\{.*?\}\}")
_STYLES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_STYLE_USES: Final = (W + "pStyle", W + "rStyle", W + "tblStyle")
_REVISIONS: Final = (W + "ins", W + "del", W + "moveFrom", W + "moveTo")
_INVISIBLE: Final = (W + "lang", W + "noProof", W + "bCs", W + "iCs", W + "szCs", W + "rtl")
"""Properties of a run that don't change how French text looks."""


@dataclass(frozen=True)
class Advice:
    """Where in Word, what, and what to do."""

    place: str
    what: str
    todo: str


def advice_on(
    stories: Sequence[tuple[str, etree._Element]], parts: Mapping[str, bytes]
) -> Iterator[Advice]:
    """Advice on the parts an officer writes in (French name and tree) of a package."""
    known = _known_styles(dict(parts))
    for words, root in stories:
        places = Places(root, words)
        yield from _half_formatted(root, places)
        yield from _unknown_styles(root, places, known)
        yield from _revisions(root, places)


def _half_formatted(root: etree._Element, places: Places) -> Iterator[Advice]:
    """Tags of which a part only is bold, say: the value looks like the tag's first letter."""
    for paragraph in root.iter(P):
        texts = own_texts(paragraph)
        looks = [look for t in texts for look in [_look(t)] * len(t.text or "")]
        for match in _PRINTING.finditer("".join(t.text or "" for t in texts)):
            if len(set(looks[match.start() : match.end()])) > 1:
                yield Advice(
                    places.of(paragraph),
                    f"la balise « {match[0]} » change de mise en forme en son milieu : la valeur "
                    "n'en garde que le début",
                    "Sélectionnez la balise entière et donnez-lui une seule mise en forme.",
                )


def _look(text: etree._Element) -> bytes:
    """The formatting of the run a text stands in, comparable."""
    run = next(text.iterancestors(R_RUN), None)
    properties = run.find(W + "rPr") if run is not None else None
    if properties is None:
        return b""
    visible = [child for child in properties if child.tag not in _INVISIBLE]
    return b"".join(sorted(etree.tostring(child, method="c14n") for child in visible))


def _known_styles(parts: dict[str, bytes]) -> frozenset[str]:
    return frozenset(
        style.get(W + "styleId", "")
        for name, kind in content_types(parts).items()
        if kind == _STYLES_TYPE
        for style in parse_xml(parts[name]).iter(W + "style")
    )


def _unknown_styles(
    root: etree._Element, places: Places, known: frozenset[str]
) -> Iterator[Advice]:
    told: set[str] = set()
    for use in root.iter(*_STYLE_USES):
        style = use.get(W + "val", "")
        if style in known or style in told:
            continue
        told.add(style)
        paragraph = next(use.iterancestors(P), None)
        yield Advice(
            places.of(paragraph) if paragraph is not None else places.part,
            f"le style « {style} » n'existe pas dans le modèle : Word montre le style normal",
            "Choisissez un autre style dans Word.",
        )


def _revisions(root: etree._Element, places: Places) -> Iterator[Advice]:
    """Tracked changes: each document made would carry them."""
    change = next(root.iter(*_REVISIONS), None)
    if change is None:
        return
    paragraph = next(change.iterancestors(P), None)
    yield Advice(
        places.of(paragraph) if paragraph is not None else places.part,
        "le modèle contient des modifications suivies, que chaque document montrerait",
        "Dans Word, onglet Révision, acceptez ou refusez toutes les modifications.",
    )
