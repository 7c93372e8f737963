"""Tools for those who work on assembler; not part of the installed package."""
