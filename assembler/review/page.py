"""The page itself: one HTML file that opens without a network and may not use one."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from assembler.model import Morceau
from assembler.review.entrees import Entree, read_entrees
from assembler.review.pictures import Picture
from assembler.review.points import Point, read_balance, read_points
from assembler.review.sources import Reading

_AROUND, _BELOW = 2.0, 3.0
"""Points between a text and its frame: boxes of lines end above the descenders."""


@dataclass(frozen=True)
class Cadre:
    """The frame of an element over the picture of its page, in per cent of it. `adresse`: c and the
    rank of the element; a page on which it goes on has its own number behind it."""

    entree: Entree
    adresse: str
    left: float
    top: float
    width: float
    height: float

    def area(self) -> float:
        return self.width * self.height


@dataclass(frozen=True)
class Planche:
    """A page of the PDF: its picture and the frames of the elements that stand on it."""

    rank: int
    picture: Picture
    cadres: tuple[Cadre, ...]


def render_page(reading: Reading, pictures: Sequence[Picture]) -> str:
    """The review page, as HTML. `pictures`: the pages of the PDFs, in order."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("assembler.review", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["nombre"] = _nombre
    environment.filters["part"] = _part
    script, style = _own("page.js"), _own("page.css")
    entrees, retires = read_entrees(reading.referentiel, reading.extraction)
    planches = _planches((*entrees.values(), *retires), pictures)
    places = {
        cadre.entree.rank: planche
        for planche in planches
        for cadre in planche.cadres
        if cadre.adresse == f"c{cadre.entree.rank}"
    }
    points = read_points(reading.referentiel, reading.extraction, entrees, retires)
    return environment.get_template("page.html").render(
        # Our own files, of which neither holds a « </ »: a test sees to it.
        script=Markup(script),
        script_hash=_hash(script),
        style=Markup(style),
        referentiel=reading.referentiel,
        extraction=reading.extraction,
        titre=reading.referentiel.intitule or f"Référentiel lu dans {reading.pdfs[0].name}",
        entrees=entrees,
        retires=retires,
        planches=planches,
        places=places,
        points=[(point, _address(point, pictures, places)) for point in points],
        bilan=read_balance(reading.extraction),
    )


def _own(name: str) -> str:
    return files("assembler.review").joinpath(name).read_text("utf-8")


def _hash(script: str) -> str:
    """What the page's policy calls this script, the only one it lets run."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _planches(entrees: Sequence[Entree], pictures: Sequence[Picture]) -> tuple[Planche, ...]:
    cadres: dict[int, list[Cadre]] = {}
    for entree in entrees:
        for rank, adresse, part in _parts(entree, pictures):
            cadre = _cadre(entree, adresse, part, pictures[rank - 1])
            cadres.setdefault(rank, []).append(cadre)
    return tuple(
        # The largest first: a small frame inside a large one lies over it.
        Planche(rank, picture, tuple(sorted(cadres.get(rank, ()), key=Cadre.area, reverse=True)))
        for rank, picture in enumerate(pictures, 1)
    )


def _parts(entree: Entree, pictures: Sequence[Picture]) -> Iterator[tuple[int, str, Morceau]]:
    """Each page that the element stands on, by rank, the address of its frame there, and where."""
    place = entree.place
    if place is None or not (rank := _page_of(place.page, entree.filed or "", pictures)):
        return
    yield rank, f"c{entree.rank}", place
    pdf = pictures[rank - 1].pdf
    ranks = {picture.number: at for at, picture in enumerate(pictures, 1) if picture.pdf == pdf}
    for suite in place.suites:
        if suite.page in ranks:
            yield ranks[suite.page], f"c{entree.rank}-{suite.page}", suite


def _page_of(number: int, text: str, pictures: Sequence[Picture]) -> int | None:
    """The rank, from 1, of the page of that number; of several PDFs, the one that has the text."""
    ranks = [rank for rank, picture in enumerate(pictures, 1) if picture.number == number]
    return next((r for r in ranks if pictures[r - 1].begins(text)), ranks[0] if ranks else None)


def _address(
    point: Point, pictures: Sequence[Picture], places: Mapping[int, Planche]
) -> str | None:
    """Where the link of a point leads: the frame, else the page; None when neither is shown."""
    if point.entree and point.entree.rank in places:
        return f"#c{point.entree.rank}"
    rank = _page_of(point.page, point.texte, pictures) if point.page else None
    return f"#page-{rank}" if rank else None


def _cadre(entree: Entree, adresse: str, part: Morceau, picture: Picture) -> Cadre:
    x0, top, x1, bottom = part.boite
    return Cadre(
        entree,
        adresse,
        left=100 * (x0 - _AROUND - picture.left) / picture.width,
        top=100 * (top - picture.top) / picture.height,
        width=100 * (x1 - x0 + 2 * _AROUND) / picture.width,
        height=100 * (bottom - top + _BELOW) / picture.height,
    )


def _nombre(number: int) -> str:
    """12 345, with the narrow space of French."""
    return f"{number:,}".replace(",", "\u202f")


def _part(share: float) -> str:
    """« 98,7 % »; never 100 % for what is a little less, nor 0 % for what is a little more."""
    rounded = min(max(round(share, 1), 0.1), 99.9) if 0 < share < 100 else share
    return f"{rounded:.1f}".replace(".", ",").removesuffix(",0") + "\u00a0%"
