"""Runs Python programs one after another in one process; prints a line of JSON about each."""

import io
import json
import runpy
import sys
from pathlib import Path


def run(name: str) -> dict[str, object]:
    """Run one program as its own main module, with its own streams."""
    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.TextIOWrapper(io.BytesIO(Path(name, "stdin").read_bytes()))
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    status: object = 0
    try:
        runpy.run_path(str(Path(name, "caller.py")), run_name="__main__")
    except SystemExit as stop:
        status = stop.code
        if isinstance(status, str):
            print(status, file=sys.stderr)
            status = 1
    except Exception as error:
        print(f"Traceback: {error!r}", file=sys.stderr)
        status = 1
    finally:
        out, error_text = sys.stdout.getvalue(), sys.stderr.getvalue()
        sys.stdin, sys.stdout, sys.stderr = streams
    return {"name": name, "status": status or 0, "out": out, "error": error_text}


for each in sys.argv[1:]:
    print(json.dumps(run(each)), flush=True)
