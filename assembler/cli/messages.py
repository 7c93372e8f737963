"""What the commands print: faults on stderr, French counts."""

import click

from assembler.errors import AssemblerError, ExitCode


def tell(error: AssemblerError) -> ExitCode:
    """Prints the fault on stderr; the exit code it ends with."""
    click.echo(f"Erreur : {error}", err=True)
    return error.exit_code


def count(number: int, singular: str, plural: str = "") -> str:
    """« 1 bloc », « 3 blocs »; 0 takes the singular, as French does."""
    return f"{number} {(plural or singular + 's') if number > 1 else singular}"
