"""Stage 2: tolerant lexers for sh, cmd and PowerShell."""
