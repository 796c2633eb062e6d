"""The checks: what each fact of a reading is worth."""
