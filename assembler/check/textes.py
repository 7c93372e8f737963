"""The words of the law and of the Vademecum that a rule rests on (textes.toml)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def textes() -> Mapping[str, str]:
    """Rule → its words, as they stand in the source."""
    read = tomllib.loads(files("assembler.check").joinpath("textes.toml").read_text("utf-8"))
    return {rule: str(text) for rule, text in read.items()}
