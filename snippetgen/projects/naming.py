"""What a project is called: a name that pip, npm, Maven and CMake all take.

In: a call, or the name that a person gave. Out: a name. It refuses to know a language.

A name of small letters, digits and single hyphens fits all four: PyPI's core metadata (`Name`),
npm's package.json (`name`, at most 214 characters), Maven's artifactId and CMake's `project`.
"""

from snippetgen.call.model import Call
from snippetgen.patterns import regex
from snippetgen.targets import Target

_NAME = regex(r"[a-z][a-z0-9]*+(?:-[a-z0-9]++)*")
_PART = regex(r"[a-z0-9]+")
_LONGEST = 100


def project_name(call: Call) -> str:
    """Name a project after its call; the end `-caller` keeps it apart from packages of others."""
    name = "-".join([*_PART.findall("-".join(call.name).lower()), "caller"])
    return name if name[0].isalpha() and len(name) <= _LONGEST else "caller"


def misnamed(name: str, target: Target) -> str:
    """Say why a project cannot have a name, "" where it can."""
    if len(name) > _LONGEST or not _NAME.fullmatch(name):
        return (
            "a project's name begins with a small letter and holds small letters, digits and "
            f"single hyphens, at most {_LONGEST} characters: that suits every package manager."
        )
    if name in target.requires:
        return f"{name} is what the project itself needs; no package can need its own name."
    return ""
