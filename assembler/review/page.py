"""The page itself: one HTML file that opens without a network and may not use one."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from assembler.review.entrees import Entree, read_entrees
from assembler.review.pictures import Picture
from assembler.review.points import read_balance, read_points
from assembler.review.sources import Reading


@dataclass(frozen=True)
class Cadre:
    """The frame of an element over the picture of its page, in per cent of it."""

    entree: Entree
    left: float
    top: float
    width: float
    height: float


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
    planches = tuple(_planches((*entrees.values(), *retires), pictures))
    return environment.get_template("page.html").render(
        # Our own files, of which neither holds a « </ »: a test sees to it.
        script=Markup(script),
        script_hash=_hash(script),
        style=Markup(style),
        referentiel=reading.referentiel,
        extraction=reading.extraction,
        titre=reading.referentiel.intitule or reading.pdfs[0].stem,
        entrees=entrees,
        planches=planches,
        places={c.entree.rank: p for p in planches for c in p.cadres},
        points=read_points(reading.referentiel, entrees, retires),
        bilan=read_balance(reading.extraction),
    )


def _own(name: str) -> str:
    return files("assembler.review").joinpath(name).read_text("utf-8")


def _hash(script: str) -> str:
    """What the page's policy calls this script, the only one it lets run."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _planches(entrees: Sequence[Entree], pictures: Sequence[Picture]) -> Iterator[Planche]:
    for rank, picture in enumerate(pictures, 1):
        cadres = (
            _cadre(entree, picture)
            for entree in entrees
            if entree.lu and entree.lu.page == picture.number
        )
        yield Planche(rank, picture, tuple(sorted(cadres, key=lambda c: -c.width * c.height)))


def _cadre(entree: Entree, picture: Picture) -> Cadre:
    assert entree.lu
    x0, top, x1, bottom = entree.lu.boite
    return Cadre(
        entree,
        left=100 * (x0 - picture.left) / picture.width,
        top=100 * (top - picture.top) / picture.height,
        width=100 * (x1 - x0) / picture.width,
        height=100 * (bottom - top) / picture.height,
    )


def _nombre(number: int) -> str:
    """12 345, with the narrow space of French."""
    return f"{number:,}".replace(",", "\u202f")


def _part(share: float) -> str:
    """« 98,7 % »; never 100 % for what is a little less, nor 0 % for what is a little more."""
    rounded = min(max(round(share, 1), 0.1), 99.9) if 0 < share < 100 else share
    return f"{rounded:.1f}".replace(".", ",").removesuffix(",0") + "\u00a0%"
