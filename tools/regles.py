"""Writes docs/regles.md from the registry of rules: `python -m tools.regles`."""

from collections.abc import Iterator
from pathlib import Path

from assembler.check import REGLES, Gravite, Regle
from assembler.check.page import GRAVITES
from assembler.check.regles import Besoin
from assembler.check.textes import textes

PAGE = Path(__file__).parents[1] / "docs" / "regles.md"

HEAD = """\
# Règles de conformité

Ce que `assembler check` vérifie, règle par règle. Page produite par `make docs` : ne pas la
modifier à la main.

**La gravité** d'une règle est celle que le logiciel peut soutenir. Loi (L) et doctrine (D) : si la
règle est enfreinte, le code de sortie est 1. Conseil (A) et « à regarder » (H) ne sont jamais des
erreurs.

**Une règle répond** de quatre façons : *respectée* ; *enfreinte*, avec l'élément, la page du PDF et
les mots en cause ; *non vérifiable*, quand les données manquent ou qu'une personne seule peut
juger ; *sans objet*, quand elle ne s'applique pas. Non vérifiable ne veut pas dire respectée.

**Écarter une règle** : dans `certification.yaml`, avec la raison, que le rapport imprime :

```yaml
regles_derogees:
  STR-02: Profession réglementée, arrêté du 3 mars 2025
themes_sans_objet:
  transition_ecologique: Métier exercé seul, à distance, sans matériel
```

**La date compte** : `date_depot`, dans `certification.yaml`, décide du droit qui s'applique. Les
articles sont ceux du Code du travail en vigueur au 27 mars 2026 ; les pages, celles du Vademecum de
France compétences de janvier 2023. Celui de 2026 n'a pas pu être lu : vérifiez-y ce qui vous
arrête.

**Pour un autre programme** : `assembler check … --format json` donne `constats`, une liste de
`{regle, gravite, objet, bloc, page, mots, extrait, message, source, derogation}` ; `regles`, l'état
de chaque règle et pourquoi ; `couverture`, ce qui parle de chaque thème, bloc par bloc ;
`redaction`, ce que disent les compétences de chaque bloc.

**Les quatre thèmes** (COM-09) sont reconnus à leurs mots. Le lexique, avec la raison de chaque mot,
est dans `assembler/check/themes.toml` : « sécurité informatique » n'y est pas de la santé-sécurité.
"""

_SANS: dict[Besoin, str] = {
    Besoin.CERTIFICATION: "sans `certification.yaml`",
    Besoin.SESSION: "sans session",
}
_HORS: dict[Besoin, str] = {
    Besoin.ANNEXE: "pour la fiche publiée (`--profil fiche`), qui n'a ni critères ni liens",
    Besoin.RNCP: "au répertoire spécifique",
}


def page() -> str:
    """The page, in Markdown."""
    return "\n".join([HEAD, *_contents(), *_sections()])


def _contents() -> Iterator[str]:
    yield "| Règle | Gravité | Ce qu'elle demande |"
    yield "| --- | --- | --- |"
    for regle in REGLES:
        yield f"| [{regle.id}](#{regle.id.lower()}) | {regle.gravite.value} | {regle.enonce} |"
    yield ""


def _sections() -> Iterator[str]:
    for gravite in Gravite:
        name, meaning = GRAVITES[gravite]
        yield f"## {name} ({gravite.value}) : {meaning}\n"
        for regle in REGLES:
            if regle.gravite == gravite:
                yield from _rule(regle)


def _rule(regle: Regle) -> Iterator[str]:
    yield f"### {regle.id}\n"
    yield f"{regle.enonce}\n"
    if words := textes().get(regle.id):
        yield f"> « {words} »\n"
    yield f"- **Source** : {regle.source}."
    yield f"- **Ce qui est regardé** : {regle.regarde}"
    if when := _when(regle, _SANS, regle.inverifiable):
        yield f"- **Non vérifiable** : {when}."
    if when := _when(regle, _HORS, regle.sans_objet):
        yield f"- **Sans objet** : {when}."
    yield f"- **Que faire** : {regle.faire}\n"


def _when(regle: Regle, needs: dict[Besoin, str], own: str) -> str:
    parts = [text for besoin, text in needs.items() if besoin in regle.besoins]
    return " ; ".join([*parts, own] if own else parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
