"""The command as a process: `assembler`, or `python -m assembler` where that is not on the path."""

import gc
import os
import signal
import sys
import time
from types import FrameType
from typing import Final

TIDYING: Final = 3.0
"""Seconds after a Ctrl-C in which another is not heard."""


def run() -> int:
    """Runs the command line, as a process that ends with it."""
    # What other packages of this Python would add to our models is neither wanted nor looked for.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Late: a process beside this one goes through this module too, and needs no command line.
    from assembler.cli import INTERRUPTED, main

    heed_ctrl_c(INTERRUPTED, TIDYING)
    code = main()
    # What is left goes with the process: looking through it for cycles first takes 0.12 s.
    gc.freeze()
    return code


def heed_ctrl_c(code: int, tidying: float) -> None:
    """The first Ctrl-C stops the work. Another would stop what tidies up after it half-way, and
    leave this process waiting for others without end: for `tidying` seconds it is not heard; later,
    it ends the process as it stands, with this exit code."""
    pressed: list[float] = []

    def stop(_signal: int, _frame: FrameType | None) -> None:
        pressed.append(time.monotonic())
        if len(pressed) == 1:
            raise KeyboardInterrupt
        if pressed[-1] > pressed[0] + tidying:
            os._exit(code)

    # Not where whoever started this process has it ignored.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, stop)


if __name__ == "__main__":
    sys.exit(run())
