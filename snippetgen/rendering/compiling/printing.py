"""The Python of what a template prints, in as few steps as it takes.

In: trees of Jinja. Out: the Python that puts together what is printed. It refuses to know what the
templates are about.
"""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import Frame

from snippetgen.rendering.compiling.known_names import KnownNames
from snippetgen.rendering.compiling.outputs import only_prints, printed
from snippetgen.rendering.compiling.strangers import strangers

_Piece = str | nodes.Node


class Printing(KnownNames):
    """Writes outputs, and blocks that make code of what they enclose.

    What is printed goes through the environment's `finalize` unless it is of its class `printed`.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._kept: list[str] = []

    def write_kept(self) -> None:
        """Write what is made once, when the template is loaded."""
        for place, made in enumerate(self._kept):
            self.writeline(f"kept_{place} = {made}")

    def keep(self, made: str) -> str:
        """Give the name of what is made once."""
        self._kept.append(made)
        return f"kept_{len(self._kept) - 1}"

    def visit_Scope(self, node: nodes.Scope, frame: Frame) -> None:  # noqa: N802
        """Write a scope; a whole template gives all that it prints at once."""
        if node is not self.whole:
            super().visit_Scope(node, frame)
            return
        whole = frame.inner()
        self.buffer(whole)
        super().visit_Scope(node, whole)
        self.writeline(f"yield concat({whole.buffer})")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Write what is printed, as one step."""
        if self.whole is None:
            super().visit_Output(node, frame)
            return
        pieces = self._pieces([node], frame)
        if len(pieces) == 1 and isinstance(pieces[0], nodes.If):
            self.visit(pieces[0], frame)
            return
        is_one = len(pieces) == 1
        self.writeline(f"{frame.buffer}.{'append(' if is_one else 'extend(('}", node)
        self._write_pieces(pieces, frame)
        self.write(")" if is_one else "))")

    def _pieces(self, body: list[nodes.Node], frame: Frame) -> list[_Piece]:
        """Give what a body that only prints prints; what is known already as few texts."""
        pieces: list[_Piece] = []
        for child in printed(body):
            text = self._constant(child, frame)
            if text is None:
                pieces.append(child)
            elif pieces and isinstance(pieces[-1], str):
                pieces[-1] += text
            else:
                pieces.append(text)
        return pieces

    def _constant(self, child: Any, frame: Frame) -> str | None:
        if isinstance(child, nodes.If):
            return None
        try:
            return self._output_child_to_const(child, frame, self._make_finalize())
        except (
            Exception
        ):  # it is no constant; or it fails again when it is rendered, with its place
            return None

    def _write_pieces(self, pieces: list[_Piece], frame: Frame) -> None:
        self.indent()
        for piece in pieces:
            self.newline(None if isinstance(piece, str) else piece)
            self._write_piece(piece, frame)
            self.write("," if len(pieces) > 1 else "")
        self.outdent()

    def _write_piece(self, piece: _Piece, frame: Frame) -> None:
        if isinstance(piece, str):
            self.write(repr(piece))
        elif isinstance(piece, nodes.If):
            self._write_choice(piece, frame)
        elif self.is_code(piece, frame):
            self.by_letters(piece)
            self.visit(piece, frame)
        else:
            self.write("(it if type(it := ")
            self.visit(piece, frame)
            self.write(") is printed else finalize(it))")

    def _write_choice(self, node: nodes.If, frame: Frame) -> None:
        self.write("(")
        for branch in (node, *node.elif_):
            self._write_text(self._pieces(branch.body, frame), frame)
            self.newline(branch)
            self.write("if ")
            self.by_letters(branch.test)
            self.visit(branch.test, frame)
            self.write(" else ")
        self._write_text(self._pieces(node.else_, frame), frame)
        self.write(")")

    def _write_text(self, pieces: list[_Piece], frame: Frame) -> None:
        """Write the expression of all pieces together."""
        if len(pieces) == 1:
            self.newline(pieces[0] if isinstance(pieces[0], nodes.Node) else None)
            self._write_piece(pieces[0], frame)
        elif len(pieces) == 2:
            self.write("(")
            self._write_piece(pieces[0], frame)
            self.write(" + ")
            self._write_piece(pieces[1], frame)
            self.write(")")
        elif pieces:
            self.write("concat((")
            self._write_pieces(pieces, frame)
            self.write("))")
        else:
            self.write("''")

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:  # noqa: N802
        """Write `{% set x | block %}`; what always is the same is made when it is loaded."""
        is_block = node.filter is not None and node.filter.name == "block"
        if self.whole is None or not is_block or not isinstance(node.target, nodes.Name):
            super().visit_AssignBlock(node, frame)
            self.note(node.target, frame, is_code=False)
            return
        ref = frame.symbols.ref(node.target.name)
        self.of_blocks.add(ref)
        self._write_block(f"{ref} = ", node, frame, "" if ref in self.texts else "printed")
        self.note(node.target, frame, is_code=True)

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802
        """Write `{% filter kept(facts) %}`: for the same facts the same is printed again."""
        if not self.environment.inlines or node.filter.name != "kept":
            super().visit_FilterBlock(node, frame)
            return
        others = strangers(node)
        if others:
            self.fail(f"kept does not name what its block prints: {others}", node.lineno)
        memory = self.keep("environment.memory()")
        code, facts = self.temporary_identifier(), self.temporary_identifier()
        self.writeline(f"{code} = {memory}.get({facts} := (")
        self.by_letters(*node.filter.args)
        for fact in node.filter.args:
            self.visit(fact, frame)
            self.write(", ")
        self.write("))")
        self.writeline(f"if {code} is None:")
        self.indent()
        self._write_block(f"{code} = {memory}[{facts}] = ", node, frame, "printed")
        self.outdent()
        self.simple_write(code, frame)

    def _write_block(
        self, start: str, node: nodes.AssignBlock | nodes.FilterBlock, frame: Frame, made: str
    ) -> None:
        """Write what makes code of a block, behind the start of an assignment.

        `made` is what makes it code, "" where its text is enough.
        """
        inner = frame.inner()
        inner.require_output_check = False
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        if only_prints(node.body):
            self.writeline(start, node)
            self._write_code(node.body, inner, made)
        else:
            self.buffer(inner)
            self.blockvisit(node.body, inner)
            self.writeline(f"{start}{made}(concat({inner.buffer}))")

    def _write_code(self, body: list[nodes.Node], frame: Frame, made: str) -> None:
        pieces = self._pieces(body, frame)
        only = pieces[0] if len(pieces) == 1 else ""
        if isinstance(only, nodes.Node) and self.is_code(only, frame):
            self.write("(")
            self.newline(only)
            self.visit(only, frame)
            self.write(")")
        elif only and isinstance(only, str):
            self.write(self.keep(f"environment.printed({only!r})"))
        else:
            self.write(f"{made}(")
            self._write_text(pieces, frame)
            self.write(")")
