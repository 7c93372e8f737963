"""The grids of a session: one for each candidate and bloc still to pass, or for each juror, too.

They hold the candidate's number and name, nothing else of the list (Vademecum 2023, page 56).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assembler.documents.famille import Document
from assembler.documents.grille_contexte import (
    GrilleContexte,
    JureGrille,
    SeanceGrille,
)
from assembler.documents.noms import NomsUniques, nom_sur
from assembler.documents.session import (
    Calendrier,
    JureContexte,
    PrevueContexte,
    a_passer,
    nom_complet,
)
from assembler.model import Candidat, Dossier, SessionDossier


@dataclass(frozen=True)
class GrilleVierge:
    """A blank grid, and how it is named."""

    nom: str
    titre: str
    objet: str
    epreuve: str
    contexte: GrilleContexte


@dataclass(frozen=True)
class _Tenue:
    """Who holds a grid and signs it: a whole jury, or one juror of it."""

    jures: tuple[JureGrille, ...] = ()
    """Empty where session.yaml does not tell: then there are blank rows."""
    seul: str = ""
    """The id of the juror whose own grid it is."""


def plan_session(
    dossier: Dossier, session: SessionDossier, vierges: Sequence[GrilleVierge], modele: Path
) -> Iterator[Document]:
    """The grids of a session, candidate after candidate in the list's order."""
    racine = PurePosixPath("sessions") / nom_sur(session.id) / "grilles"
    noms = {vierge.nom: NomsUniques() for vierge in vierges}
    atelier = _Atelier(dossier, session)
    for candidat in session.candidats.candidats:
        for vierge, tenue in atelier.a_tenir(candidat, vierges):
            nom = noms[vierge.nom].nouveau(atelier.nom(candidat, tenue), f"rang-{candidat.rang}")
            jure = f", juré {tenue.seul}" if tenue.seul else ""
            yield Document(
                famille="grille",
                chemin=racine / vierge.nom / f"{nom}.docx",
                modele=modele,
                contexte=atelier.contexte(vierge, candidat, tenue),
                objet=f"{vierge.objet}, candidat {candidat.numero} (rang {candidat.rang}){jure}",
                titre=vierge.titre,
                passage=candidat.passage,
            )


def nombre_par_candidat(dossier: Dossier, vierges: Sequence[GrilleVierge]) -> int:
    """How many grids the sessions have, none of them made. Costs a reading of each list."""
    return sum(
        1
        for session in dossier.sessions
        for atelier in [_Atelier(dossier, session)]
        for candidat in session.candidats.candidats
        for _ in atelier.a_tenir(candidat, vierges)
    )


class _Atelier:
    """Makes the grids of a session: what they share is made once."""

    def __init__(self, dossier: Dossier, session: SessionDossier) -> None:
        self._certification = dossier.certification
        self._referentiel = dossier.referentiel
        self._session = session.session
        self._calendrier = Calendrier(session.session, dossier.referentiel)
        self._seances: dict[str, SeanceGrille] = {}
        self._tenues: dict[str, tuple[_Tenue, ...]] = {}

    def a_tenir(
        self, candidat: Candidat, vierges: Sequence[GrilleVierge]
    ) -> Iterator[tuple[GrilleVierge, _Tenue]]:
        """The grids to be held for a candidate: those of the blocs still to pass."""
        blocs = a_passer(candidat, self._referentiel)
        tenues = self._tenues_de(candidat.jury)
        for vierge in vierges:
            if vierge.contexte.bloc.code in blocs:
                for tenue in tenues:
                    yield vierge, tenue

    def nom(self, candidat: Candidat, tenue: _Tenue) -> str:
        """The stem of a file name, by the school's pattern; without the name on anonymous ones."""
        anonyme = self._certification.anonyme
        nom = self._certification.grilles.fichier.format(
            numero=candidat.numero,
            nom="" if anonyme else candidat.nom,
            prenom="" if anonyme else candidat.prenom,
            groupe=candidat.groupe or "",
            campus=candidat.campus or "",
            jury=candidat.jury or "",
        )
        return nom_sur(f"{nom}-{tenue.seul}" if tenue.seul else nom)

    def contexte(self, vierge: GrilleVierge, candidat: Candidat, tenue: _Tenue) -> GrilleContexte:
        anonyme = self._certification.anonyme
        return vierge.contexte.avec(
            candidat=vierge.contexte.candidat.avec(
                numero=candidat.numero,
                nom="" if anonyme else nom_complet(None, candidat.prenom, candidat.nom),
            ),
            seance=self._seance(vierge.epreuve, candidat),
            jure=tenue.jures[0].nom if tenue.seul else "",
            jures=tenue.jures or vierge.contexte.jures,
        )

    def _seance(self, epreuve: str, candidat: Candidat) -> SeanceGrille:
        """When the jury sees him: at his hour of the list, where the épreuve goes by it."""
        if epreuve not in self._seances:
            self._seances[epreuve] = SeanceGrille.vierge().avec(
                session=self._session.intitule,
                date=_quand(self._calendrier.prevue(epreuve)),
                lieu=self._calendrier.prevue(epreuve).lieu,
            )
        seance = self._seances[epreuve]
        if epreuve != self._calendrier.a_son_heure or candidat.passage is None:
            return seance
        return seance.avec(date=_quand(self._calendrier.prevue_pour(epreuve, candidat)))

    def _tenues_de(self, code: str | None) -> tuple[_Tenue, ...]:
        """Who holds the grids of the candidates of a jury; of the only jury where none is named."""
        seul = self._session.jurys[0].code if len(self._session.jurys) == 1 else ""
        code = code or seul
        if code not in self._tenues:
            self._tenues[code] = tuple(self._tenues_du_jury(code))
        return self._tenues[code]

    def _tenues_du_jury(self, code: str) -> Iterator[_Tenue]:
        jury = next((jury for jury in self._session.jurys if jury.code == code), None)
        membres = sorted(jury.membres, key=lambda m: m != jury.president) if jury else []
        jures = {
            membre: _jure(membre, JureContexte.of(self._session.jure(membre), jury))
            for membre in membres
            if jury
        }
        if self._certification.grilles.par == "juré" and jures:
            for membre, jure in jures.items():
                yield _Tenue((jure,), membre)
        else:
            yield _Tenue(tuple(jures.values()))


def _quand(prevue: PrevueContexte) -> str:
    return " à ".join(filter(None, (prevue.date, prevue.heure)))


def _jure(identifiant: str, jure: JureContexte) -> JureGrille:
    return JureGrille.vierge(identifiant, jure.fonction).avec(
        nom=jure.nom_complet, qualite=jure.qualite, externe=jure.externe
    )
