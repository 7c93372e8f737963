"""Which of the four themes of article R6113-9 (3°) a text speaks of: the lexicon in themes.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assembler.check.mots import tidy
from assembler.model.certification import Theme


@dataclass(frozen=True)
class Lexique:
    """What speaks of a theme, what may, and what seems to and does not."""

    titre: str
    mots: re.Pattern[str]
    douteux: re.Pattern[str]
    sauf: re.Pattern[str]

    def passages(self, text: str) -> tuple[str, ...]:
        """The words of the text that speak of the theme, as printed, each once."""
        return self._found(self.mots, text)

    def doubtful(self, text: str) -> tuple[str, ...]:
        """The words that may speak of it: only a person can tell."""
        return self._found(self.douteux, text)

    def _found(self, pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
        plain = tidy(text)
        excepted = [match.span() for match in self.sauf.finditer(plain)]
        return tuple(
            dict.fromkeys(
                " ".join(text[match.start() : match.end()].split())
                for match in pattern.finditer(plain)
                if not any(match.start() < end and begin < match.end() for begin, end in excepted)
            )
        )


@cache
def lexiques() -> Mapping[Theme, Lexique]:
    """The lexicon of each theme, in the order of the law."""
    read = tomllib.loads(files("assembler.check").joinpath("themes.toml").read_text("utf-8"))
    return {
        theme: Lexique(
            titre=read[theme]["titre"],
            mots=_any_of(read[theme]["mots"]),
            douteux=_any_of(read[theme]["douteux"]),
            sauf=_any_of(read[theme]["sauf"]),
        )
        for theme in THEMES
    }


THEMES: tuple[Theme, ...] = (
    "transition_ecologique",
    "transition_numerique",
    "sante_securite",
    "handicap",
)


def _any_of(entries: list[dict[str, str]]) -> re.Pattern[str]:
    """A pattern for all of them; for none, one that nothing matches."""
    whole = "|".join(f"(?:{entry['motif']})" for entry in entries)
    return re.compile(whole or r"(?!)", re.IGNORECASE)
