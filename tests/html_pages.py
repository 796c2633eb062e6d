"""HTML pages as a reader meets them: in Chromium, with a mouse, a keyboard and a clipboard.

In: pages. Out: what stands in each, and what came of using some of them (`tools/browse.mjs` says
what is done). A missing tool skips the test.
"""

import json
import shutil
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from toolchains import missing

TOOLS = Path(__file__).parent / "tools"


def browsed(
    pages: Mapping[str, str], shots: Path, used: Collection[str] = ()
) -> dict[str, dict[str, Any]]:
    """Open pages by name, and use some; pictures of those are in the folder `shots`."""
    browser = shutil.which("chromium")
    if browser is None:
        missing("chromium is not installed: apt install chromium")
    if shutil.which("node") is None or not (TOOLS / "node_modules" / "playwright-core").is_dir():
        missing("playwright-core is not installed: npm ci --prefix tests/tools")
    asked = {"chromium": browser, "shots": str(shots), "pages": dict(pages), "used": list(used)}
    done = subprocess.run(
        ["node", str(TOOLS / "browse.mjs")], input=json.dumps(asked).encode(), capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    found = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
    return {one["name"]: one for one in found}
