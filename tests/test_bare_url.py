from snippetgen.find import find_commands
from snippetgen.paste import Paste
from snippetgen.words import MarkKind
from snippetgen.words.bare_url import lex_url


def test_nothing_in_a_bare_url_means_anything_to_a_shell() -> None:
    url = "https://x/y?a=1&b=$c;d'e(f)#g"
    command = lex_url(Paste(url), find_commands(Paste(url))[0])
    assert [word.text for word in command.words] == [url]
    assert command.marks == ()


def test_odd_characters_in_a_bare_url_are_read_as_nothing_and_marked() -> None:
    paste = Paste("<https://x/y?id=ab\u00a0cd\u200bef>\n")
    command = lex_url(paste, find_commands(paste)[0])
    assert [word.text for word in command.words] == ["https://x/y?id=abcdef"]
    assert [mark.kind for mark in command.marks] == [MarkKind.ODD_SPACE, MarkKind.ZERO_WIDTH]
    assert command.words[0].at(17) == 19
