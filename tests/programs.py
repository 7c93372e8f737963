"""Outside programs that some tests need."""

import os
import shutil

import pytest


def require_program(*names: str) -> str:
    """The path of the first of these programs that is installed.

    The test is skipped when none is; in CI, where all must be there, it fails.
    """
    for name in names:
        if found := shutil.which(name):
            return found
    message = f"programme absent : {' ou '.join(names)}"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
