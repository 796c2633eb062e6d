r"""What may stand before `curl` where it is a command: at the head of its line, after an operator.

In: nothing. Out: two patterns, of groups `gutter`, `number`, `prompt`, `dash` and `key` (those of a
YAML list and mapping), `loose` (a program whose name may as well be a word of prose) and `outer`
(the quote of a string that a shell or a file hands on). They refuse to know what follows.
"""

from snippetgen.patterns import regex
from snippetgen.words.typography import BIDI, ODD_SPACES, ZERO_WIDTH

BLANK = f"[ \\t{ODD_SPACES}{ZERO_WIDTH}{BIDI}]"

_PROMPT = (
    rf"(?:\([\w.-]{{1,40}}+\){BLANK}*+)?(?:"
    rf"[\w.-]{{1,64}}+@[\w.-]{{1,64}}+[^\n$#%>]{{0,120}}+[$#%]{BLANK}++"
    rf"|\[[^\]\n]{{1,80}}+\]{BLANK}?[$#%]{BLANK}++"
    rf"|(?:ba|z|k|da)?sh(?:-[\d.]++)?[$#%]{BLANK}++"
    rf"|~[\w./-]{{0,80}}+{BLANK}?[$#%❯]{BLANK}++"
    rf"|➜{BLANK}++(?:(?!curl)[^\s]{{1,80}}+{BLANK}++)?(?:git:\([^)\n]{{1,80}}+\){BLANK}++)?"
    rf"(?:✗{BLANK}++)?"
    rf"|[$#%❯»λ]{BLANK}++|PS(?:{BLANK}[^>\n]{{1,200}}+)?>{{1,2}}+{BLANK}*+"
    rf"|[A-Za-z]:\\[^>\n]{{0,200}}+>{BLANK}*+|>{BLANK}++)"
)
_GUTTER = rf"(?P<number>\d{{1,6}}+)(?:{BLANK}?[|:│]{BLANK}*+|{BLANK}++)"
_ASSIGNMENT = (
    rf"[A-Za-z_]\w*+=(?:'[^'\n]*+'|\"[^\"\n]*+\"|[^\s'\";&|()`]*+){BLANK}++"
    rf"|\$[\w:]{{1,80}}+{BLANK}*+={BLANK}*+"
)

# An option of the program that runs curl, with the word after it where that may be its value.
_IS_CURL = rf"[\w./\\-]*+(?:(?<=curl)|(?<=curl\.exe)){BLANK}"
_ARGUMENT = rf"--?\w[\w.=:/,@%+-]*+{BLANK}++(?:(?!{_IS_CURL})[\w./:@%+,]++{BLANK}++)?"
_PLAIN_WRAPPER = (
    rf"(?:sudo|time|env|exec|command|nohup|RUN|CMD|HEALTHCHECK){BLANK}++(?:{_ARGUMENT})*"
    rf"|(?:if|then|do|while|until|else|call){BLANK}++|[@!&]{BLANK}*+"
)
# Up to the word `curl`, or to a shell that is given its command in quotes.
_SHELL = rf"(?:ba|z|k|da|a)?sh{BLANK}++-"
_UP_TO_SHELL = rf"(?:(?!{_SHELL})[^\n'\"|;&()<>`]|'[^'\n]*+'|\"[^\"\n]*+\")*"
_LOOSE_WRAPPER = (
    rf"(?:doas|nice|watch|timeout){BLANK}++(?:{_ARGUMENT})*(?:\d[\d.]*+[smhd]?{BLANK}++)?"
    # With a replacement, the words of curl are not those that stand here.
    rf"|xargs{BLANK}++(?:(?!-[IiJ]|--replace){_ARGUMENT})*"
    rf"|(?:kubectl|oc){BLANK}++(?:(?!--{BLANK})[^\n'\"|;&()<>`])*--{BLANK}++"
    rf"|(?:docker|podman|nerdctl)(?:(?:-|{BLANK}++)compose)?{BLANK}++(?:exec|run){BLANK}{_UP_TO_SHELL}"
)
# Found once: a look ahead is not gone back into, and what it found is taken as it is.
_WRAPPERS = (
    rf"(?=(?P<wrappers>(?:{_ASSIGNMENT}|{_PLAIN_WRAPPER}|(?P<loose>{_LOOSE_WRAPPER}))*))"
    r"(?P=wrappers)"
)
# A whole command in quotes is the last argument of `sh -c`, or the value of a YAML list or key.
_HANDED_ON = rf"{_SHELL}(?:\w++{BLANK}++-)*\w*+(?<=c){BLANK}++|eval{BLANK}++"
# A lone backslash asks for the program itself where an alias has its name.
_PATH = (
    r"(?:(?:\.?/|(?=(?:docker\.io/)?curlimages/))(?:[\w.-]++/)*"
    r"|[A-Za-z]:\\(?:[\w .()-]++\\)*|\\)?"
)

LINE_PREFIX = regex(
    rf"{BLANK}*+(?P<gutter>{_GUTTER})?(?:(?P<prompt>{_PROMPT})"
    rf"|(?P<dash>-{BLANK}++)?(?P<key>[\"']?[A-Za-z_][\w.-]{{0,60}}+[\"']?:{BLANK}++)?)"
    rf"{_WRAPPERS}(?:(?:{_HANDED_ON}|(?(key)|(?(dash)|(?!))))(?P<outer>['\"]))?{_PATH}"
)
"""What may stand between the head of a line and `curl`; it is matched up to `curl`."""

JOINED_PREFIX = regex(
    rf"(?P<sign>\|\|?|&&?|;|[$<>]?\(|\{{ |`+){BLANK}*+(?P<prompt>[$#%]{BLANK}++)?"
    rf"{_WRAPPERS}(?:(?:{_HANDED_ON})(?P<outer>['\"]))?{_PATH}$"
)
"""What may stand before `curl` in the middle of a line; looked for in the last characters only."""
