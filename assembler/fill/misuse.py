"""A tag that asks for what can't be done."""


class MisuseError(Exception):
    """A tag does with a value what can't be done: what is wrong, what to write instead."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo
