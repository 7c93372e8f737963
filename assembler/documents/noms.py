"""File names that Windows accepts, that stay in their folder, and that differ from each other."""

import re
import unicodedata

LONGUEUR_MAX = 120
"""In UTF-8 bytes, without the extension: leaves room for the folders in Windows' 260 characters."""

_INTERDITS = re.compile(r'[<>:"/\\|?*\s]+')
_RESERVES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)")


def nom_sur(texte: str) -> str:
    """`texte` as the stem of a file name: one path component, valid on Windows, never empty."""
    texte = unicodedata.normalize("NFC", texte)
    texte = _INTERDITS.sub("-", texte)
    # Control characters, direction marks, surrogates: invisible, some not writable at all.
    texte = "".join(signe for signe in texte if unicodedata.category(signe)[0] != "C")
    texte = re.sub(r"-{2,}", "-", texte).strip(" .-")
    texte = texte.encode()[:LONGUEUR_MAX].decode("utf-8", "ignore").rstrip(" .-")
    return f"_{texte}" if _RESERVES.match(texte) else texte or "sans-nom"


class NomsUniques:
    """Gives each name once: Windows and macOS take « Été » and « été » for the same file."""

    def __init__(self) -> None:
        self._pris: set[str] = set()

    def nouveau(self, nom: str, repere: str) -> str:
        """`nom`, or when it is taken `nom-repere`, and a number behind it if need be."""
        essai, rang = nom, 1
        while essai.casefold() in self._pris:
            essai = f"{nom}-{repere}" if rang == 1 else f"{nom}-{repere}-{rang}"
            rang += 1
        self._pris.add(essai.casefold())
        return essai
