"""Small projects around a caller, which build and run as they stand."""
