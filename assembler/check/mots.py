"""Finding words in the document's own text, whatever its apostrophes and spaces."""

import re
import unicodedata
from collections.abc import Iterable

_TIDY = {ord("’"): "'", ord("‘"): "'", 0x00A0: " ", 0x202F: " ", ord("\n"): " "}
"""One character for one: what is found in the tidy text stands at the same place in the printed."""

_VERBS_IN_AIRE = (
    {f"{prefix}faire" for prefix in ("", "dé", "re", "satis", "par", "contre")}
    | {f"{prefix}traire" for prefix in ("", "ex", "dis", "sous", "abs")}
    | {"plaire", "taire"}
)
_VERBS_IN_OIRE = {"croire", "boire"}
_NOUNS = {
    "atelier", "avenir", "cahier", "chantier", "chiffre", "clavier", "courrier", "cuir",
    "dernier", "désir", "dossier", "fichier", "hiver", "livre", "loisir", "mer", "métier",
    "offre", "ordre", "papier", "plaisir", "pouvoir", "premier", "soir", "souvenir", "tir",
}  # fmt: skip
"""Nouns and adjectives with the ending of an infinitive."""


def joined(*paragraphs: str) -> str:
    """One text to search: no passage goes from a paragraph into the next."""
    return "\u2029".join(paragraphs)


def words(pattern: str | re.Pattern[str], text: str) -> tuple[str, ...]:
    """The passages of the text that match, as printed, each once. Case does not count, unless the
    pattern is compiled."""
    search = pattern if isinstance(pattern, re.Pattern) else re.compile(pattern, re.IGNORECASE)
    found = (text[m.start() : m.end()] for m in search.finditer(tidy(text)))
    return tuple(dict.fromkeys(" ".join(passage.split()) for passage in found))


def passage(found: str) -> re.Pattern[str]:
    """Finds again, in the printed text, what a finding quotes of it; nothing for no words."""
    parts = [re.escape(part) for part in found.removesuffix(" …").split()]
    if not parts:
        return re.compile(r"(?!)")
    # « 'information » is not to be found in « d'information ».
    before = r"(?<!\w)" if re.match(r"[\w'’‘]", found) else ""
    after = r"(?!\w)" if re.search(r"\w$", found) else ""
    return re.compile(before + r"\s+".join(parts) + after)


def speaks(pattern: str | re.Pattern[str], text: str) -> bool:
    """Whether some passage of the text matches."""
    return bool(words(pattern, text))


def tidy(text: str) -> str:
    """The text with straight apostrophes and plain spaces, each sign at its own place."""
    return text.translate(_TIDY)


def plain(text: str) -> str:
    """What two texts are compared by: no case, no accents, no apostrophes, single spaces."""
    letters = unicodedata.normalize("NFKD", tidy(text).casefold())
    kept = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(kept.split())


def begins_with_infinitive(text: str) -> bool:
    """Whether the first word, past « se », « s' » and « ne pas », is an infinitive by its form."""
    start = re.sub(
        r"^\W*(?:(?:ne pas|n'|se|s'|y|en|mieux|bien)\b\s*'?)*", "", tidy(text).casefold()
    )
    first = re.match(r"[\w-]+", start)
    return bool(first) and is_infinitive(first[0] if first else "")


def is_infinitive(word: str) -> bool:
    """By its ending: nouns and adjectives that share it are listed above."""
    word = word.split("-")[0]
    if word in _NOUNS:
        return False
    if word.endswith("aire"):
        return word in _VERBS_IN_AIRE
    if word.endswith("oire"):
        return word in _VERBS_IN_OIRE
    if word in {"être", "etre"}:
        return True
    return bool(
        re.search(r"(?:er|ir|ncre|ndre|rdre|udre|ttre|ire|a[iî]tre|o[iî]tre|ivre|pre|clure)$", word)
    )


def listed(names: Iterable[str]) -> str:
    """« a, b et c »; empty for none."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} et {last}" if most else last


def quoted(passages: Iterable[str]) -> str:
    """« a », « b »."""
    return ", ".join(f"« {passage} »" for passage in passages)
