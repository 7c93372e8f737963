"""A référentiel as an Excel workbook: one row a criterion, made to be corrected and read back."""

from assembler.model.classeur.reading import read_classeur
from assembler.model.classeur.writing import write_classeur

__all__ = ["read_classeur", "write_classeur"]
