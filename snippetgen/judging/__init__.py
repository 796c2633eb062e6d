"""What `check` does with a paste: which rules, on which commands, and the repairs."""
