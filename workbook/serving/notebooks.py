"""The participant's own copy of the notebooks, to change as he likes."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

from workbook.errors import ServingError
from workbook.settings import packaged

_SHIPPED = ".shipped.json"


def writable_notebooks(folder: Path) -> Path:
    """Put the notebooks into ``folder`` and return it.

    A notebook that somebody changed stays as it is. One that he only ran is renewed
    when a new version ships. Raises ServingError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _renew(folder)
    except OSError as fault:
        raise ServingError("folder_not_writable", path=folder) from fault
    return folder


def _renew(folder: Path) -> None:
    record = folder / _SHIPPED
    shipped: dict[str, str] = json.loads(record.read_text()) if record.exists() else {}
    for source in sorted(packaged("notebooks").glob("*.ipynb")):
        own, now = folder / source.name, _written(source)
        untouched = not own.exists() or _written(own) == shipped.get(source.name)
        if untouched and (not own.exists() or _written(own) != now):
            shutil.copyfile(source, own)
        if untouched:
            shipped[source.name] = now
    record.write_text(json.dumps(shipped, indent=1))


def _written(notebook: Path) -> str:
    """Return a mark of what stands in the cells, whatever running them has left."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        written = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError):
        return "unreadable"
    return sha256(json.dumps(written).encode()).hexdigest()
