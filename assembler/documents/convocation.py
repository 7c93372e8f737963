"""Convocations: one for each candidate of a session, one for each juror."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    CertificationContexte,
    Contexte,
    EpreuveContexte,
    Estampille,
)
from assembler.documents.famille import Document, Famille, find_template, toujours
from assembler.documents.noms import NomsUniques, nom_sur
from assembler.documents.session import (
    Calendrier,
    Groupe,
    PrevueContexte,
    SessionContexte,
    a_passer,
    fonction,
    groupes,
    jury_contexte,
    nom_complet,
    nombre_candidats,
)
from assembler.model import (
    Candidat,
    Deliberation,
    Dossier,
    Jure,
    Session,
    SessionDossier,
)


class EpreuveConvocation(PrevueContexte):
    """An épreuve to come to."""

    titre: str = Field(description="Code et intitulé", examples=["E1 – Étude de cas"])
    duree: str = Field(description="Durée de l’épreuve", examples=["4 h"])
    preparation: str = Field(description="Temps de préparation", examples=["2 mois"])
    livrables: str = Field(description="Livrables attendus", examples=["rapport écrit"])


class DestinataireContexte(Contexte):
    """Whom the letter is for."""

    nom_complet: str = Field(description="Civilité, prénom et nom", examples=["Mme Claire Aubry"])
    numero: str = Field(description="Numéro du candidat, vide pour un juré", examples=["012"])
    qualite: str = Field(
        description="Qualité et organisme du juré, vide pour un candidat",
        examples=["Directrice technique, Atelier du Quai"],
    )


class JuryConvocation(Contexte):
    """A jury that a juror sits in."""

    libelle: str = Field(description="Code et intitulé du jury", examples=["J1 – Jury de Nantes"])
    fonction: str = Field(
        description="Place du juré : présidente, président ou membre", examples=["Présidente"]
    )
    horaires: tuple[str, ...] = Field(
        description="Jours et heures où des candidats passent devant ce jury",
        examples=[("15 juin 2026, de 9 h à 16 h 30",)],
    )
    candidats: str = Field(description="Nombre de candidats devant ce jury", examples=["8"])
    deliberation: str = Field(
        description="Date, heure et lieu de la délibération",
        examples=["19 juin 2026 à 17 h, Campus de Nantes"],
    )


class ConvocationContexte(Contexte):
    """What convocation.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    session: SessionContexte = Field(description="La session")
    pour_jure: bool = Field(description="Vrai si la convocation est celle d’un juré")
    destinataire: DestinataireContexte = Field(description="Le candidat ou le juré")
    attendu: bool = Field(
        description="Vrai si le destinataire doit venir : faux pour un candidat qui n’a plus de "
        "bloc à passer"
    )
    epreuves: tuple[EpreuveConvocation, ...] = Field(
        description="Épreuves du candidat ; pour un juré, celles de la session"
    )
    passage: str = Field(
        description="Date et heure de passage du candidat, quand aucune épreuve ne la montre",
        examples=["15 juin 2026 à 9 h 30"],
    )
    jurys: tuple[JuryConvocation, ...] = Field(description="Jurys où siège le juré")
    consignes: tuple[str, ...] = Field(
        description="Consignes de la session, ou celles du jury",
        examples=[("Présentez-vous un quart d’heure avant l’heure indiquée.",)],
    )
    rgpd: tuple[str, ...] = Field(
        description="Information sur les données personnelles",
        examples=[("Vos données servent à organiser la session.",)],
    )


def plan(dossier: Dossier) -> Iterator[Document]:
    """Of each session, one for each candidate in the list's order, then one for each juror."""
    for session in dossier.sessions:
        atelier = _Atelier(dossier, session)
        yield from atelier.candidats()
        yield from atelier.jures()


@dataclass(frozen=True)
class _Venue:
    """How many candidates come before a jury, and their own hours, in order."""

    nombre: int
    passages: Sequence[datetime.datetime]


class _Atelier:
    """Writes the convocations of a session."""

    def __init__(self, dossier: Dossier, session: SessionDossier) -> None:
        self._dossier = dossier
        self._session = session
        self._modele = find_template("convocation", dossier)
        self._dossier_session = PurePosixPath("sessions") / nom_sur(session.id)
        self._calendrier = Calendrier(session.session, dossier.referentiel)
        self._estampille = Estampille.of(dossier.referentiel)
        self._certification = CertificationContexte.of(dossier.certification)
        self._contexte_session = SessionContexte.of(session.session)
        livret = dossier.certification.livret
        self._consignes = typo.paragraphes(session.session.consignes or livret.convocation)
        self._rgpd = typo.paragraphes(livret.rgpd)
        self._epreuves: dict[frozenset[str], tuple[EpreuveConvocation, ...]] = {}

    def candidats(self) -> Iterator[Document]:
        noms = NomsUniques()
        for candidat in self._session.candidats.candidats:
            nom = nom_sur(f"{candidat.numero}-{candidat.nom}-{candidat.prenom}")
            nom = noms.nouveau(nom, f"rang-{candidat.rang}")
            yield Document(
                famille="convocation",
                chemin=self._dossier_session / "convocations" / f"{nom}.docx",
                modele=self._modele,
                contexte=self._pour_candidat(candidat),
                objet=f"convocation du candidat {candidat.numero} (rang {candidat.rang})",
                titre=f"Convocation – {self._dossier.certification.intitule}",
                passage=candidat.passage,
            )

    def _pour_candidat(self, candidat: Candidat) -> ConvocationContexte:
        blocs = a_passer(candidat, self._dossier.referentiel)
        passage = None if self._calendrier.a_son_heure else self._calendrier.passage(candidat)
        return ConvocationContexte(
            estampille=self._estampille,
            certification=self._certification,
            session=self._contexte_session,
            pour_jure=False,
            destinataire=DestinataireContexte(
                nom_complet=nom_complet(candidat.civilite, candidat.prenom, candidat.nom),
                numero=candidat.numero,
                qualite="",
            ),
            attendu=bool(blocs),
            epreuves=self._epreuves_de(blocs, candidat),
            passage=typo.instant(passage),
            jurys=(),
            consignes=self._consignes,
            rgpd=self._rgpd,
        )

    def _epreuves_de(
        self, blocs: frozenset[str], candidat: Candidat
    ) -> tuple[EpreuveConvocation, ...]:
        if blocs not in self._epreuves:
            self._epreuves[blocs] = self._calendrier_de(blocs)
        a_son_heure = self._calendrier.a_son_heure
        if a_son_heure is None:
            return self._epreuves[blocs]
        pour_lui = dict(self._calendrier.prevue_pour(a_son_heure, candidat))
        codes = [epreuve.code for epreuve, _ in self._calendrier.epreuves_de(blocs)]
        return tuple(
            epreuve.avec(**pour_lui) if code == a_son_heure else epreuve
            for code, epreuve in zip(codes, self._epreuves[blocs], strict=True)
        )

    def _calendrier_de(self, blocs: frozenset[str]) -> tuple[EpreuveConvocation, ...]:
        epreuves = []
        for epreuve, _ in self._calendrier.epreuves_de(blocs):
            contexte = EpreuveContexte.of(epreuve)
            epreuves.append(
                EpreuveConvocation(
                    titre=contexte.titre,
                    duree=contexte.duree,
                    preparation=contexte.preparation,
                    livrables=contexte.livrables,
                    **dict(self._calendrier.prevue(epreuve.code)),
                )
            )
        return tuple(epreuves)

    def jures(self) -> Iterator[Document]:
        session = self._session.session
        if not any(jury.membres for jury in session.jurys):
            return
        par_jury = {groupe.jury: self._venue(groupe) for groupe in groupes(self._session)}
        blocs = frozenset(bloc.code for bloc in self._dossier.referentiel.blocs)
        epreuves = self._calendrier_de(blocs)
        noms = NomsUniques()
        for jure in session.jures:
            jurys = tuple(_jurys(session, jure, par_jury))
            if not jurys:
                continue
            nom = noms.nouveau(nom_sur(f"{jure.nom}-{jure.prenom or ''}"), nom_sur(jure.id))
            yield Document(
                famille="convocation",
                chemin=self._dossier_session / "convocations-jury" / f"{nom}.docx",
                modele=self._modele,
                contexte=self._pour_jure(jure, jurys, epreuves),
                objet=f"convocation du juré {jure.id}",
                titre=f"Convocation du jury – {self._dossier.certification.intitule}",
            )

    def _venue(self, groupe: Groupe) -> _Venue:
        candidats = [c for c in groupe.candidats if a_passer(c, self._dossier.referentiel)]
        passages = filter(None, map(self._calendrier.passage, candidats))
        return _Venue(len(candidats), sorted(passages))

    def _pour_jure(
        self,
        jure: Jure,
        jurys: tuple[JuryConvocation, ...],
        epreuves: tuple[EpreuveConvocation, ...],
    ) -> ConvocationContexte:
        textes = self._dossier.certification.jury
        return ConvocationContexte(
            estampille=self._estampille,
            certification=self._certification,
            session=self._contexte_session,
            pour_jure=True,
            destinataire=DestinataireContexte(
                nom_complet=nom_complet(jure.civilite, jure.prenom, jure.nom),
                numero="",
                qualite=", ".join(filter(None, (jure.qualite, jure.organisme))),
            ),
            attendu=True,
            epreuves=epreuves,
            passage="",
            jurys=jurys,
            consignes=typo.paragraphes(textes.consignes),
            rgpd=typo.paragraphes(textes.rgpd),
        )


def _jurys(
    session: Session, jure: Jure, par_jury: Mapping[str, _Venue]
) -> Iterator[JuryConvocation]:
    for jury in session.jurys:
        if jure.id in jury.membres:
            venue = par_jury[jury.code]
            yield JuryConvocation(
                libelle=jury_contexte(session, jury.code).libelle,
                fonction=fonction(jure, jury),
                horaires=tuple(_horaires(venue.passages)),
                candidats=str(venue.nombre or ""),
                deliberation=deliberation(jury.deliberation, session.lieu),
            )


def _horaires(passages: Sequence[datetime.datetime]) -> Iterator[str]:
    """« 21 juin 2027, de 8 h 30 à 15 h », a line a day: the hours of the first and the last."""
    for jour in dict.fromkeys(passage.date() for passage in passages):
        heures = [passage.time() for passage in passages if passage.date() == jour]
        if heures[0] == heures[-1]:
            yield f"{typo.date_longue(jour)} à {typo.heure(heures[0])}"
        else:
            yield (
                f"{typo.date_longue(jour)}, de {typo.heure(heures[0])} à {typo.heure(heures[-1])}"
            )


def deliberation(prevue: Deliberation, lieu: str | None) -> str:
    """« 22 juin 2027 à 17 h, salle Charme »; empty while no date is known."""
    if prevue.date is None:
        return ""
    quand = typo.date_longue(prevue.date)
    if prevue.heure:
        quand = f"{quand} à {typo.heure(prevue.heure)}"
    return ", ".join(filter(None, (quand, prevue.lieu or lieu)))


def _nombre(dossier: Dossier) -> int:
    """All candidates, and the jurors who sit in a jury."""
    siegent = (
        {membre for jury in session.session.jurys for membre in jury.membres}
        for session in dossier.sessions
    )
    return sum(map(nombre_candidats, dossier.sessions)) + sum(map(len, siegent))


FAMILLE = Famille(
    nom="convocation",
    contexte=ConvocationContexte,
    plan=plan,
    nombre=_nombre,
    de_la_liste=toujours,
)
