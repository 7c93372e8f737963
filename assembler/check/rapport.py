"""The report: findings, the état of each rule, coverage of the themes, how competences are written.

`model_dump(mode="json")` is the contract of `assembler check --format json`.
"""

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assembler.check.regles import Etat, Gravite
from assembler.check.vue import Profil
from assembler.model.certification import Theme


class _Partie(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Constat(_Partie):
    """A rule broken at a place. `extrait`: the paragraphs of the document that hold the words, or
    else the first one of that place. `derogation`: why the school waives the rule, when it does."""

    regle: str
    gravite: Gravite
    objet: str
    bloc: str | None
    page: int | None
    mots: tuple[str, ...]
    extrait: str | None
    message: str
    source: str
    derogation: str | None = None


class Rappel(_Partie):
    """A place to look at, or the reason why a rule was not checked."""

    objet: str
    bloc: str | None
    page: int | None
    mots: tuple[str, ...]
    message: str


class Bilan(_Partie):
    """How the référentiel stands to a rule. `rappels`: why it can't be told, or does not apply.
    `citation`: the source's own words."""

    regle: str
    gravite: Gravite
    enonce: str
    source: str
    citation: str | None
    faire: str
    etat: Etat
    constats: int
    rappels: tuple[Rappel, ...]
    derogation: str | None = None


class Mention(_Partie):
    """An activity or competence that speaks of a theme, and the words that do."""

    objet: str
    mots: tuple[str, ...]


class Case(_Partie):
    """What speaks of a theme in a bloc."""

    bloc: str
    theme: Theme
    mentions: tuple[Mention, ...]


class Redaction(_Partie):
    """How the competences of a bloc are written: how many of them, and how many begin with an
    infinitive, say why, say how."""

    bloc: str
    competences: int
    infinitif: int
    finalite: int
    moyen: int


class Rapport(_Partie):
    """What `check` found. `date_depot`: the date that decides which law applies, when given."""

    profil: Profil
    type: Literal["RNCP", "RS"]
    intitule: str | None
    version: str | None
    date_depot: datetime.date | None
    constats: tuple[Constat, ...]
    regles: tuple[Bilan, ...]
    couverture: tuple[Case, ...]
    themes_sans_objet: dict[Theme, str]
    redaction: tuple[Redaction, ...]

    @property
    def bloquants(self) -> tuple[Constat, ...]:
        """Broken rules of law and doctrine that nobody waived."""
        return tuple(
            c
            for c in self.constats
            if c.gravite in {Gravite.LOI, Gravite.DOCTRINE} and c.derogation is None
        )
