r"""Values that broke, or ran code in, programs of other generators; hypothesis makes more of them.

Out: `VALUES` (a name in plain words → a text) and `TEXTS`, a strategy. A lone surrogate U+DC80 to
U+DCFF stands for a byte that is no UTF-8, as `surrogateescape` has it; any other is half a pair.
What would run as code leaves a file called `canary` behind.
"""

from hypothesis import strategies as st

_CONTROLS = "".join(map(chr, range(1, 32)))
_PYTHON = "__import__('os').system('touch canary_python')"
_NODE = "process.getBuiltinModule('fs').writeFileSync('canary_node','')"
_JAVA = 'new java.io.File("canary_java").createNewFile()'
_CPP = 'std::system("touch canary_cpp")'

_CHARACTERS = {
    "both quotes": "\"'",
    "a quote at the end": 'x"',
    "an apostrophe at the end": "x'",
    "a backslash at the end": "x\\",
    "two backslashes at the end": "x\\\\",
    "every control": _CONTROLS,
    "NUL": "a\0b",
    "NUL before a digit": "\x000",
    "delete": "a\x7fb",
    "next line, no-break space": "a\x85b\xa0c",
    "line separators": "a\u2028b\u2029c",
    "a byte order mark": "\ufeffa\ufeff",
    "noncharacters": "\ufffe\uffff\U0010ffff",
    "an emoji": "\U0001f600",
    "a family of emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "combining marks": "e\u0301 a\u0308",
    "right to left": "a\u202eb\u2066c",
    "a high surrogate": "a\ud83db",
    "a low surrogate": "a\ude00b",
    "surrogates the wrong way round": "\ude00\ud83d",
    "bytes that are not UTF-8": "\udcff\udcfe",
    "a byte cut off": "caf\udcc3",
    "latin": "café naïve",
    "an ellipsis and curly quotes": "“a” ‘b’ …",
    "line ends": "a\nb\r\nc\rd\n",
    "CRLF CRLF": "a\r\n\r\nb",
    "blanks around": "  a  ",
    "tabs around": "\ta\t",
    "a blank at each line's end": "a \nb \n",
    "nothing but a blank": " ",
    "nothing": "",
    "trigraphs": "??/ ??= ??' ??( ???/",
    "a line that ends in a backslash": "a \\\nb",
    "file separators": "a\x1cb\x1dc\x1ed\x1fe",
    "form feed and vertical tab": "a\x0bb\x0cc",
}
_ESCAPES = {
    "hex digits after a control": "\x01b\x02f\x1b9",
    "hex digits after two bytes": "\xe9abc",
    "octal digits after a control": "\x017\x000\x018",
    "escapes by name": r"\n\r\t\0\x41\u0041\U00000041\N{BULLET}\101\b\e",
    "an escape that Java reads first": r"\u000a\u0022\u005c",
    "a path of Windows": r"C:\users\new",
    "percents": "%s %d %n %(a)s %% %41 %C3%A9 %2F %zz % %0",
    "plus and blanks": "a+b c%20d",
    "braces of f-strings": "{x} {{y}} {0} {x!r:>{w}} }",
    "a template of JavaScript": "${x} `y` $& $1 $$ $`",
    "a template of Jinja": "{{ 7*7 }}{% raw %}{# x #}{% endraw %}",
    "other templates": "<%= 1 %> #{x} {{{x}}} ${7*7} ${jndi:x} %{x} @{x}",
    "octals that a module refuses": r"\08 \1 \8",
    "a raw string's end": ')" )delim" )"")',
    "a text block's end": '""" \\""" """"',
    "triple quotes": "''' \"\"\" '''\"",
    "comments": "*/ /* // -- # <!-- --> ]]>",
    "a comment's end and a line": "*/\nx\n/*",
    "markers of other generators": "'formData' 'encodedParams' __SNIPPETGEN_0__ YOUR_API_KEY",
    "an encoding's declaration": "# -*- coding: utf-7 -*-",
    "an HTML page": "</script><script>alert(1)</script><!--",
    "globs": "[1-3]{a,b}*?~",
    "a command": "curl https://api.example.com/other -d x",
    "a fence": "```\ncurl x\n```",
    "an option": "-d @/etc/hostname --next -K x",
    "a file's name": "@canary",
    "entities": "&amp; &quot; &#39; &lt;b&gt;",
    "a query": "a=b&c=d;e?f#g",
    "slashes and dots": "a/b\\c/./d/../e",
    "a URL": "https://user:pass@example.com:80/a?b#c",
    "names of the language": "__proto__",
    "a number": "007",
    "an integer too large": "9007199254740993",
    "words of JSON": '{"a": [null, true, 1e400, -0, "\\ud83d\\/"]}',
}
_CODE = {
    "Python, behind a quote": f'"+str({_PYTHON})+"',
    "Python, behind an apostrophe": f"'+str({_PYTHON})+'",
    "Python, behind a line": f"x\n{_PYTHON}\n",
    "Python, behind CR": f"x\r{_PYTHON}\r",
    "Python, in an f-string": f"{{{_PYTHON}}}",
    "Python, behind a docstring": f'"""\n{_PYTHON}\n"""',
    "Python, behind a backslash": f'\\"+str({_PYTHON})+"',
    "JavaScript, behind a quote": f'"+{_NODE}+"',
    "JavaScript, behind an apostrophe": f"'+{_NODE}+'",
    "JavaScript, in a template": f"${{{_NODE}}}",
    "JavaScript, behind a template": f"`+{_NODE}+`",
    "JavaScript, behind a line separator": f"x\u2028{_NODE}\u2029",
    "JavaScript, behind a backslash": f'\\";{_NODE};//',
    "Java, behind a quote": f'"+{_JAVA}+"',
    "Java, behind an escaped quote": f"\\u0022+{_JAVA}+\\u0022",
    "Java, behind an escaped line": f"\\u000a {_JAVA}; //",
    "Java, behind a text block": f'"""+{_JAVA}+"""',
    "C++, behind a quote": f'"); {_CPP}; ("',
    "C++, behind a raw string": f')"; {_CPP}; R"(',
    "C++, behind a trigraph": f'??/"; {_CPP}; //',
    "C++, behind a comment": f"*/ {_CPP}; /*",
    "a shell, behind an apostrophe": "'; touch canary_shell; '",
    "a shell, behind a quote": '"; touch canary_shell; "',
    "a shell's substitution": "$(touch canary_shell) `touch canary_shell`",
    "a shell, behind a line": "x\ntouch canary_shell\n",
    "a shell, behind an escape": "\\'; touch canary_shell; #",
    "a shell's history and home": "!! !$ ~ ~root $HOME ${HOME} $$ $'x'",
}
_LONG = {
    "70,000 characters": "x" * 70_000,
    "33,000 emoji": "\U0001f600" * 33_000,
    "65,535 characters": "x" * 65_535,
    "16,384 controls": "\x01" * 16_384,
    "2,001 quotes": '"' * 2_001,
    "40,000 backslashes": "\\" * 40_000,
    "10,923 emoji and a letter": "\U0001f600" * 10_923 + "x",
}
VALUES = {**_CHARACTERS, **_ESCAPES, **_CODE, **_LONG}

_BITS = [
    *(value for value in {**_CHARACTERS, **_ESCAPES}.values() if len(value) < 12),
    *"\"'\\`${}%&#?@!<>()[];:=+-*/|~^,.",
    *("\r\n", "\\u", "\\x", "\\N{", '"""', "'''", "*/", "//", "<!--", "${", "{{", "{%", "??", ')"'),
    *(
        "\\\n",
        "$(",
        "\\0",
        "\u2028",
        "\x85",
        "\ud800",
        "\udcff",
        "\udfff",
        "0",
        "8",
        "a",
        "F",
        "\t ",
    ),
]
TEXTS = st.lists(st.sampled_from(_BITS) | st.characters() | st.text(max_size=5), max_size=24).map(
    "".join
)
