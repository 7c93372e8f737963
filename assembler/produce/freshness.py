"""When is a document out of date? When what its template would be given is no longer the same."""

import hashlib
from dataclasses import dataclass

from assembler.documents.contexte import Contexte, Estampille, json_canonique

STAMP = "estampille"
"""The field of a context that holds the version label and date of the référentiel. A document that
would differ in nothing else still says what is true: it is not out of date."""

NEWS = "nouveautes"
"""The field of a context for what is new since the document was last made: once it is made, there
is nothing new in it."""


@dataclass(frozen=True)
class Freshness:
    """What a document is made from. `cle` is equal exactly when it need not be made again."""

    cle: str
    modele: str
    etiquette: str


def freshness(contexte: Contexte, modele_sha256: str, logo_sha256: str | None) -> Freshness:
    """The freshness of a document, from its template's context and the hashes of the template and
    of the logo put into it."""
    given = {name: getattr(contexte, name) for name in type(contexte).model_fields}
    stamp = given.pop(STAMP, None)
    given.pop(NEWS, None)
    canonical = json_canonique((given, modele_sha256, logo_sha256))
    return Freshness(
        cle=hashlib.sha256(canonical).hexdigest(),
        modele=modele_sha256,
        etiquette=stamp.texte if isinstance(stamp, Estampille) else "",
    )
