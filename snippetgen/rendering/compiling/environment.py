"""What the writers of a template's Python ask of its environment.

In: an environment of Jinja. Out: the same, with what is to be known of it. It refuses to know what
the templates are about.
"""

import inspect
from typing import Any

from jinja2 import Environment


class DirectEnvironment(Environment):
    """What the writers of Python ask of an environment; `strict.py` says what each is."""

    printed: type[str] = str
    memory: type[dict[Any, Any]] = dict
    inlines = False
    given: frozenset[str] = frozenset()

    def prints(self, name: str) -> bool:
        """Say whether a filter gives what may be printed, as its signature says and mypy holds."""
        return inspect.signature(self.filters[name]).return_annotation is self.printed
