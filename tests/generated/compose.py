"""A random référentiel in a layout: the document to print, and the facts a reader gets from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from random import Random

from tests.generated import words
from tests.generated.labels import Labels
from tests.generated.layout import OFFICIAL, SYNONYMS, Column, Layout
from tests.generated.model import (
    Activite,
    Bloc,
    Competence,
    Epreuve,
    Referentiel,
    random_referentiel,
)
from tests.generated.paper import (
    HEADING_FILL,
    Block,
    Cell,
    Document,
    Para,
    Prose,
    Row,
    Table,
    Title,
    Turn,
)
from tests.generated.score import Fact, Facts, in_order, joined, tidy, tidy_code

WIDTHS: dict[str, float] = {
    "bloc": 16, "activite": 19, "numero": 6, "competence": 26, "modalite": 27, "critere": 29,
    "indicateur": 22, "savoir": 16, "niveau": 4, "oral": 24, "conditions": 24,
    "numero_critere": 9,
}  # fmt: skip
ACCESS = (
    ("Voie d’accès à la certification", "Oui", "Non", "Composition des jurys"),
    ("Après un parcours de formation", "X", "", "Trois membres, dont deux professionnels"),
    ("En contrat d’apprentissage", "X", "", "Trois membres, dont deux professionnels"),
    ("Par candidature individuelle", "", "X", ""),
    ("Par expérience", "X", "", "Deux membres qualifiés, dont un président"),
)
PRIVATE_TICKS = ("\uf400", "\uf401")
BAND_FILL, ROW_FILL = "#BFD3C1", "#F2F2F2"


@dataclass(frozen=True)
class Composed:
    """The documents of a case (mostly one) and what they say together."""

    documents: tuple[Document, ...]
    truth: Facts


def compose(seed: int, layout: Layout) -> Composed:
    """The same seed and layout give the same documents and facts."""
    rng = Random(f"{seed} {layout!r}")
    referentiel = random_referentiel(rng, layout.shape)
    if layout.look.glyphs == "raised":
        referentiel = _with_exponents(referentiel)
    page = _Composer(rng, layout, referentiel)
    if not layout.split_files:
        return Composed((page.document(),), frozenset(page.facts()))
    first = replace(page, layout=replace(layout, columns=("activite", "competence")))
    second = replace(page, layout=replace(layout, columns=("competence", "modalite", "critere")))
    return Composed((first.document(), second.document()), frozenset(page.facts()))


def _with_exponents(referentiel: Referentiel) -> Referentiel:
    """The référentiel with an exponent in each criterion."""
    blocs = tuple(
        replace(bloc, competences=tuple(
            replace(c, criteres=tuple(f"{one} sur 12 m2 en 2e année" for one in c.criteres))
            for c in bloc.competences))
        for bloc in referentiel.blocs
    )  # fmt: skip
    return replace(referentiel, blocs=blocs)


@dataclass(frozen=True)
class _Composer:
    rng: Random
    layout: Layout
    referentiel: Referentiel

    @property
    def labels(self) -> Labels:
        return Labels(self.layout, self.referentiel)

    # --- what a reader gets -------------------------------------------------------------------

    def facts(self) -> Iterator[Fact]:
        layout = self.layout
        listes = [[c.texte for c in bloc.competences] for bloc in self.referentiel.blocs]
        for liste in [[*chain(*listes)]] if layout.bloc == "none" else listes:
            yield from in_order("comp", liste)
        for b, bloc in enumerate(self.referentiel.blocs):
            titre = tidy(self.labels.intitule(b)) if layout.bloc != "none" else ""
            yield "bloc", titre
            if option := self.labels.option(b):
                yield "option", titre, option
            if "activite" in layout.columns:
                for activite in bloc.activites:
                    yield "act", titre, tidy(activite.intitule)
            epreuves = [e for e in bloc.epreuves for _ in range(e.competences)]
            oraux = [e for e in bloc.oraux for _ in range(e.competences)]
            for c, competence in enumerate(bloc.competences):
                texte = tidy(competence.texte)
                yield "comp", titre, texte
                if "modalite" in layout.columns:
                    yield "ep", texte, joined(epreuves[c].lignes)
                if "oral" in layout.columns and not self._absent(bloc, oraux[c]):
                    yield "ep", texte, joined(oraux[c].lignes)
                if code := self.labels.competence(b, c).strip():
                    yield "code", texte, tidy_code(code)
                if "critere" in layout.columns:
                    for critere in competence.criteres:
                        yield "crit", texte, tidy(critere)
                    yield from in_order("crit", competence.criteres)
                    if competence.mention:
                        yield "non", texte
        if layout.matrix != "none":
            for intitule, modules in self.referentiel.croix:
                yield ("mat", tidy(intitule), *map(tidy, modules))

    # --- the pages ----------------------------------------------------------------------------

    def document(self) -> Document:
        return Document(tuple(self._blocks()), self.layout.look)

    def _blocks(self) -> Iterator[Block]:
        layout, blocs = self.layout, self.referentiel.blocs
        yield Title("Dossier de certification – référentiels")
        yield Prose(
            "Le présent document est remis aux candidats avant leur entrée en formation. "
            "Il décrit ce qui est attendu d’eux et la manière dont ils sont évalués."
        )
        yield from self._extra(before=True)
        if layout.other_tables:
            yield _grid(
                ("Version", "Date", "Objet de la mise à jour"),
                ("1", "12/01/2024", "Première diffusion"),
                ("2", "03/02/2026", "Relecture par le comité pédagogique"),
            )
        if not (layout.per_bloc or layout.bloc == "title"):
            rows = [row for b, bloc in enumerate(blocs) for row in self._bloc_rows(b, bloc)]
            yield self._table(rows)
        else:
            for b, bloc in enumerate(blocs):
                if layout.turn_between and b:
                    yield Turn(landscape=layout.look.landscape == (b % 2 == 0))
                if layout.bloc == "title":
                    yield Title(self.labels.bloc(b), page_after=layout.title_alone)
                yield self._table(list(self._bloc_rows(b, bloc)))
        yield from self._extra(before=False)
        if layout.matrix != "none":
            yield Title("Modules nécessaires à chaque activité")
            yield self._matrix()
        if layout.other_tables:
            yield Title("Liste des sigles")
            yield _grid(
                ("Sigle", "Signification"),
                ("ERP", "Établissement recevant du public"),
                ("VAE", "Validation des acquis de l’expérience"),
            )
        yield Prose("Document mis à jour chaque année par le comité pédagogique.")

    def _extra(self, *, before: bool) -> Iterator[Block]:
        """Tables that say the référentiel again, or that are none."""
        for kind in self.layout.extra:
            if kind == "recap" and before == (self.rng.random() < 0.5):
                continue
            if kind == "recap":
                yield Title("Récapitulatif des épreuves")
                yield _grid(("Bloc", "Épreuve", "Compétences évaluées", "Durée"), *self._recap())
            elif kind == "access" and before:
                yield Title("Voies d’accès à la certification")
                yield _grid(*ACCESS)
            elif kind == "synthesis" and before:
                yield Title("Vue synthétique")
                yield _grid(("Blocs", "Activités", "Compétences"), *self._synthesis())

    def _recap(self) -> Iterator[tuple[str, ...]]:
        for b, bloc in enumerate(self.referentiel.blocs):
            at = 0
            for epreuve in bloc.epreuves:
                codes = [tidy_code(self.labels.competence(b, at + c)).upper()
                         for c in range(epreuve.competences)]  # fmt: skip
                at += epreuve.competences
                named = f"{codes[0]} à {codes[-1]}" if len(codes) > 2 else ", ".join(codes)
                yield self.labels.bloc(b), epreuve.lignes[0], named, "2 heures"

    def _synthesis(self) -> Iterator[tuple[str, ...]]:
        for b, bloc in enumerate(self.referentiel.blocs):
            c = 0
            for a, activite in enumerate(bloc.activites):
                for _ in range(activite.competences):
                    yield (self.labels.bloc(b), self.labels.activity(b, a, activite),
                           self.labels.competence(b, c) + bloc.competences[c].texte)  # fmt: skip
                    c += 1

    def _table(self, rows: list[Row]) -> Table:
        heading = list(self._heading())
        if self.layout.headings == "by-hand":
            middle = self._boundary(rows)
            rows = [*rows[:middle], *heading, *rows[middle:]]
        return Table(
            tuple(self._widths()),
            (*heading, *rows),
            header=len(heading),
            repeat=self.layout.headings == "each",
        )

    def _boundary(self, rows: Sequence[Row]) -> int:
        """A row near the middle that no cell runs into."""
        open_until, found = 0, 0
        for r, row in enumerate(rows):
            if r and open_until <= r and abs(r - len(rows) / 2) < abs(found - len(rows) / 2):
                found = r
            open_until = max([open_until, *(r + cell.rows for cell in row)])
        return found

    def _widths(self) -> Iterator[float]:
        for column in self.layout.columns:
            many = len(self.layout.level_names) if column == "niveau" else 1
            yield from [WIDTHS[column]] * many

    # --- headings -----------------------------------------------------------------------------

    def _heading(self) -> Iterator[Row]:
        layout = self.layout
        rng = Random(f"{self.referentiel.blocs[0].intitule} {layout.columns}")
        names = {column: self._name(column, rng) for column in layout.columns}
        grouped = self._evaluation_is_together() and layout.levels > 1
        second = (
            grouped
            or not {"oral", "conditions"}.isdisjoint(layout.columns)
            or bool(layout.level_names and layout.level_group)
        )
        if layout.levels == 3:
            width = sum(1 for _ in self._widths())
            whole = "Référentiel d'activités, de compétences et d’évaluation"
            yield (head((whole,), cols=width),)
        upper: list[Cell] = []
        lower: list[Cell] = []
        for column in layout.columns:
            if column == "niveau":
                levels = [
                    head((name,), rotated=layout.level_rotated) for name in layout.level_names
                ]
                if layout.level_group:
                    upper.append(head((layout.level_group,), cols=len(levels)))
                    lower += levels
                else:
                    upper += [replace(one, rows=2 if second else 1) for one in levels]
            elif layout.one_heading and column == "numero":
                upper.append(head(names["competence"], rows=2 if second else 1, cols=2))
            elif layout.one_heading and column == "competence":
                continue
            elif "conditions" in layout.columns and column in ("modalite", "conditions"):
                if column == "modalite":
                    upper.append(head(("Modalités d'évaluation",), cols=2))
                lower.append(head(("Type d’épreuve",) if column == "modalite" else names[column]))
            elif "oral" in layout.columns and column in ("modalite", "oral"):
                if column == "modalite":
                    upper.append(head(("Modalités d'évaluation",), cols=2))
                lower.append(head(("Écrit",) if column == "modalite" else ("Oral",)))
            elif grouped and column in ("modalite", "critere"):
                if not lower or not any(cell.cols == 2 for cell in upper):
                    upper.append(head(OFFICIAL["evaluation"], cols=2))
                lower.append(head(names[column]))
            else:
                upper.append(head(names[column], rows=2 if second else 1))
        yield tuple(upper)
        if second:
            yield tuple(lower)

    def _name(self, column: Column, rng: Random) -> tuple[str, ...]:
        if title := dict(self.layout.titles).get(column):
            return (title,)
        if self.layout.official and column in OFFICIAL:
            return OFFICIAL[column]
        return (rng.choice(SYNONYMS[column]),)

    def _evaluation_is_together(self) -> bool:
        columns = self.layout.columns
        if not {"modalite", "critere"} <= set(columns):
            return False
        return abs(columns.index("modalite") - columns.index("critere")) == 1

    # --- rows ---------------------------------------------------------------------------------

    def _bloc_rows(self, b: int, bloc: Bloc) -> Iterator[Row]:
        option = self.labels.option(b)
        if self.layout.option == "row" and option != (self.labels.option(b - 1) if b else None):
            width = sum(1 for _ in self._widths())
            yield (Cell((Para(f"OPTION {option}", bold=True),), cols=width, fill=ROW_FILL),)
        if self.layout.bloc == "band":
            width = sum(1 for _ in self._widths())
            band = Para(self.labels.bloc(b), bold=True)
            yield (Cell((band,), cols=width, fill=BAND_FILL),)
        heights = self._heights(bloc)
        columns = [list(self._column(column, b, bloc, heights)) for column in self.layout.columns]
        at = [dict(_starts(cells)) for column in columns for cells in column]
        rows = [tuple(starts[row] for starts in at if row in starts) for row in range(sum(heights))]
        if self.layout.band_again and (middle := self._boundary(rows)):
            width = sum(1 for _ in self._widths())
            again = Para(f"{self.labels.bloc(b)} (suite)", bold=True)
            rows.insert(middle, (Cell((again,), cols=width, fill=BAND_FILL),))
        yield from rows
        if self.layout.closing != "none" and (b == len(self.referentiel.blocs) - 1 or b % 2):
            yield self._closing()

    def _closing(self) -> Row:
        """The row of an assessment of everything, as the columns of the layout allow it."""
        columns = self.layout.columns
        labels = [c for c in columns if c in ("bloc", "activite", "numero", "competence")]
        rng = Random(f"closing {self.referentiel.blocs[0].intitule}")
        name = Para(rng.choice(words.FINALES), bold=True)
        text = Para(rng.choice(words.CONSIGNES))
        if self.layout.closing == "row":
            return (Cell((name, text), cols=len(columns)),)
        merged = [Cell((name,), cols=len(labels))]
        if self.layout.closing == "competence":
            merged = [Cell((name,)) if label == "competence" else Cell() for label in labels]
        return (*merged, Cell((text,)), Cell((Para(words.critere(rng), bullet="•"),)))

    def _heights(self, bloc: Bloc) -> list[int]:
        """How many rows each competence has (0: it stands in the row of the one before)."""
        if self.layout.rows == "critere":
            return [max(1, len(competence.criteres)) for competence in bloc.competences]
        if self.layout.rows == "activite":
            return [n for a in bloc.activites for n in (1, *[0] * (a.competences - 1))]
        return [1] * len(bloc.competences)

    def _column(
        self, column: Column, b: int, bloc: Bloc, heights: Sequence[int]
    ) -> Iterator[list[Cell]]:
        """The cells of a column of the layout, for each column of the table it takes."""
        competences = list(enumerate(bloc.competences))
        if column == "bloc":
            yield self._label([Para(self.labels.bloc(b), bold=True)], sum(heights))
        elif column == "activite" and self.layout.bloc == "cell":
            paras = [Para(self.labels.bloc(b), bold=True)]
            paras += [Para(a.intitule, bullet=self.layout.bullet) for a in bloc.activites]
            yield self._label(paras, sum(heights))
        elif column == "activite":
            yield self._spread(
                [(self._activity(b, a, activite), activite.competences)
                 for a, activite in enumerate(bloc.activites)], heights)  # fmt: skip
        elif column in ("modalite", "conditions"):
            yield self._spread(
                [(self._part(column, one.lignes), one.competences) for one in bloc.epreuves],
                heights,
            )
        elif column == "numero_critere":
            yield [
                Cell((Para(self.labels.critere(b, c, k).rstrip(" :")),))
                for c, competence in competences
                for k in range(max(1, len(competence.criteres)))
            ]
        elif column == "numero":
            codes = [Para(self.labels.competence(b, c).strip()) for c, _ in competences]
            yield [Cell((code,), rows=n) for code, n in zip(codes, heights, strict=True)]
        elif column == "oral":
            yield self._spread(
                [(self._oral(bloc, one), one.competences) for one in bloc.oraux], heights
            )
        elif column == "competence":
            yield list(self._competences(b, bloc, heights))
        elif column == "critere":
            yield list(self._criteres(b, bloc, heights))
        elif column == "niveau":
            mark = self.layout.level_mark
            rng = Random(f"ticks {b} {bloc.intitule}")
            for _ in self.layout.level_names:
                if mark == "private":
                    signs = [Para(rng.choice(PRIVATE_TICKS)) for _ in heights]
                    yield [Cell((one,), rows=n, rotated=True)
                           for one, n in zip(signs, heights, strict=True) if n]  # fmt: skip
                    continue
                box = Cell((Para(mark),) if mark == "☐" else (), tick=mark == "drawn")
                yield [replace(box, rows=n) for n in heights if n]
        else:
            rng = Random(f"{b} {column} {bloc.intitule}")
            make = words.critere if column == "indicateur" else _savoir
            yield [
                Cell(tuple(Para(make(rng), bullet=self.layout.bullet) for _ in range(2)), rows=n)
                for n in heights if n
            ]  # fmt: skip

    def _activity(self, b: int, a: int, activite: Activite) -> list[Para]:
        paras = [Para(self.labels.activity(b, a, activite), bold=bool(activite.taches))]
        return paras + [Para(tache, bullet=self.layout.bullet) for tache in activite.taches]

    def _epreuve(self, lignes: Sequence[str]) -> list[Para]:
        bullet = self.layout.bullet or "-"
        return [
            Para(ligne[2:], bullet=bullet) if ligne.startswith("• ")
            else Para(ligne, bold=n == 0, before=3.0 if n else 0.0)
            for n, ligne in enumerate(lignes)
        ]  # fmt: skip

    def _part(self, column: Column, lignes: Sequence[str]) -> list[Para]:
        """The épreuve; or its title, and what else is said of it in a column beside."""
        if "conditions" not in self.layout.columns:
            return self._epreuve(lignes)
        return self._epreuve(lignes[:1] if column == "modalite" else lignes)[
            0 if column == "modalite" else 1 :
        ]

    def _oral(self, bloc: Bloc, oral: Epreuve) -> list[Para]:
        if self._absent(bloc, oral):
            return [Para(Random(oral.lignes[0]).choice(("–", "Sans objet", "Néant")))]
        return self._epreuve(oral.lignes)

    def _absent(self, bloc: Bloc, oral: Epreuve) -> bool:
        return self.layout.absent and bloc.oraux.index(oral) % 2 == 0

    def _spread(
        self, parts: Sequence[tuple[list[Para], int]], heights: Sequence[int]
    ) -> list[Cell]:
        """Labels that each cover some competences."""
        cells: list[Cell] = []
        at = 0
        for paras, count in parts:
            rows = sum(heights[at : at + count])
            at += count
            cells += self._label(paras, rows)
        return cells

    def _label(self, paras: list[Para], rows: int) -> list[Cell]:
        cell = Cell(tuple(paras), middle=self.layout.middle)
        if self.layout.merged == "merged":
            return [replace(cell, rows=rows)]
        if self.layout.merged == "repeated":
            return [cell] * rows
        return [cell, *[Cell()] * (rows - 1)]

    def _competences(self, b: int, bloc: Bloc, heights: Sequence[int]) -> Iterator[Cell]:
        fills = self._fills()
        for c, n in enumerate(heights):
            if not n:
                continue
            together = [c, *_followers(heights, c)]
            paras = tuple(self._competence(b, i, bloc.competences[i]) for i in together)
            yield Cell((replace(paras[0], before=0.0), *paras[1:]), rows=n, fill=next(fills))

    def _competence(self, b: int, c: int, competence: Competence) -> Para:
        code = "" if "numero" in self.layout.columns else self.labels.competence(b, c)
        return Para(code + competence.texte, bullet=self.layout.competence_bullet, before=4.0)

    def _criteres(self, b: int, bloc: Bloc, heights: Sequence[int]) -> Iterator[Cell]:
        for c, n in enumerate(heights):
            if not n:
                continue
            paras = [
                para
                for i in (c, *_followers(heights, c))
                for para in self._criteres_of(b, i, bloc.competences[i])
            ]
            if self.layout.rows == "critere":
                yield from (Cell((para,)) for para in paras)
            else:
                yield Cell(tuple(paras), rows=n)

    def _criteres_of(self, b: int, c: int, competence: Competence) -> list[Para]:
        if competence.mention:
            return [Para(competence.mention)]
        kind = self.layout.criteria
        if kind in ("headed", "under-codes"):
            return list(self._under_heads(b, c, competence))
        if kind == "deeper":
            rng = Random(f"deeper {competence.texte}")
            paras = [Para(one, bullet=self.layout.bullet) for one in competence.criteres]
            deep = [Para(words.critere(rng), bullet=self.layout.bullet, level=1) for _ in range(2)]
            return paras + deep
        if kind == "numbered":
            return [Para(f"{k}. {one}") for k, one in enumerate(competence.criteres, 1)]
        alone = self.layout.rows == "critere" and not self.layout.criteria_codes
        bullet = "" if alone or self.layout.criteria_codes else self.layout.bullet
        apart = "numero_critere" in self.layout.columns
        return [
            Para(
                critere if apart else self.labels.critere(b, c, k) + critere,
                bullet=bullet,
                before=0.0 if bullet else 4.0,
            )
            for k, critere in enumerate(competence.criteres)
        ]

    def _under_heads(self, b: int, c: int, competence: Competence) -> Iterator[Para]:
        """Criteria in bold above their indicators, or under the code of their competence."""
        bullet = self.layout.bullet
        if self.layout.criteria == "under-codes":
            yield Para(self.labels.competence(b, c).strip(" .–-:") + " :", bold=True, before=4.0)
            yield from (Para(one, bullet=bullet) for one in competence.criteres)
            return
        rng = Random(f"headed {competence.texte}")
        for critere in competence.criteres:
            yield Para(critere, bold=True, before=4.0)
            yield from (Para(words.critere(rng), bullet=bullet) for _ in range(rng.randint(1, 2)))

    def _fills(self) -> Iterator[str | None]:
        while True:
            yield None
            yield ROW_FILL if self.layout.shaded else None

    # --- the matrix ---------------------------------------------------------------------------

    def _matrix(self) -> Table:
        modules = self.referentiel.modules
        rotated = self.layout.matrix == "rotated"
        heading = (Cell(), *(head((module,), rotated=rotated) for module in modules))
        rows = tuple(
            (
                Cell((Para(intitule),)),
                *(Cell((Para("X"),) if module in ticked else ()) for module in modules),
            )
            for intitule, ticked in self.referentiel.croix
        )
        widths = (30.0, *[5.0 if rotated else 10.0] * len(modules))
        return Table(widths, (heading, *rows), header=1)


def _followers(heights: Sequence[int], c: int) -> list[int]:
    """The competences that stand in the row of competence `c`."""
    found = []
    for i in range(c + 1, len(heights)):
        if heights[i]:
            break
        found.append(i)
    return found


def _starts(cells: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    row = 0
    for cell in cells:
        yield row, cell
        row += cell.rows


def head(lines: Sequence[str], *, rows: int = 1, cols: int = 1, rotated: bool = False) -> Cell:
    """A cell of a heading."""
    paras = tuple(Para(line, bold=n == 0) for n, line in enumerate(lines))
    return Cell(paras, rows=rows, cols=cols, fill=HEADING_FILL, rotated=rotated)


def _grid(*rows: tuple[str, ...]) -> Table:
    """A table of plain texts."""
    cells = tuple(tuple(Cell((Para(text),)) for text in row) for row in rows)
    return Table((10.0,) * len(rows[0]), cells, header=0)


def _savoir(rng: Random) -> str:
    return rng.choice(words.SAVOIRS)
