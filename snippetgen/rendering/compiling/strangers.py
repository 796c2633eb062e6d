"""What a block of a template takes from elsewhere than the facts that it names.

In: `{% filter kept(facts) %}…{% endfilter %}`, what it includes made part of it. Out: names. It
refuses to know what the block prints.
"""

from collections.abc import Iterable, Iterator

from jinja2 import nodes


def strangers(block: nodes.FilterBlock) -> list[str]:
    """Give the names that a block may take from elsewhere than the facts of its filter.

    A name is the block's own behind a place that surely sets it. What is included only when it is
    reached could take anything, and is told as `include`.
    """
    return sorted(set(_of_body(block.body, block.filter.args, set())))


def _of_body(body: Iterable[nodes.Node], facts: list[nodes.Expr], own: set[str]) -> Iterator[str]:
    """Give the strange names of some nodes, in their order; what they set becomes `own`."""
    for node in body:
        yield from _of_node(node, facts, own)


def _of_node(node: nodes.Node, facts: list[nodes.Expr], own: set[str]) -> Iterator[str]:
    if node in facts:
        return
    if isinstance(node, nodes.Include):
        yield "include"
    elif isinstance(node, nodes.Name):
        if node.name not in own:
            yield node.name
    elif isinstance(node, nodes.Assign):
        yield from _of_node(node.node, facts, own)
        own |= _names(node.target)
    elif isinstance(node, nodes.AssignBlock):
        yield from _of_body(node.body, facts, own.copy())
        own |= _names(node.target)
    elif isinstance(node, nodes.For):
        yield from _of_node(node.iter, facts, own)
        within = own | _names(node.target)
        yield from _of_body([*filter(None, [node.test]), *node.body], facts, within)
        yield from _of_body(node.else_, facts, own.copy())
    elif isinstance(node, nodes.If):
        yield from _of_node(node.test, facts, own)
        for branch in (node.body, node.elif_, node.else_):
            yield from _of_body(branch, facts, own.copy())
    else:
        inner = own if isinstance(node, nodes.Expr | nodes.Output) else own.copy()
        yield from _of_body(node.iter_child_nodes(), facts, inner)


def _names(target: nodes.Node) -> set[str]:
    """Give the names that a target sets."""
    if isinstance(target, nodes.Name):
        return {target.name}
    return {name.name for name in target.find_all(nodes.Name)}
