"""The files that lie beside the repository, in ../shared: never copied into it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "shared"


def shared(path: str) -> Path:
    """A file of ../shared. The test is skipped when it is absent, and fails in CI."""
    found = ROOT / path
    if found.exists():
        return found
    if os.environ.get("CI"):
        pytest.fail(f"../shared n'est pas là ({path})", pytrace=False)
    pytest.skip("../shared n'est pas là")
