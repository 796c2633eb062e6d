"""What most pastes are: one command with a usual head, and nothing around it.

In: a text. Out: whether it is that. It refuses to know where a command stands in any other text.
"""

from snippetgen.patterns import regex

_USUAL = regex(r"curl (?:-[-A-Za-z]|[\"']?https?://)")


def is_lone_head(text: str) -> bool:
    """Say whether a usual head begins a text in which no other `curl` stands, and no fence.

    It is the one that `occurrences` and `line_head` would find, with nothing before it.
    """
    if text.rfind("curl") != 0 or "`" in text or "~" in text:
        return False
    return _USUAL.match(text) is not None
