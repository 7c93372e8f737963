"""Rules on the process: most are promises a school keeps outside the référentiel, so a reminder."""

from collections.abc import Iterator

from assembler.check.mots import listed, speaks, words
from assembler.check.regles import (
    ARegarder,
    Besoin,
    Ecart,
    Etat,
    Gravite,
    Regle,
    Reponse,
    regle,
)
from assembler.check.vue import Lieu, Vue

_REMINDER = (Etat.NON_VERIFIABLE,)

_NOTICE = {
    "les données": r"\bdonnées?\b",
    "la finalité": r"\bfinalités?\b|\bpour (?:organiser|gérer|délivrer|suivre)|\bservent\b",
    "les droits": r"\bdroits?\b|\brectifi\w+|\baccéder\b|\baccès\b|\bcorriger\b",
    "les destinataires": r"\bdestinataires?\b|\btransmis\w*|\bFrance compétences\b",
    "la durée de conservation": r"\bconserv\w+|\bannées?\b|\bans\b",
    "le délégué à la protection des données": r"\bdélégué\w*|\bDPO\b",
}
"""What a notice on personal data says, and the words that tell it does."""


@regle(
    "RGD-01",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 56",
    enonce="Le jury ne voit que ce qui identifie le candidat et sert à l'évaluer : ni date de "
    "naissance, ni adresse, ni handicap, ni origine.",
    faire="Relisez vos modèles de grille et les papiers remis au jury.",
    regarde="« modeles » de certification.yaml : la grille est-elle la vôtre ?",
    inverifiable="toujours : une personne lit",
    propres=_REMINDER,
)
def jury_sees_little(vue: Vue) -> Iterator[Reponse]:
    own = vue.certification.modeles.get("grille") if vue.certification else None
    if own:
        yield ARegarder(f"La grille est la vôtre ({own}) : que montre-t-elle du candidat ?")
    else:
        yield ARegarder(
            "Les grilles du logiciel ne portent que le nom et le numéro ; voyez les autres papiers "
            "remis au jury."
        )


@regle(
    "RGD-02",
    Gravite.LOI,
    source="RGPD, articles 13 et 14 ; Vademecum 2023, p. 57",
    enonce="Candidats et jurés sont informés de l'usage de leurs données : finalité, droits, "
    "destinataires (dont France compétences), durée, délégué à la protection des données.",
    faire="Complétez « livret: rgpd » et « jury: rgpd » dans certification.yaml.",
    regarde="« livret: rgpd » et « jury: rgpd » de certification.yaml : les mots qui disent les "
    "données, la finalité, les droits, les destinataires, la durée et le délégué.",
    inverifiable="l'un des deux textes manque, ou ne semble pas tout dire",
    besoins=(Besoin.CERTIFICATION,),
    propres=(Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def people_are_told_of_their_data(vue: Vue) -> Iterator[Reponse]:
    if vue.certification is None:
        return
    for name, notice in (
        ("livret", vue.certification.livret.rgpd),
        ("jury", vue.certification.jury.rgpd),
    ):
        if not notice:
            yield ARegarder(f"Rien n'en est dit (« {name}: rgpd »).", Lieu(name))
        elif missing := [part for part, word in _NOTICE.items() if not speaks(word, notice)]:
            yield ARegarder(f"Le texte ne semble pas dire {listed(missing)}.", Lieu(name))


@regle(
    "HAN-01",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 40-41",
    enonce="Les aménagements ne se limitent pas à un tiers temps ; leurs principes sont dits dès "
    "l'entrée, avec un référent handicap.",
    faire="Complétez « livret: handicap » dans certification.yaml.",
    regarde="« livret: handicap » de certification.yaml : un tiers temps seul ? un référent ?",
    inverifiable="le livret n'en dit rien, ou ne nomme pas de référent",
    besoins=(Besoin.CERTIFICATION,),
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def more_than_extra_time(vue: Vue) -> Iterator[Reponse]:
    text = vue.certification.livret.handicap if vue.certification else None
    if not text:
        yield ARegarder("Le livret du candidat n'en dit rien (« livret: handicap »).")
        return
    extra = words(r"\btiers[ -]temps\b", text)
    if extra and not speaks(
        r"\baménage\w*|\badapt\w+|\bassist\w+|\bmatériel|\bsupports?\b|\bpause|\bsecrétaire", text
    ):
        yield Ecart("Le livret ne prévoit qu'un tiers temps.", Lieu("livret"), extra)
    elif not speaks(r"\bréférente?s?\b", text):
        yield ARegarder("Le livret ne nomme pas de référent handicap.", Lieu("livret"))


@regle(
    "PUB-01",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 38 et 57",
    enonce="Le règlement de l'évaluation est public et connu des candidats ; les recours y sont "
    "écrits.",
    faire="Publiez le règlement, et remplissez « livret: recours » dans certification.yaml.",
    regarde="« livret: recours » de certification.yaml.",
    inverifiable="toujours : les fichiers ne disent pas où le règlement est publié",
    propres=_REMINDER,
)
def rules_are_public(vue: Vue) -> Iterator[Reponse]:
    if vue.certification and not vue.certification.livret.recours:
        yield ARegarder("Le livret du candidat ne dit pas les recours (« livret: recours »).")
    yield ARegarder("Les fichiers ne disent pas où le règlement est publié.")


@regle(
    "DEL-01",
    Gravite.LOI,
    source="Code du travail, R6412-4, R6412-5 et R6412-7",
    enonce="VAE : recevabilité dite sous deux mois, jury dans les trois mois du dossier, résultat "
    "notifié dans les quinze jours.",
    faire="Vérifiez ces délais dans votre procédure de VAE.",
    regarde="Rien : les dates des dossiers de VAE ne sont pas dans les fichiers.",
    inverifiable="toujours",
    besoins=(Besoin.RNCP,),
    propres=_REMINDER,
)
def vae_in_time(vue: Vue) -> Iterator[Reponse]:
    yield ARegarder("Les dates des dossiers de VAE ne sont pas dans les fichiers.")


@regle(
    "DEL-02",
    Gravite.LOI,
    source="Code du travail, R6113-17-2",
    enonce="Les données des certifiés sont transmises à la Caisse des dépôts dans les trois mois "
    "de la délivrance.",
    faire="Vérifiez la date de votre dernier dépôt.",
    regarde="Rien : les envois à la Caisse des dépôts ne sont pas dans les fichiers.",
    inverifiable="toujours",
    propres=_REMINDER,
)
def holders_are_declared(vue: Vue) -> Iterator[Reponse]:
    yield ARegarder("Les envois à la Caisse des dépôts ne sont pas dans les fichiers.")


@regle(
    "DEL-03",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 37",
    enonce="Un candidat qui a réussi reçoit sa certification, sans attendre la fin d'un cursus "
    "plus long.",
    faire="Vérifiez que rien ne retarde la délivrance.",
    regarde="Rien : les dates de délivrance ne sont pas dans les fichiers.",
    inverifiable="toujours",
    propres=_REMINDER,
)
def awarded_at_once(vue: Vue) -> Iterator[Reponse]:
    yield ARegarder("Les dates de délivrance ne sont pas dans les fichiers.")


@regle(
    "BLO-01",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 27",
    enonce="Un bloc est acquis à vie, et les blocs acquis sont tracés.",
    faire="Gardez un registre des blocs acquis ; « blocs_acquis » le dit dans la liste des "
    "candidats.",
    regarde="Rien : le registre des blocs acquis n'est pas dans les fichiers.",
    inverifiable="toujours",
    besoins=(Besoin.RNCP,),
    propres=_REMINDER,
)
def blocs_are_kept(vue: Vue) -> Iterator[Reponse]:
    yield ARegarder("Le registre des blocs acquis n'est pas dans les fichiers.")


@regle(
    "STR-15",
    Gravite.LOI,
    source="Code du travail, R6113-8-1 (2°)",
    enonce="Le référentiel ne reproduit littéralement aucun référentiel existant.",
    faire="Comparez vos compétences à celles des fiches voisines de France compétences.",
    regarde="Rien : les autres fiches du répertoire ne sont pas là pour comparer.",
    inverifiable="toujours",
    propres=_REMINDER,
)
def no_copy(vue: Vue) -> Iterator[Reponse]:
    yield ARegarder("Les autres fiches du répertoire ne sont pas là pour comparer.")


REGLES: tuple[Regle, ...] = (
    no_copy,
    jury_sees_little,
    people_are_told_of_their_data,
    more_than_extra_time,
    rules_are_public,
    vae_in_time,
    holders_are_declared,
    awarded_at_once,
    blocs_are_kept,
)
