"""`snippetgen verify`: the code, held against real curl."""

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from snippetgen.cli.common_options import clipboard_option, nth_option, verbose_option
from snippetgen.cli.rendering_options import style_option, templates_option

if TYPE_CHECKING:
    from snippetgen.reading import Reading
    from snippetgen.targets import Target
    from snippetgen.verifying.outcome import Outcome
    from snippetgen.verifying.proof import Proof

_COULD_NOT_RUN = 2


@click.command("verify", epilog="Example: snippetgen verify snippet.txt --to python --to java")
@click.argument("file", required=False)
@click.option(
    "--to",
    "names",
    multiple=True,
    metavar="TARGET",
    help="A target; may be repeated.  [default: all]",
)
@style_option
@templates_option
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the programs in this folder, which is new or empty.",
)
@clipboard_option
@nth_option
@verbose_option
def command(
    file: str | None,
    names: tuple[str, ...],
    style: str,
    templates: Path | None,
    keep: Path | None,
    clipboard: bool,
    nth: int | None,
    verbose: bool,
) -> None:
    """Prove that the code sends what real curl sends: run both here, and compare.

    Real curl runs the pasted command as it was meant, and each target's program is built and run
    with its own tools, against a server on this machine that records what comes; scheme, host and
    port are replaced, so that nothing is sent anywhere else. Method, URL, headers and body are
    compared. A target that must refuse the request says so; that is no failure unless --to names
    it.

    The exit status is 0 where all programs send the same, 1 where one sends something else, 2 where
    something could not be run: a tool is missing, or the snippet is damaged.
    """
    from snippetgen.cli.chosen import read_chosen
    from snippetgen.cli.findings import show_findings
    from snippetgen.cli.source import read_paste

    targets = _targets(names, templates)
    reading = read_chosen(read_paste(file, clipboard), nth)
    if show_findings(reading, verbose):
        click.echo("snippetgen: nothing is run of a damaged snippet; see above.", err=True)
        sys.exit(_COULD_NOT_RUN)
    for wish in ("SIGTERM", "SIGHUP"):  # end as Ctrl-C does, and leave no file behind
        if hasattr(signal, wish):
            signal.signal(getattr(signal, wish), signal.default_int_handler)
    try:
        outcomes = _prove(reading, targets, style, keep)
    except KeyboardInterrupt:
        click.echo("snippetgen: stopped.", err=True)
        sys.exit(_COULD_NOT_RUN)
    named = bool(names) and "all" not in names
    sys.exit(_status(outcomes, named))


def _targets(names: tuple[str, ...], extra: Path | None) -> "list[Target]":
    from snippetgen.targets import all_targets, find_target

    if not names or "all" in names:
        return list(all_targets(extra).values())
    return list(dict.fromkeys(find_target(name, extra) for name in names))


def _prove(
    reading: "Reading", targets: "list[Target]", style: str, keep: Path | None
) -> "list[Outcome]":
    from snippetgen.errors import CannotRender, CannotVerify, CannotWrite
    from snippetgen.verifying.proof import Places, proving

    name = reading.paste.name
    inputs = [Path.cwd()] if name in ("-", "clipboard") else [Path(name).parent, Path.cwd()]
    try:
        with proving(reading, Places(inputs, _empty(keep))) as proof:
            return _table(reading, proof, targets, style)
    except CannotRender as error:
        raise CannotVerify(f"{name}: {error}") from None
    except BrokenPipeError:
        raise  # whoever read the table has enough of it; click ends quietly
    except OSError as error:
        place = error.filename or "the programs"
        reason = error.strerror or error
        raise CannotWrite(
            f"cannot read or write {place}: {reason}. Choose another place."
        ) from None


def _empty(folder: Path | None) -> Path | None:
    from snippetgen.errors import CannotWrite

    if folder and folder.exists() and any(folder.iterdir()):
        raise CannotWrite(f"{folder} is not empty, and nothing is overwritten. Name another one.")
    return folder


def _table(
    reading: "Reading", proof: "Proof", targets: "list[Target]", style: str
) -> "list[Outcome]":
    from snippetgen.cli.doing import Doing

    _say_what_is_made_up(reading, proof)
    doing = Doing()
    curl, sent = proof.summary
    width = max(len(curl), *(len(target.id) for target in targets)) + 2
    click.echo(f"{curl:{width}}{sent}")
    outcomes = []
    for number, target in enumerate(targets, 1):
        doing.say(f"{target.id}, {number} of {len(targets)}: building and running")
        try:
            outcome = proof.of(target, style)
        finally:
            doing.clear()
        outcomes.append(outcome)
        reason = f": {outcome.reason}" if outcome.reason else ""
        click.echo(f"{target.id:{width}}{outcome.verdict}{reason}")
    same = sum(outcome.verdict == "same" for outcome in outcomes)
    click.echo(f"{same} of {len(outcomes)} send what curl sends.")
    return outcomes


def _say_what_is_made_up(reading: "Reading", proof: "Proof") -> None:
    if reading.request and reading.request.transfer.proxy:
        click.echo("snippetgen: the proxy is left out: nothing leaves this machine.", err=True)
    if proof.variables:
        listed = ", ".join(proof.variables)
        click.echo(f"snippetgen: curl and the programs get invented values of {listed}.", err=True)
    if proof.reads_stdin:
        click.echo("snippetgen: curl and the programs get an invented standard input.", err=True)


def _status(outcomes: "list[Outcome]", named: bool) -> int:
    """Give 1 where a program sends something else, 2 where one that should have run did not."""
    verdicts = {outcome.verdict for outcome in outcomes}
    if "differs" in verdicts:
        return 1
    is_unproven = "not run" in verdicts or "same" not in verdicts
    return _COULD_NOT_RUN if is_unproven or (named and "refused" in verdicts) else 0
