"""What the commands print: faults on stderr, French counts."""

import click

from assembler.errors import AssemblerError, ExitCode, reason_of


def tell(error: AssemblerError | OSError) -> ExitCode:
    """Prints the fault on stderr; the exit code it ends with."""
    fault = _file_fault(error) if isinstance(error, OSError) else error
    click.echo(f"Erreur : {fault}", err=True)
    return fault.exit_code


def _file_fault(error: OSError) -> AssemblerError:
    """Disk full, folder read-only, file locked: what the system says, as an officer's message."""
    nom = f" « {error.filename} »" if error.filename else ""
    return AssemblerError(
        f"le système refuse l'accès au fichier{nom} ({reason_of(error)}).",
        todo="Vérifiez que le dossier est accessible en écriture, que le disque n'est pas plein "
        "et que le fichier n'est pas ouvert dans un autre programme.",
    )


def count(number: int, singular: str, plural: str = "") -> str:
    """« 1 bloc », « 3 blocs »; 0 takes the singular, as French does."""
    return f"{number} {(plural or singular + 's') if number > 1 else singular}"
