"""One FICHE of the export, as a model. Element names are those of flux 4.1, and of the older ones
(v2, v3) where they differ."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assembler.model.certification import (
    Certificateur,
    Certification,
    Correspondance,
    VoieAcces,
    VoiesAcces,
)
from assembler.model.element import parse_date
from assembler.model.opendata.fiche import (
    BlocEnregistre,
    CompetenceEnregistree,
    FicheEnregistree,
    SourceFiche,
)
from assembler.model.opendata.listes import enonces, paragraphes

if TYPE_CHECKING:
    import datetime

    from lxml.etree import _Element

VOIES: Mapping[str, str] = {
    "formation_initiale": "FI",
    "apprentissage": "CA",
    "formation_continue": "FC",
    "contrat_professionnalisation": "CQ",
    "candidature_individuelle": "CL",
    "vae": "VAE",
}
"""Key of `voies_acces` → suffix of SI_JURY."""


def read_fiche(fiche: "_Element", source: SourceFiche) -> FicheEnregistree:
    """A FICHE element as a model; what can't be taken over stands in `non_lu`."""
    dates = {key: _Lu(name, text_of(fiche, name)) for key, name in _DATES.items()}
    niveau = _Lu("NIVEAU", text_of(fiche, "NOMENCLATURE_EUROPE/NIVEAU"))
    duree = _Lu("DUREE_ENREGISTREMENT", text_of(fiche, "DUREE_ENREGISTREMENT"))
    lus = {key: lu.date() for key, lu in dates.items()}
    certification = Certification(
        intitule=text_of(fiche, "INTITULE") or "",
        type="RS" if (text_of(fiche, "NUMERO_FICHE") or "").startswith("RS") else "RNCP",
        abrege=text_of(fiche, "ABREGE/CODE"),
        code=text_of(fiche, "NUMERO_FICHE"),
        niveau=niveau.number(3, 8),
        # The export gives the level as that of the European framework: the two are one scale.
        niveau_cec=niveau.number(1, 8),
        nsf=_texts(fiche, "CODES_NSF/NSF/CODE"),
        formacodes=_texts(fiche, "FORMACODES/FORMACODE/CODE"),
        rome=_texts(fiche, "CODES_ROME/ROME/CODE"),
        certificateurs=tuple(_certificateurs(fiche)),
        duree_enregistrement=duree.number(1, 99),
        objectifs_contexte=_paragraphs(fiche, "OBJECTIFS_CONTEXTE"),
        secteurs=_paragraphs(fiche, "SECTEURS_ACTIVITE"),
        emplois=_paragraphs(fiche, "TYPE_EMPLOI_ACCESSIBLES"),
        reglementation=_paragraphs(fiche, "REGLEMENTATIONS_ACTIVITES"),
        prerequis_entree=_paragraphs(fiche, "PREREQUIS_ENTREE_FORMATION"),
        prerequis_validation=_paragraphs(fiche, "PREREQUIS_VALIDATION_CERTIFICATION"),
        voies_acces=VoiesAcces(**{key: _voie(fiche, sigle) for key, sigle in VOIES.items()}),
        correspondances=tuple(_correspondances(fiche)),
        **lus,
    )
    return FicheEnregistree(
        source=source,
        actif=(text_of(fiche, "ACTIF") or "Oui").lower() in ("oui", "active", "actif"),
        etat=text_of(fiche, "ETAT_FICHE"),
        type_enregistrement=text_of(fiche, "TYPE_ENREGISTREMENT"),
        remplacee_par=_others(fiche, "NOUVELLE"),
        remplace=_others(fiche, "ANCIENNE"),
        certification=certification,
        blocs=tuple(_blocs(fiche, certification.intitule)),
        non_lu=tuple(
            f"{lu.nom} : {lu.texte}"
            for lu, taken in [
                *((dates[key], lus[key]) for key in dates),
                (niveau, certification.niveau or niveau.texte == "AUCUN"),
                (duree, certification.duree_enregistrement),
            ]
            if lu.texte and not taken
        ),
    )


def text_of(element: "_Element", path: str) -> str | None:
    """The text of a child, None when it is absent or empty."""
    return (element.findtext(path) or "").strip() or None


_DATES: Mapping[str, str] = {
    "date_decision": "DATE_DECISION",
    "date_effet": "DATE_EFFET",
    "date_fin_enregistrement": "DATE_FIN_ENREGISTREMENT",
    "date_limite_delivrance": "DATE_LIMITE_DELIVRANCE",
}


@dataclass(frozen=True)
class _Lu:
    """A value as the export writes it."""

    nom: str
    texte: str | None

    def date(self) -> "datetime.date | None":
        try:
            return parse_date(self.texte) if self.texte else None
        except ValueError:
            return None

    def number(self, least: int, most: int) -> int | None:
        """« NIV6 », « 5 »."""
        found = re.fullmatch(r"(?:NIV\w*\s*)?(\d{1,2})", self.texte or "", re.IGNORECASE)
        value = int(found[1]) if found else 0
        return value if least <= value <= most else None


def _texts(element: "_Element", path: str) -> tuple[str, ...]:
    texts = ((child.text or "").strip() for child in element.iterfind(path))
    return tuple(dict.fromkeys(text for text in texts if text))


def _paragraphs(element: "_Element", path: str) -> str | None:
    return "\n".join(paragraphes(text_of(element, path) or "")) or None


def _certificateurs(fiche: "_Element") -> Iterator[Certificateur]:
    for child in fiche.iterfind("CERTIFICATEURS/CERTIFICATEUR"):
        nom = text_of(child, "NOM_CERTIFICATEUR")
        if nom and text_of(child, "ETAT_CERTIFICATEUR") != "Inactif":
            yield Certificateur(
                nom=nom,
                siret=text_of(child, "SIRET_CERTIFICATEUR"),
                nom_commercial=text_of(child, "NOM_COMMERCIAL"),
                site=text_of(child, "SITE_INTERNET"),
            )


def _voie(fiche: "_Element", sigle: str) -> VoieAcces | None:
    jury = fiche.find(f"SI_JURY_{sigle}")
    if jury is None:
        return None
    # Older: <SI_JURY_FI>Oui</SI_JURY_FI><JURY_FI>composition</JURY_FI>
    ouverte = text_of(jury, "ACTIF") or (jury.text or "").strip()
    composition = text_of(jury, "COMPOSITION") or text_of(fiche, f"JURY_{sigle}")
    return VoieAcces(
        ouverte=ouverte.lower() == "oui",
        jury="\n".join(paragraphes(composition)) if composition else None,
    )


def _others(fiche: "_Element", which: str) -> tuple[str, ...]:
    """The fiches after or before this one; older: the number stands in the element itself."""
    group = f"{which}S_CERTIFICATIONS/{which}_CERTIFICATION"
    return (
        _texts(fiche, f"{group}/ID_FICHE_{which}_CERTIFICATION")
        or _texts(fiche, group)
        or _texts(fiche, f"{which}_CERTIFICATION")
    )


def _correspondances(fiche: "_Element") -> Iterator[Correspondance]:
    """One for each other certification: total where no bloc of this one is named, else bloc by
    bloc. The export gives its number, not its title."""
    others: dict[str, list[str]] = {}
    for child in fiche.iterfind("CORRESPONDANCES/CORRESPONDANCE"):
        if code := text_of(child, "DESTINATION/NUMERO_FICHE"):
            lines = others.setdefault(code, [])
            here = _texts(child, "SOURCE/BLOC_COMPETENCES/CODE")
            there = _texts(child, "DESTINATION/BLOC_COMPETENCES/CODE")
            if here or there:
                left = " + ".join(here) or "la certification"
                lines.append(f"{left} → {' + '.join(there) or code}")
            else:
                lines.append("")
    for code, lines in others.items():
        yield Correspondance(
            code=code,
            intitule=code,
            nature="totale" if "" in lines else "partielle",
            texte="\n".join(filter(None, lines)) or None,
        )


def _blocs(fiche: "_Element", intitule: str) -> Iterator[BlocEnregistre]:
    """The blocs; where there is none (RS, old fiches), the whole as one."""
    children = fiche.findall("BLOCS_COMPETENCES/BLOC_COMPETENCES")
    for child in children:
        yield BlocEnregistre(
            code=text_of(child, "CODE"),
            intitule=text_of(child, "LIBELLE") or "",
            competences=_competences(child, "LISTE_COMPETENCES"),
            modalites=paragraphes(text_of(child, "MODALITES_EVALUATION") or ""),
        )
    if not children:
        yield BlocEnregistre(
            intitule=intitule,
            competences=_competences(fiche, "CAPACITES_ATTESTEES"),
            modalites=paragraphes(text_of(fiche, "MODALITES_EVALUATION") or ""),
        )


def _competences(element: "_Element", path: str) -> tuple[CompetenceEnregistree, ...]:
    return tuple(
        CompetenceEnregistree(code=e.code or None, texte=e.texte, groupe=e.groupe)
        for e in enonces(text_of(element, path) or "")
    )
