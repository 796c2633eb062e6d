"""Targets, and the rules by which each writes its language: all of it data from `target.toml`."""

from snippetgen.targets.target import Target, all_targets, find_target, load_target, template_roots

__all__ = ["Target", "all_targets", "find_target", "load_target", "template_roots"]
