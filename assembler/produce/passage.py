"""From one référentiel of a dossier to the next: what changed, and which document shows it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assembler.compare import Changement, Version, compare, in_words
from assembler.documents import FAMILLES, Document
from assembler.documents.contexte import duree_epreuve
from assembler.documents.typographie import INSECABLE
from assembler.model import Dossier, Epreuve, Referentiel
from assembler.model.certification import NomFamille
from assembler.produce.freshness import freshness
from assembler.produce.ledger import Origin
from assembler.produce.traces import MATRICES, Reader, Traces, marked, trace

_TYPOGRAPHY = "typographie ou ordre des éléments du référentiel"
"""What a comparison counts for no change, and yet a document shows."""


@dataclass(frozen=True)
class Passage:
    """From one référentiel of a dossier to the next: what changed, and who shows it."""

    ancien: Dossier
    nouveau: Dossier
    changes: tuple["_Change", ...]
    traces: dict[tuple[bool, NomFamille], dict[str, Traces]] = field(default_factory=dict)
    """(whether of the old référentiel, family) → document → what it shows."""
    structures: dict[tuple[bool, NomFamille], dict[str, str]] = field(default_factory=dict)
    """The same → document → what is equal for those that differ in nothing but texts."""
    keys: dict[tuple[str, str, str | None], dict[str, str]] = field(default_factory=dict)
    """(family, template, logo) → document → its freshness key, from the old référentiel."""

    @classmethod
    def of(cls, ancien: Referentiel, nouveau: Dossier) -> "Passage":
        """From a référentiel to that of the dossier."""
        differences = compare(ancien, nouveau.referentiel).differences
        changes = (_Change.of(one, ancien, nouveau.referentiel) for one in differences)
        return cls(replace(nouveau, referentiel=ancien), nouveau, tuple(changes))

    def named(self, document: Document) -> tuple[str, ...]:
        """The changes that the document shows, in words, the same one once: of what it shows, or
        else of what is put together otherwise there."""
        before, now = self._shown(document, old=True), self._shown(document, old=False)
        shown = [one for one in self.changes if one.shown_in(before, now)]
        if shown or self._structure(document, old=True) == self._structure(document, old=False):
            return _counted(shown)
        moved = [one for one in self.changes if one.structural]
        seen = [one for one in moved if one.of_a_kind_in(before | now)]
        near = [one for one in seen if one.near(before | now)]
        return _counted(near or seen or moved)

    def unnamed(self, document: Document) -> str:
        """What a comparison has no name for."""
        matrices = MATRICES in self._shown(document, old=True) | self._shown(document, old=False)
        if matrices and self.ancien.referentiel.matrices != self.nouveau.referentiel.matrices:
            return "matrices changées"
        return _TYPOGRAPHY

    def key(self, document: Document, made: Origin) -> str | None:
        """The freshness key of the document, made from the old référentiel and the rest of now,
        with the template and logo it was made with; None when nothing is planned there."""
        place = document.famille, made.modele, made.logo
        if place not in self.keys:
            self.keys[place] = {
                str(old.chemin): freshness(old.contexte, made.modele, made.logo).cle
                for old in FAMILLES[document.famille].plan(self.ancien)
            }
        return self.keys[place].get(str(document.chemin))

    def _shown(self, document: Document, *, old: bool) -> Traces:
        place = old, document.famille
        if place not in self.traces:
            reader, same = Reader(), dict[Traces, Traces]()
            # Thousands of booklets show the same: kept once.
            self.traces[place] = {
                str(one.chemin): same.setdefault(found, found)
                for one in self._marked(document.famille, old=old)
                for found in [reader.traces(one.contexte)]
            }
        return self.traces[place].get(str(document.chemin), frozenset())

    def _structure(self, document: Document, *, old: bool) -> str | None:
        place = old, document.famille
        if place not in self.structures:
            self.structures[place] = {
                str(one.chemin): freshness(one.contexte, "", None).cle
                for one in self._marked(document.famille, old=old)
            }
        return self.structures[place].get(str(document.chemin))

    def _marked(self, famille: NomFamille, *, old: bool) -> Iterator[Document]:
        """The documents of a family, marks in place of the texts."""
        dossier = self.ancien if old else self.nouveau
        yield from FAMILLES[famille].plan(replace(dossier, referentiel=marked(dossier.referentiel)))


def _counted(changes: Sequence["_Change"]) -> tuple[str, ...]:
    said = Counter(words for change in changes for words in change.words)
    return tuple(
        f"{words} ({number} fois)" if number > 1 else words for words, number in said.items()
    )


@dataclass(frozen=True)
class _Change:
    """A change in words, and what a document must show, in the old or in the new référentiel, for
    the change to be one of its own: all the traces of one set."""

    words: tuple[str, ...]
    old: tuple[Traces, ...]
    new: tuple[Traces, ...]
    structural: bool
    """Whether items came, went, moved or took another number."""
    critere: bool
    """Whether it is a criterion's."""
    blocs: Traces
    """The blocs it happened in, by the trace of their titles."""

    @classmethod
    def of(cls, change: Changement, ancien: Referentiel, nouveau: Referentiel) -> "_Change":
        """What `compare` names, in words and traces."""
        return cls(
            tuple(_words(change, ancien, nouveau)),
            tuple(_needed(change, change.ancien)),
            tuple(_needed(change, change.nouveau)),
            change.nature != "reformule" or len(change.natures) > 1,
            change.objet == "critere",
            frozenset(
                trace("/".join(version.chemin.split("/")[:2]))
                for version in (change.ancien, change.nouveau)
                if version
            ),
        )

    def shown_in(self, before: Traces, now: Traces) -> bool:
        """Whether a document that showed this, and shows that, is another one by the change."""
        return any(one <= before for one in self.old) or any(one <= now for one in self.new)

    def of_a_kind_in(self, shown: Traces) -> bool:
        """Whether it can count for a document that shows this: a criterion can't where none is,
        while competences also tell which épreuve belongs to which bloc."""
        return not self.critere or any("/criteres/" in one for one in shown)

    def near(self, shown: Traces) -> bool:
        """Whether a document that shows this shows the bloc it happened in."""
        return not self.blocs.isdisjoint(shown)


_FIELDS = {
    "taches", "indicateurs", "non_evaluee", "complements", "durees", "minutes", "preparation",
    "formes", "livrables",
}  # fmt: skip
"""What a document shows apart from an item's own wording."""

_LINKS = {"epreuves": "epreuves", "activites": "{bloc}/activites"}
"""What a competence is tied to → where items of that kind stand."""


def _needed(change: Changement, version: Version | None) -> Iterator[Traces]:
    """What shows the change in one of the référentiels: of a competence tied to another épreuve,
    itself beside that épreuve."""
    if version is None:
        return
    details = {detail.champ: detail for detail in change.details}
    for champ in details.keys() & _FIELDS:
        yield frozenset({trace(version.chemin, champ)})
    elsewhere = details.keys() - _FIELDS - _LINKS.keys()
    if change.mots or not details or elsewhere or "renumerote" in change.natures:
        yield frozenset({trace(version.chemin)})
        return
    bloc = version.chemin.partition("/competences/")[0]
    for champ in details.keys() & _LINKS.keys():
        place, detail = _LINKS[champ].format(bloc=bloc), details[champ]
        for code in detail.retires if version is change.ancien else detail.ajoutes:
            yield frozenset({trace(version.chemin), trace(f"{place}/{code}")})


def _words(change: Changement, ancien: Referentiel, nouveau: Referentiel) -> Iterator[str]:
    """« critère ajouté à C2.3 »; of a duration, what it was and what it is."""
    if change.objet == "epreuve" and change.ancien and change.nouveau:
        before = ancien.epreuve(change.ancien.code or "")
        now = nouveau.epreuve(change.nouveau.code or "")
        old, new = duree_epreuve(before), duree_epreuve(now)
        if old and new and old != new:
            yield f"durée de {before.code}{INSECABLE}: {old} → {new}"
            if change.natures == ("reformule",) and _only_longer(before, now):
                return
    yield in_words(change)


def _only_longer(before: Epreuve, now: Epreuve) -> bool:
    """Whether an épreuve says the same but for its durations."""
    if len(before.durees) != len(now.durees):
        return False
    text = longer = "\n".join(before.description)
    for old, new in zip(before.durees, now.durees, strict=True):
        longer = longer.replace(old.texte, new.texte)
    same = {"description": now.description, "durees": now.durees}
    return "\n".join(now.description) in (text, longer) and before.model_copy(update=same) == now
