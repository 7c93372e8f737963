"""The command as a process: `assembler`, or `python -m assembler` where that is not on the path."""

import gc
import os
import sys


def run() -> int:
    """Runs the command line, as a process that ends with it."""
    # What other packages of this Python would add to our models is neither wanted nor looked for.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Late: a process beside this one goes through this module too, and needs no command line.
    from assembler.cli import main

    code = main()
    # What is left goes with the process: looking through it for cycles first takes 0.12 s.
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(run())
