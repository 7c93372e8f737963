"""Why a document is out of date, in the words of the change: « critère ajouté à C2.3 ».

What a document was made from is not kept, only the référentiel it was made from and a hash of the
rest. So it is planned again from that référentiel: if that gives what it was made from, what
changed in the référentiel is the whole reason; if not, something else changed too.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assembler.compare import Changement, Version, compare, in_words
from assembler.documents import FAMILLES, Document
from assembler.documents.contexte import duree_epreuve
from assembler.documents.typographie import INSECABLE
from assembler.model import Dossier, Epreuve, Referentiel
from assembler.model.certification import NomFamille
from assembler.produce.freshness import freshness
from assembler.produce.ledger import Ledger, Origin
from assembler.produce.traces import MATRICES, Reader, Traces, marked, trace
from assembler.produce.verdict import Raison

_TYPOGRAPHY = "typographie ou ordre des éléments du référentiel"
"""What a comparison counts for no change, and yet a document shows."""


@dataclass(frozen=True)
class Motifs:
    """The reasons of the documents of a run."""

    dossier: Dossier
    ledger: Ledger
    referentiel: str
    """The name of the dossier's own référentiel in the ledger."""
    passages: dict[str, "_Passage | None"] = field(default_factory=dict)

    def of(self, document: Document, made: Origin, wanted: Origin) -> tuple[str, ...]:
        """Why what was made from the one is not what would be made from the other."""
        said = []
        if made.modele != wanted.modele:
            said.append(Raison.MODELE.value)
        if made.referentiel and made.logo != wanted.logo:
            said.append(Raison.LOGO.value)
        if freshness(document.contexte, made.modele, made.logo).cle != made.cle:
            said += self._data(document, made)
        return tuple(said)

    def news(self, document: Document, made: Origin) -> tuple[str, ...]:
        """What is new in the référentiel, of what the document shows, since it was made."""
        passage = self._passage(made)
        return passage.touching(document) if passage else ()

    def _data(self, document: Document, made: Origin) -> Iterator[str]:
        # A row of version 1 of the ledger, or the document itself, knows no référentiel, nor logo:
        # what a template was given can't be told from what the logo was.
        if made.referentiel is None:
            yield Raison.DONNEES.value
            return
        passage = self._passage(made)
        touching = passage.touching(document) if passage else ()
        yield from touching
        if passage is None or passage.key(document, made) != made.cle:
            yield _elsewhere(document)
        elif not touching:
            yield passage.unnamed(document)

    def _passage(self, made: Origin) -> "_Passage | None":
        """From the référentiel that a document was made from to today's; None when it is that."""
        sha256 = made.referentiel
        if sha256 is None or sha256 == self.referentiel:
            return None
        if sha256 not in self.passages:
            ancien = self.ledger.referentiel(sha256)
            self.passages[sha256] = _Passage.of(ancien, self.dossier) if ancien else None
        return self.passages[sha256]


def _elsewhere(document: Document) -> str:
    """What is left when the référentiel does not explain it all."""
    if document.chemin.parts[0] == "sessions":
        return "certification.yaml, session ou ligne du candidat changée"
    return "certification.yaml changé"


@dataclass(frozen=True)
class _Passage:
    """From one référentiel of a dossier to the next: what changed, and who shows it."""

    ancien: Dossier
    nouveau: Dossier
    changes: tuple["_Change", ...]
    traces: dict[tuple[bool, NomFamille], dict[str, Traces]] = field(default_factory=dict)
    """(whether of the old référentiel, family) → document → what it shows."""
    keys: dict[tuple[str, str, str | None], dict[str, str]] = field(default_factory=dict)
    """(family, template, logo) → document → its freshness key, from the old référentiel."""

    @classmethod
    def of(cls, ancien: Referentiel, nouveau: Dossier) -> "_Passage":
        """From a référentiel to that of the dossier."""
        differences = compare(ancien, nouveau.referentiel).differences
        changes = (_Change.of(one, ancien, nouveau.referentiel) for one in differences)
        return cls(replace(nouveau, referentiel=ancien), nouveau, tuple(changes))

    def touching(self, document: Document) -> tuple[str, ...]:
        """The changes of what the document shows, or showed, in words; the same one once."""
        before, now = self._shown(document, old=True), self._shown(document, old=False)
        said = Counter(
            words
            for change in self.changes
            if change.shown_in(before, now)
            for words in change.words
        )
        return tuple(
            f"{words} ({number} fois)" if number > 1 else words for words, number in said.items()
        )

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
            dossier = self.ancien if old else self.nouveau
            other = replace(dossier, referentiel=marked(dossier.referentiel))
            reader, same = Reader(), dict[Traces, Traces]()
            self.traces[place] = {}
            for one in FAMILLES[document.famille].plan(other):
                found = reader.traces(one.contexte)
                # Thousands of booklets show the same: kept once.
                self.traces[place][str(one.chemin)] = same.setdefault(found, found)
        return self.traces[place].get(str(document.chemin), frozenset())


@dataclass(frozen=True)
class _Change:
    """A change in words, and what a document must show, in the old or in the new référentiel, for
    the change to be one of its own: all the traces of one set."""

    words: tuple[str, ...]
    old: tuple[Traces, ...]
    new: tuple[Traces, ...]

    @classmethod
    def of(cls, change: Changement, ancien: Referentiel, nouveau: Referentiel) -> "_Change":
        """What `compare` names, in words and traces."""
        return cls(
            tuple(_words(change, ancien, nouveau)),
            tuple(_needed(change, change.ancien)),
            tuple(_needed(change, change.nouveau)),
        )

    def shown_in(self, before: Traces, now: Traces) -> bool:
        """Whether a document that showed this, and shows that, is another one by the change."""
        return any(one <= before for one in self.old) or any(one <= now for one in self.new)


_FIELDS = {
    "taches", "indicateurs", "non_evaluee", "complements", "durees", "preparation", "formes",
    "livrables",
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
