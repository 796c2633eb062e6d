"""What makes Python of a template: Jinja's compiler, with the steps left out that ours never need.

In: trees of Jinja. Out: trees that are plainer, and Python. It refuses to know what the templates
are about.
"""
