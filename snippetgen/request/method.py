"""The method of a request, as curl chooses it.

In: the options that were given, and whether there is a body. Out: the method, whether an option
chose it, and what makes curl refuse it.
"""

from snippetgen.request.body import DATA
from snippetgen.request.given import Given
from snippetgen.request.parts import Noted, Uncarried
from snippetgen.request.structure import TOKEN
from snippetgen.words.word import Word

_MULTIPART = frozenset({"form", "form-string"})


def read_method(options: Given, has_body: bool, noted: Noted) -> tuple[str, bool]:
    """Give the method, and whether `-X`, `-I` or `-G` chose it; note why it cannot be sent."""
    custom = options.last("request")
    if custom is not None and (custom.expansions or not TOKEN.fullmatch(custom.text)):
        noted.uncarried.append(_no_method(custom))
    if "head" in options.by_name:
        noted.uncarried += _head_beside_data(options)
    return _unnamed(options, has_body) if custom is None else (custom.text, True)


def _unnamed(options: Given, has_body: bool) -> tuple[str, bool]:
    if options.is_on("head"):
        return "HEAD", True
    if options.is_on("get"):
        return "GET", True
    if has_body or options.arguments(_MULTIPART):
        return "POST", False
    return "PUT" if options.last("upload-file") is not None else "GET", False


def _head_beside_data(options: Given) -> tuple[Uncarried, ...]:
    if options.is_on("get") or not (options.is_on("head") and options.arguments(DATA)):
        return ()
    why, span = "curl refuses it beside data", options.by_name["head"].span
    return (Uncarried("--head", span, why, refused=True),)


def _no_method(custom: Word) -> Uncarried:
    why = "only the shell knows the method" if custom.expansions else "it is no method"
    return Uncarried("--request", custom.span, why, refused=not custom.expansions)
