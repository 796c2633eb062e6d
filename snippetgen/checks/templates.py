"""The variables of Postman, Insomnia, Bruno and their like that nobody filled in.

In: a `Reading`. Out: the place and the text of each `{{name}}` that stands where only a value can:
in a URL, as a header's whole value, as a bare value of a JSON body. In a JSON string it is content,
for templates are sent too. In a URL, which can hold no `{{`, it is any text, as tldr's pages write
it: `{{https://example.com}}`, and `{{[-s|--silent]}}`, which a shell cuts. It refuses to judge.
"""

from collections.abc import Iterator

from snippetgen.checks.meant_json import TEMPLATE_VARIABLE, judged
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request.structure import masked

_IN_URL = regex(r"\{\{(?:[^{}\r\n]{1,120}+\}\}|\[-[^{}\r\n]{1,40}+\Z)")
_VALUE = regex(rf"(?:[A-Za-z]++ )?({TEMPLATE_VARIABLE.pattern})\Z")


def variables(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Give the template variables of a command, in its URLs, its headers and its JSON body."""
    for word in reading.arguments.urls if reading.arguments else ():
        for found in _IN_URL.finditer(masked(word)):
            yield word.source(*found.span()), found[0]
    for pair in reading.request.headers if reading.request else ():
        value = _VALUE.match(pair.value.text.strip()) if pair.value else None
        if value and pair.value:
            start = pair.value.text.index(value[1])
            yield pair.value.source(start, start + len(value[1])), value[1]
    text, document = judged(reading)
    for slip in document.slips if text else ():
        spelled = text.text[slip.start : slip.end] if text else ""
        if slip.kind == "bare word" and text and TEMPLATE_VARIABLE.fullmatch(spelled):
            yield text.source(slip.start, slip.end), spelled
