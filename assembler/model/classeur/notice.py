"""The sheet LISEZ-MOI: how to correct the workbook and have it read back."""

from collections.abc import Sequence

PARAGRAPHS: Sequence[tuple[str, str]] = (
    ("Ce classeur",
     "Le référentiel, tel que le PDF déposé le dit. Il est fait pour être relu et corrigé, puis "
     "relu par assembler à la place de referentiel.yaml : enregistrez-le sous le nom "
     "referentiel.xlsx dans le dossier de la certification, sans y laisser de referentiel.yaml."),
    ("Critères",
     "Une ligne par critère. « Bloc », « Option » et « Compétence » disent à quelle compétence "
     "appartient la ligne : remplissez-les sur chaque ligne. Ce qui concerne la compétence (texte, "
     "activités, épreuves …) n'est écrit que sur sa première ligne ; une compétence sans critère a "
     "une ligne à elle. L'ordre des lignes est celui des documents."),
    ("Blocs",
     "Leur intitulé est donné ici, et rappelé sur la première ligne du bloc dans la feuille "
     "Critères : corrigez les deux, ou videz le rappel."),
    ("Activités, Épreuves, Compléments",
     "Une ligne par élément. Une compétence nomme ses activités et ses épreuves par leur code."),
    ("Matrices",
     "Une feuille par matrice : une croix (X) à la rencontre d'une ligne et d'une colonne."),
    ("Réserves",
     "Ce qui se trouve dans un tableau et n'a pas été compris. Placez le texte où il doit aller, "
     "puis supprimez la ligne."),
    ("Plusieurs éléments dans une case",
     "Un par ligne : Alt + Entrée passe à la ligne dans une case. En face de chaque durée, ses "
     "minutes, ou ? si elles ne se comptent pas."),
    ("oui",
     "« Épreuve déduite » : la case était vide dans le PDF, l'épreuve au-dessus dans le bloc a été "
     "prise ; à vérifier. « Code attribué » : aucun code n'est imprimé, celui-ci est donné par le "
     "logiciel."),
    ("Case vide",
     "Rien d'imprimé. Une barre oblique inverse seule (\\) : un texte vide."),
    ("À ne pas changer",
     "Les titres des colonnes et les noms des feuilles, la ligne de la feuille Sources (elle dit "
     "de quel PDF tout ceci a été lu). Les lignes peuvent être ajoutées, supprimées, déplacées ; "
     "les couleurs et les largeurs sont libres."),
)  # fmt: skip
"""Heading and text of each paragraph."""
