"""What stands in front of blocs, activities, competences and criteria: codes and their signs."""

from dataclasses import dataclass
from random import Random

from tests.generated.layout import Layout
from tests.generated.model import Activite, Referentiel

BLOC_FORMS = (
    "BLOC {n} – {t}", "Bloc {n} : {t}", "BC0{n} - {t}", "Bloc de compétences n°{n} : {t}",
    "RNCP41000BC0{n} - {t}", "CCP {n} – {t}",
)  # fmt: skip
OPTIONS = ("Réseaux", "Éco-tourisme", "A : Vente en ligne", "Métiers du bois")
OPTION_FORMS = (
    "BLOC {n} – {t} (option {o})", "BLOC {n} (option {o}) – {t}", "Option {o} – BLOC {n} : {t}",
    "Bloc {n} – Option {o} : {t}",
)  # fmt: skip
TRANSVERSAL = ("Compétences transversales", "Compétences transversales au métier",
               "Compétences relationnelles et transverses")  # fmt: skip
ACTIVITY_FORMS = ("A{b}.{a} – {t}", "Activité {n} : {t}", "{t}")


@dataclass(frozen=True)
class Labels:
    """The labels of one document: one form for all blocs, one for all activities …"""

    layout: Layout
    referentiel: Referentiel

    def _choice(self, what: str, forms: tuple[str, ...]) -> str:
        return Random(f"{what} {self.referentiel.blocs[0].intitule}").choice(forms)

    def bloc(self, b: int) -> str:
        if self._transversal(b):
            return self.intitule(b)
        form = "{n} - {t}" if self.layout.bloc == "cell" else self._choice("bloc", BLOC_FORMS)
        option = self.option(b)
        if option and self.layout.option == "label":
            form = self._choice("option", OPTION_FORMS)
        return form.format(n=self._number(b), t=self.referentiel.blocs[b].intitule, o=option)

    def option(self, b: int) -> str | None:
        """The option a bloc belongs to: each of the last blocs its own."""
        common = max(1, len(self.referentiel.blocs) - 2)
        if self.layout.option == "none" or b < common:
            return None
        at = self._choice("names", tuple(map(str, range(len(OPTIONS)))))
        return OPTIONS[(int(at) + b) % len(OPTIONS)]

    def _number(self, b: int) -> int:
        """Blocs of different options bear the same number, where a row of its own names them."""
        common = max(1, len(self.referentiel.blocs) - 2)
        return min(b, common) + 1 if self.layout.option == "row" else b + 1

    def intitule(self, b: int) -> str:
        """The title of a bloc with what is printed behind it."""
        if self._transversal(b):
            return self._choice("transversal", TRANSVERSAL)
        titre, option = self.referentiel.blocs[b].intitule, self.option(b)
        behind = option and self.bloc(b).endswith(f"(option {option})")
        return f"{titre} (option {option})" if behind else titre

    def _transversal(self, b: int) -> bool:
        return self.layout.transversal and b == len(self.referentiel.blocs) - 1

    def activity(self, b: int, a: int, activite: Activite) -> str:
        form = self._choice("activity", ACTIVITY_FORMS)
        before = sum(len(bloc.activites) for bloc in self.referentiel.blocs[:b])
        return form.format(b=b + 1, a=a + 1, n=before + a + 1, t=activite.intitule)

    def competence(self, b: int, c: int) -> str:
        """The code of a competence with the signs behind it; empty when none is printed."""
        bloc = self.referentiel.blocs[b]
        a, i = _within([activite.competences for activite in bloc.activites], c)
        through = sum(len(one.competences) for one in self.referentiel.blocs[:b]) + c + 1
        sign = self._choice("competence", (" : ", " – ", " - ", ". ", " "))
        letter = "abcdefgh"[c]
        irregular = (f"C{b + 1}.{letter} : ", f"C {b + 1}.{letter} – ", f"C{b + 1}.{letter}. ")
        forms = {
            "none": "",
            "C1.1": f"C{b + 1}.{c + 1}{sign}",
            "C.1.1.1": f"C.{b + 1}.{a + 1}.{i + 1}{sign}",
            "A1C1": f"A{a + 1 + b * 10}C{i + 1}{sign}",
            "1.1": f"{b + 1}.{c + 1}{sign}",
            "C1-1.": f"C{b + 1}-{c + 1}. ",
            "CP1": f"CP{through}{sign}",
            "C1.a": f"C{b + 1}.{letter}{sign}",
            "irregular": irregular[c % 3],
        }
        return forms[self.layout.codes]

    def critere(self, b: int, c: int, k: int) -> str:
        if not self.layout.criteria_codes:
            return ""
        letter = "abcdefgh"[c]
        if self.layout.codes not in ("C1.a", "irregular"):
            return f"Cr{b + 1}.{c + 1}.{k + 1} : "
        regular = f"Cr {b + 1}.{letter}.{k + 1} : "
        if self.layout.codes == "C1.a":
            return regular
        odd = (f"Cr {b + 1} {letter} {k + 1} : ", f"{b + 1}.{letter}.{k + 1} : ")
        return (regular, regular, *odd)[(c + 2 * k) % 4]


def _within(parts: list[int], c: int) -> tuple[int, int]:
    """In which part competence `c` stands, and as which one of it."""
    for part, count in enumerate(parts):
        if c < count:
            return part, c
        c -= count
    raise IndexError(c)
