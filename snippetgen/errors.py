"""What this package raises on misuse. Damage in a paste is data, never an exception."""


class SnippetgenError(Exception):
    """The base of every error that snippetgen raises; its text is fit to show to a user."""


class UnreadablePaste(SnippetgenError):
    """The bytes of a paste are not text in UTF-8, nor in UTF-16 with a byte order mark."""


class UnknownTarget(SnippetgenError):
    """No target has this id or language."""


class BadTarget(SnippetgenError):
    """A target's folder does not hold what a target needs."""


class SecondReadingDiffers(SnippetgenError):
    """A cURL command of ours that an independent reader reads as another request: our own bug."""


class CannotRender(SnippetgenError):
    """A reading that this target cannot send, or that none can."""


class CannotVerify(SnippetgenError):
    """A command that real curl could not be made to send on this machine."""


class CannotWrite(SnippetgenError):
    """A file that stands in the way, or a folder that takes none."""


class NoCommand(SnippetgenError):
    """A text that holds no curl command, or not the one that was asked for."""


class UnknownRule(SnippetgenError):
    """No rule has this code or name."""


class BadSettings(SnippetgenError):
    """The table `[tool.snippetgen]` of a `pyproject.toml` says what nobody understands."""


class UnknownFormat(SnippetgenError):
    """No format of documentation has this name."""


class BadFrontMatter(SnippetgenError):
    """The YAML at the head of a Markdown file cannot be read."""


class BadDescription(SnippetgenError):
    """An OpenAPI file that cannot be read as one, or whose samples cannot be put in."""
