"""Runs the command line, as `snippetgen` and as `python -m snippetgen`."""

import gc
from typing import NoReturn

# Python's own 700 would look for garbage all through the imports, and find none.
_NEW_OBJECTS_BEFORE_COLLECTION = 50_000


def main() -> NoReturn:
    """Set up Python for one short run, and run the command line."""
    gc.set_threshold(_NEW_OBJECTS_BEFORE_COLLECTION)
    from snippetgen.cli import main

    main()


if __name__ == "__main__":
    main()
