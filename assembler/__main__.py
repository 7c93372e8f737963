"""`python -m assembler`, where the command is not on the path."""

import sys

from assembler.cli import main

if __name__ == "__main__":
    sys.exit(main())
